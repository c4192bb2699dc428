// The pieces of work of whoever has the phone open: in memory whole, on the phone sealed one by one.
import { computed, signal } from "@preact/signals";
import type { Receipt, Verb, Work } from "../contract";
import { canonical } from "../store/canonical";
import { db, steady, type QueueRow, type StoredState } from "../store/database";
import { seal, unseal } from "../store/sealing";
import { opened } from "../store/vault";
import { wake } from "./wake";

/** `full`: in memory only, since the phone has no room. The others lie on the phone. */
export type PieceState = StoredState | "full";

export interface Piece<V extends Verb = Verb> {
  work: Work<V>;
  /** sha-256 of the canonical form; empty for the moment it takes to compute. */
  hash: string;
  order: number;
  state: PieceState;
  /** Whether it may have reached the server: then its body must never change. */
  tried: boolean;
  receipt: Receipt | null;
  /** What the phone itself has to say about it, e.g. that the receipt did not match. */
  trouble: Trouble | null;
  /** The lease it was made under: the server sees by it in which job. */
  lease: string;
}
export type Trouble = "hash" | "large" | "rival" | "server";
type Kept = Pick<Piece, "work" | "hash" | "receipt" | "trouble" | "lease">;

export const pieces = signal<readonly Piece[]>([]);

/** Not yet answered for good by the server. */
export const open = (piece: Piece): boolean => piece.state !== "sent";
export const waits = (piece: Piece): boolean => ["waiting", "sending", "held", "full"].includes(piece.state);
/** What must not wait for anything else. */
export const urgent = (piece: Piece): boolean => piece.work.verb.startsWith("safety.");
export const needsYou = (piece: Piece): boolean => ["conflict", "refused", "full"].includes(piece.state);

/** What a piece is part of for whoever looks: what was written of one contact is one thing, and so are a call's times. Pure. */
export function thing({ work }: Piece): string {
  const { verb, subject } = work;
  if (verb.startsWith("contact.") || verb === "photo.add") return `contact ${subject}`;
  if (verb === "call.stamp" || verb === "call.correct") return `times ${subject}`;
  return verb === "plan.set" || verb === "card.set" ? `${verb} ${subject}` : work.id;
}

export const settled = computed(() => new Set(pieces.value.flatMap((piece) => piece.work.settles ?? [])));

const none = { waiting: 0, needs: 0, review: 0, unsent: 0 };
let counted = none;

/** The header's counts, of things; a conflict whose answer is under way no longer needs anybody. The same numbers draw nothing again. */
export const counts = computed(() => {
  const done = settled.value;
  const live = pieces.value.filter((piece) => !done.has(piece.work.id));
  const things = (which: (piece: Piece) => boolean) => new Set(live.filter(which).map(thing)).size;
  const now = {
    waiting: things((piece) => waits(piece) && piece.state !== "full"),
    needs: live.filter(needsYou).length,
    review: things(({ state }) => state === "review"),
    unsent: things(open),
  };
  const names = Object.keys(none) as (keyof typeof none)[];
  if (names.some((name) => counted[name] !== now[name])) counted = now;
  return counted;
});

export function change(id: string, what: Partial<Piece>): Piece | null {
  let found: Piece | null = null;
  pieces.value = pieces.value.map((piece) => (piece.work.id === id ? (found = { ...piece, ...what }) : piece));
  return found;
}

export const find = (id: string): Piece | undefined => pieces.value.find((piece) => piece.work.id === id);

const bound = (id: string): string => `queue|${id}`;

/** Seals one piece for its author and, until the server has it, for the server. */
export async function sealed(piece: Piece): Promise<QueueRow> {
  const { owner, key, sealer, user } = opened();
  const { work, hash, receipt, trouble, lease, order } = piece;
  const kept: Kept = { work, hash, receipt, trouble, lease };
  const here = sealer && piece.state !== "sent";
  const left = here ? { author: user, sealed: await sealer(work.id, user, canonical({ lease, piece: work })) } : null;
  const state = piece.state === "full" ? "waiting" : piece.state;
  return { id: work.id, owner, order, state, sealed: await seal(key, bound(work.id), kept), left };
}

// Storing goes one after the other, so that a later word never loses against an earlier one.
let last: Promise<unknown> = Promise.resolve();
let under = 0;
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  under += 1;
  const next = last.then(work, work).finally(() => (under -= 1));
  last = next.catch(() => undefined);
  return next;
}

/** Whether something is on its way from memory onto the phone. */
export const storing = (): boolean => under > 0;

/** When everything that was said lies on the phone. */
export async function stored(): Promise<void> {
  while (storing()) await last;
}

/** Stores a piece as it is now. Call it in turn. */
export async function keep(piece: Piece): Promise<void> {
  const row = await sealed(piece);
  await steady(() => db.queue.put(row));
  tell(row.id);
}

/** Stores another body under the id of a piece; false, and nothing stored, once the piece may have left this phone. */
export async function keepInstead(piece: Piece): Promise<boolean> {
  const row = await sealed(piece);
  const stored = await steady(() =>
    db.transaction("rw", db.queue, async () => {
      const lies = await db.queue.get(row.id);
      if (lies && lies.state !== "waiting") return false;
      await db.queue.put(row);
      return true;
    }),
  );
  if (stored) tell(row.id);
  return stored;
}

export async function read(row: QueueRow): Promise<Piece> {
  const kept = await unseal<Kept>(opened().key, bound(row.id), row.sealed);
  return { ...kept, order: row.order, state: row.state, tried: row.state !== "waiting" };
}

/** Reads the whole queue of the open user; done once, at unlocking, after whatever was written as the phone was locked. */
export function load(): Promise<void> {
  return inTurn(async () => {
    const { owner } = opened();
    const rows = await steady(() => db.queue.where("[owner+order]").between([owner, -Infinity], [owner, Infinity]).toArray());
    pieces.value = await Promise.all(rows.map(read));
  });
}

/**
 * Takes a piece for sending: from now on its body never changes under this id. The body is read from the phone, not from
 * memory, so that a word of another tab is not missed. Null where it is gone or answered meanwhile.
 */
export function claim(id: string): Promise<Piece | null> {
  return inTurn(async () => {
    const { owner } = opened();
    const row = await steady(() =>
      db.transaction("rw", db.queue, async () => {
        const lies = await db.queue.get(id);
        if (!lies || lies.owner !== owner || ["sent", "conflict", "refused"].includes(lies.state)) return null;
        if (lies.state === "waiting") await db.queue.update(id, { state: "sending" });
        return lies;
      }),
    );
    if (!row) return null;
    const piece = await read(row);
    const state = row.state === "waiting" ? "sending" : row.state;
    change(id, { work: piece.work, hash: piece.hash, tried: true, state });
    return { ...piece, state, tried: true };
  });
}

/** Writes down how a piece stands now. */
export function settle(id: string, what: Partial<Piece>): Promise<void> {
  return inTurn(async () => {
    const piece = change(id, what);
    if (piece) await keep(piece);
  });
}

export async function forget(ids: string[]): Promise<void> {
  await steady(() => db.queue.bulkDelete(ids));
  pieces.value = pieces.value.filter((piece) => !ids.includes(piece.work.id));
}

/** Whether a piece may be taken back whole: it never left this phone, and no other piece rests on it. */
export const removable = ({ tried, state, work }: Piece): boolean =>
  !tried && (state === "waiting" || state === "full") && !pieces.value.some((other) => other.work.after.includes(work.id));

/** Takes back a piece as if it was never said. False, and nothing changed, once it may have left this phone. */
export function takeBack(id: string): Promise<boolean> {
  return inTurn(async () => {
    const piece = find(id);
    if (!piece || !removable(piece)) return false;
    const gone = await steady(() =>
      db.transaction("rw", db.queue, async () => {
        const lies = await db.queue.get(id);
        if (lies && lies.state !== "waiting") return false;
        await db.queue.delete(id);
        return true;
      }),
    );
    if (!gone) return false;
    pieces.value = pieces.value.filter(({ work }) => work.id !== id);
    tell(id);
    return true;
  });
}

// Two tabs of one phone see each other's work at once.
const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("tandem-field-queue");
const tell = (id: string): void => channel?.postMessage(id);

/** Another tab wrote, sent or took back something. */
async function heard(id: string): Promise<void> {
  const row = await steady(() => db.queue.get(id));
  if (!row) pieces.value = pieces.value.filter(({ work, state }) => work.id !== id || state === "full");
  try {
    if (!row || row.owner !== opened().owner) return;
    const piece = await read(row);
    const others = pieces.value.filter((one) => one.work.id !== id);
    pieces.value = [...others, piece].sort((left, right) => left.order - right.order);
  } catch {
    // Locked meanwhile: it is read at the next unlocking.
    return;
  }
  wake();
}

export function listen(): void {
  if (channel) channel.onmessage = (event) => void heard(String(event.data));
}
