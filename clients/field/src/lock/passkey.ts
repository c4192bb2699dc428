// A passkey of this phone alone: the server knows nothing of it. Its PRF gives a secret only after finger, face or code.
import { random, utf8 } from "../store/bytes";

/** Whether this browser can make and use one here. */
export async function able(): Promise<boolean> {
  try {
    return await PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable();
  } catch {
    return false;
  }
}

type PrfResult = { prf?: { enabled?: boolean; results?: { first?: ArrayBuffer } } };
const results = (made: PublicKeyCredential): PrfResult["prf"] => (made.getClientExtensionResults() as PrfResult).prf;
const prf = (salt: Uint8Array) => ({ prf: { eval: { first: salt } } }) as unknown as AuthenticationExtensionsClientInputs;

export interface Made {
  credential: Uint8Array;
  salt: Uint8Array;
  output: ArrayBuffer;
}

/** Makes one; null where the user gives up or the authenticator has no PRF. The names in it name nobody. */
export async function make(): Promise<Made | null> {
  const salt = random(32);
  try {
    const made = (await navigator.credentials.create({
      publicKey: {
        challenge: random(32),
        rp: { name: "Tandem field phone" },
        user: { id: random(16), name: "This phone", displayName: "This phone" },
        pubKeyCredParams: [
          { type: "public-key", alg: -7 },
          { type: "public-key", alg: -257 },
        ],
        authenticatorSelection: { authenticatorAttachment: "platform", userVerification: "required", residentKey: "discouraged" },
        extensions: prf(salt),
      },
    })) as PublicKeyCredential;
    const credential = new Uint8Array(made.rawId);
    const found = results(made);
    // Some give the secret only when it is asked for, not when it is made.
    const output = found?.results?.first ?? (found?.enabled ? await get(credential, salt) : null);
    return output && { credential, salt, output };
  } catch {
    return null;
  }
}

/** The secret of a passkey made here; null where the user gives up. */
export async function get(credential: Uint8Array, salt: Uint8Array): Promise<ArrayBuffer | null> {
  try {
    const found = (await navigator.credentials.get({
      publicKey: {
        challenge: utf8(crypto.randomUUID()),
        allowCredentials: [{ type: "public-key", id: credential as Uint8Array<ArrayBuffer> }],
        userVerification: "required",
        extensions: prf(salt),
      },
    })) as PublicKeyCredential;
    return results(found)?.results?.first ?? null;
  } catch {
    return null;
  }
}
