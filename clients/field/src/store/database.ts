// What lies on the phone. Clear are only numbers, states and opaque ids; every word of a shift or a piece is sealed.
import Dexie, { type EntityTable, type Table } from "dexie";

export interface Sealed {
  iv: Uint8Array;
  data: ArrayBuffer;
}

/** One user of this phone. The id tells nobody who it is; the key stands here only wrapped. */
export interface UserRow {
  id: string;
  pin: { salt: Uint8Array; rounds: number; wrapped: Sealed } | null;
  passkey: { credential: Uint8Array; salt: Uint8Array; wrapped: Sealed } | null;
  tries: number;
  used_at: number;
  /** Why this phone forgot what the user could read; the row then only keeps the user's work for the server. */
  wiped: WipeReason | null;
}
export type WipeReason = "tries" | "disabled" | "locked" | "role" | "over" | "until" | "user";

/** The shift one user carries. The lease is a secret that answers one question only: does it still stand? */
export interface CarriedRow {
  owner: string;
  lease: string;
  until: number;
  /** The latest moment this phone has seen with it, so that a clock turned back does not lengthen the shift. */
  seen: number;
  sealed: Sealed;
}

/** States as they lie on the phone: `sending` means that the server may have it already. */
export type StoredState = "waiting" | "sending" | "sent" | "held" | "conflict" | "review" | "refused";

export interface QueueRow {
  id: string;
  owner: string;
  order: number;
  state: StoredState;
  /** For the author, by the author's key. */
  sealed: Sealed;
  /** For the server, by its public key: what another session hands over when the author cannot. */
  left: Left | null;
}

/** A piece as anybody may hand it over: the author's id at the server, and what only the server can open. */
export interface Left {
  author: string;
  sealed: string;
}

export interface PhotoRow {
  id: string;
  owner: string;
  sealed: Sealed;
}

/** Words being typed, before they are a piece of work. */
export interface DraftRow {
  id: string;
  owner: string;
  sealed: Sealed;
}

export class FieldDatabase extends Dexie {
  users!: EntityTable<UserRow, "id">;
  carried!: EntityTable<CarriedRow, "owner">;
  queue!: EntityTable<QueueRow, "id">;
  photos!: EntityTable<PhotoRow, "id">;
  drafts!: Table<DraftRow, [string, string]>;

  constructor(name = "tandem-field") {
    super(name);
    this.version(1).stores({ users: "id", carried: "owner", queue: "id, [owner+order], state", photos: "id, owner" });
    this.version(2).stores({ drafts: "[owner+id], owner" });
    // Another tab brings a newer version: this one lets go, so that the queue can move.
    this.on("versionchange", () => this.close({ disableAutoOpen: false }));
  }
}

export const db = new FieldDatabase();

const closed = new Set(["DatabaseClosedError", "InvalidStateError", "AbortError", "UnknownError", "OpenFailedError"]);

/** Does database work; where the database was closed under it, opens it again and does it once more. */
export async function steady<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isFull(error) || !(error instanceof Error) || !closed.has(error.name)) throw error;
    db.close({ disableAutoOpen: false });
    await db.open();
    return work();
  }
}

/** Whether an error says that the phone has no room left. */
export function isFull(error: unknown): boolean {
  for (let at = error as { name?: string; inner?: unknown } | undefined, deep = 0; at && deep < 4; deep += 1) {
    if (at.name === "QuotaExceededError") return true;
    at = at.inner as typeof at;
  }
  return false;
}
