// The key of one user's data on this phone: made once, wrapped by a PIN or a passkey, never stored beside either.
import { random, utf8 } from "./bytes";
import { db, steady, type Sealed, type UserRow } from "./database";
import { openBytes, sealBytes } from "./sealing";
import { opaque, vault } from "./vault";

export const rounds = 600_000;
export const mostTries = 5;

const aes = { name: "AES-GCM", length: 256 };

async function fromPin(pin: string, salt: Uint8Array, times: number): Promise<CryptoKey> {
  const secret = await crypto.subtle.importKey("raw", utf8(pin), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: salt as Uint8Array<ArrayBuffer>, iterations: times };
  return crypto.subtle.deriveKey(how, secret, aes, false, ["encrypt", "decrypt"]);
}

/** The wrapping key out of what a passkey's PRF gives for our salt. */
export async function fromPrf(output: BufferSource, salt: Uint8Array): Promise<CryptoKey> {
  const secret = await crypto.subtle.importKey("raw", output, "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: salt as Uint8Array<ArrayBuffer>, info: utf8("tandem-field-passkey-1") };
  return crypto.subtle.deriveKey(how, secret, aes, false, ["encrypt", "decrypt"]);
}

const bound = (owner: string, by: string): string => `key|${by}|${owner}`;
const usable = (raw: BufferSource): Promise<CryptoKey> => crypto.subtle.importKey("raw", raw, aes, false, ["encrypt", "decrypt"]);

/** A PIN that a stranger tries first: all digits alike, or a row up or down. Pure. */
export function easy(pin: string): boolean {
  const steps = new Set([...pin].slice(1).map((digit, at) => Number(digit) - Number(pin[at])));
  return steps.size === 1 && [0, 1, -1].includes([...steps][0]!);
}

/** Makes a user of this phone and opens it. Returns a way to wrap the same key by a passkey too, good until it is let go. */
export async function makeUser(user: string, pin: string, times = rounds): Promise<{ addPasskey: AddPasskey }> {
  const owner = await opaque(user);
  const raw = random(32);
  const salt = random(16);
  const wrapped = await sealBytes(await fromPin(pin, salt, times), bound(owner, "pin"), raw);
  const row: UserRow = { id: owner, pin: { salt, rounds: times, wrapped }, passkey: null, tries: 0, used_at: Date.now(), wiped: null };
  await steady(() => db.users.put(row));
  vault.value = { owner, key: await usable(raw), user, sealer: null };
  return {
    addPasskey: async (credential, prfSalt, output) => {
      const sealed = await sealBytes(await fromPrf(output, prfSalt), bound(owner, "passkey"), raw);
      await steady(() => db.users.update(owner, { passkey: { credential, salt: prfSalt, wrapped: sealed } }));
      raw.fill(0);
    },
  };
}
export type AddPasskey = (credential: Uint8Array, salt: Uint8Array, output: BufferSource) => Promise<void>;

/** open · a number: the PIN was wrong and so many tries are left · none: nothing is left to open. */
export type Opened = "open" | "none" | number;

/** Tries a PIN. The try is counted before it is checked, so that switching off in between gains nothing. */
export async function openWithPin(owner: string, pin: string): Promise<Opened> {
  const row = await steady(() =>
    db.transaction("rw", db.users, async () => {
      const found = await db.users.get(owner);
      if (!found?.pin || found.tries >= mostTries) return null;
      await db.users.update(owner, { tries: found.tries + 1 });
      return { pin: found.pin, tries: found.tries + 1 };
    }),
  );
  if (!row) return "none";
  const wrapping = await fromPin(pin, row.pin.salt, row.pin.rounds);
  if (await unwrap(owner, "pin", wrapping, row.pin.wrapped)) return "open";
  return mostTries - row.tries;
}

/** Opens with what the passkey gave; false where it does not fit. */
export async function openWithPrf(owner: string, output: BufferSource): Promise<boolean> {
  const passkey = (await steady(() => db.users.get(owner)))?.passkey;
  return Boolean(passkey) && unwrap(owner, "passkey", await fromPrf(output, passkey!.salt), passkey!.wrapped);
}

async function unwrap(owner: string, by: string, wrapping: CryptoKey, wrapped: Sealed): Promise<boolean> {
  let raw: ArrayBuffer;
  try {
    raw = await openBytes(wrapping, bound(owner, by), wrapped);
  } catch {
    return false;
  }
  await steady(() => db.users.update(owner, { tries: 0, used_at: Date.now() }));
  vault.value = { owner, key: await usable(raw), user: "", sealer: null };
  new Uint8Array(raw).fill(0);
  return true;
}

/** The users who can open this phone, the last one first. */
export async function users(): Promise<UserRow[]> {
  const rows = await steady(() => db.users.filter(({ pin, passkey }) => pin !== null || passkey !== null).toArray());
  return rows.sort((left, right) => right.used_at - left.used_at);
}

/** Takes the passkey away again; the PIN stays. */
export const dropPasskey = (owner: string): Promise<unknown> => steady(() => db.users.update(owner, { passkey: null }));
