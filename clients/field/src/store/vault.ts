// The open phone: whose it is and the key, in memory only. Locking empties it.
import { signal } from "@preact/signals";
import type { Me } from "../contract";
import { sha256, utf8 } from "./bytes";
import type { ServerSealer } from "./sealing";

export interface Vault {
  /** The user's opaque id on this phone. */
  owner: string;
  key: CryptoKey;
  /** The user's id at the server, from the carried shift or the session. */
  user: string;
  sealer: ServerSealer | null;
}

export const vault = signal<Vault | null>(null);

export function opened(): Vault {
  if (!vault.value) throw new Error("The phone is locked.");
  return vault.value;
}

/** The id a user has on phones: nobody reads from it who it is. */
export const opaque = async (user: Me["id"]): Promise<string> => (await sha256(utf8(`tandem-field|${user}`))).slice(0, 32);
