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

/** A sealer to the server's public key: one agreement (ECDH P-256, HKDF-SHA-256) for as long as the app is open. */
export interface ServerSealer {
  (id: string, author: string, body: string): Promise<string>;
}

export async function sealerTo(serverKey: JsonWebKey): Promise<ServerSealer> {
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const { kty, crv, x, y } = serverKey;
  const theirs = await crypto.subtle.importKey("jwk", { kty, crv, x, y } as JsonWebKey, curve, false, []);
  const ours = await crypto.subtle.generateKey(curve, false, ["deriveBits"]);
  const agreed = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, ours.privateKey, 256);
  const secret = await crypto.subtle.importKey("raw", agreed, "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(32), info: utf8("tandem-left-1") };
  const key = await crypto.subtle.deriveKey(how, secret, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
  const point = base64url(await crypto.subtle.exportKey("raw", ours.publicKey));
  return async (id, author, body) => {
    const { iv, data } = await sealBytes(key, `${id}|${author}`, utf8(body));
    return `1.${point}.${base64url(iv)}.${base64url(data)}`;
  };
}
