// Sealing: AES-GCM with a fresh nonce, bound to what it is for, so that no row can be passed off as another.
import { base64url, random, text, utf8 } from "./bytes";
import type { Sealed } from "./database";

const aes = (iv: Uint8Array, bound: string): AesGcmParams => ({
  name: "AES-GCM",
  iv: iv as Uint8Array<ArrayBuffer>,
  additionalData: utf8(bound),
});

/** Seals bytes for `bound` (e.g. "queue|<id>"); opening it for anything else fails. */
export async function sealBytes(key: CryptoKey, bound: string, bytes: BufferSource): Promise<Sealed> {
  const iv = random(12);
  return { iv, data: await crypto.subtle.encrypt(aes(iv, bound), key, bytes) };
}

/** The bytes again; rejects with OperationError for a wrong key, a wrong place or a changed byte. */
export const openBytes = (key: CryptoKey, bound: string, sealed: Sealed): Promise<ArrayBuffer> =>
  crypto.subtle.decrypt(aes(sealed.iv, bound), key, sealed.data);

export const seal = (key: CryptoKey, bound: string, value: unknown): Promise<Sealed> =>
  sealBytes(key, bound, utf8(JSON.stringify(value)));

export const unseal = async <T>(key: CryptoKey, bound: string, sealed: Sealed): Promise<T> =>
  JSON.parse(text(await openBytes(key, bound, sealed))) as T;

/** Seals a text so that the server alone can read it; `sealed` of a package of `left`, as `contracts/README.md` has it. */
export interface ServerSealer {
  (id: string, author: string, body: string): Promise<string>;
}

/** One agreement (ECDH P-256, HKDF-SHA-256) for as long as the app is open; a fresh nonce for each text. */
export async function sealerTo(serverKey: JsonWebKey): Promise<ServerSealer> {
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const publicPart = ({ kty, crv, x, y }: JsonWebKey) => ({ kty, crv, x, y }) as JsonWebKey;
  const theirs = await crypto.subtle.importKey("jwk", publicPart(serverKey), curve, false, []);
  const ours = await crypto.subtle.generateKey(curve, true, ["deriveBits"]);
  const agreed = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, ours.privateKey, 256);
  const secret = await crypto.subtle.importKey("raw", agreed, "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info: utf8("tandem phone left 1") };
  const key = await crypto.subtle.deriveKey(how, secret, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
  const epk = publicPart(await crypto.subtle.exportKey("jwk", ours.publicKey));
  return async (id, author, body) => {
    const { iv, data } = await sealBytes(key, `${id} ${author}`, utf8(body));
    return JSON.stringify({ epk, iv: base64url(iv), ct: base64url(data) });
  };
}
