// Saying something on the phone: it becomes a piece of work, sealed and stored, and wakes the sender.
import type { Fields, Id, Plain, Says, Verb, Work } from "../contract";
import { shift } from "../shift/signals";
import { fieldsOf, versionOf } from "../shift/view";
import { newId } from "../store/bytes";
import { hashOf, wellFormed } from "../store/canonical";
import { isFull } from "../store/database";
import { makeRoom } from "../store/room";
import { follows } from "./order";
import { change, find, inTurn, keep, keepInstead, pieces, type Piece } from "./pieces";
import { wake } from "./wake";

export interface More {
  /** The conflict or refused piece this one replaces. */
  settles?: Id;
  after?: Id[];
  /** What stood before, where that is not what this phone shows: the server's side of a conflict. */
  was?: Fields;
}

/**
 * Stores one piece of work and returns it. `subject` is what the verb is about (see Says in contract.ts).
 * It is in `pieces` and in the folded view before this returns; the promise resolves once it lies on the phone.
 * Words about the same fields that nobody could have seen yet take the place of the earlier ones, so that typing is one
 * piece and not fifty. Where the phone has no room the state is `full`: kept in memory, tried again, and said.
 */
export async function say<V extends Verb>(verb: V, subject: Id, what: Says[V], more: More = {}): Promise<Piece<V>> {
  const began = performance.now();
  try {
    return await saying(verb, subject, what, more);
  } finally {
    // How long until it lay on the phone, for whoever measures (User Timing); nothing of what was said.
    performance.measure("piece-kept", { start: began });
  }
}

async function saying<V extends Verb>(verb: V, subject: Id, what: Says[V], more: More): Promise<Piece<V>> {
  const said = wellFormed(what);
  const same = more.settles ? undefined : unseen(verb, subject, said);
  if (same && (await amend(same.work.id, said))) return find(same.work.id) as unknown as Piece<V>;
  const work = compose(verb, subject, said, more);
  const order = Math.max(Date.now(), (pieces.value.at(-1)?.order ?? 0) + 1);
  const lease = shift.peek()?.lease ?? "";
  const fresh = { state: "waiting", tried: false, receipt: null, trouble: null } as const;
  const piece: Piece = { work: work as unknown as Work, hash: "", order, lease, ...fresh };
  pieces.value = [...pieces.value, piece];
  await store(work.id);
  return (find(work.id) ?? piece) as unknown as Piece<V>;
}

function compose<V extends Verb>(verb: V, subject: Id, said: Says[V], more: More): Work<V> {
  const family = `${verb.split(".")[0]}.`;
  const trunk = versionOf(verb, subject);
  const before = pieces.value.findLast(
    ({ work }) => work.subject === subject && work.verb.startsWith(family) && work.trunk === trunk,
  );
  return {
    id: newId(),
    verb,
    subject,
    branch: before?.work.branch ?? newId(),
    step: (before?.work.step ?? 0) + 1,
    trunk,
    // The piece that this one answers need not stand before it.
    after: [...new Set([...follows(verb, subject, said, pieces.value), ...(more.after ?? [])])].filter((one) => one !== more.settles),
    settles: more.settles ?? null,
    made_at: new Date().toISOString(),
    was: { ...stood(verb, subject, said), ...more.was },
    say: said,
  };
}

function stood(verb: Verb, subject: Id, said: object): Fields {
  if (!("fields" in said)) return {};
  const stands = fieldsOf(verb, subject, said as { person?: unknown });
  const names = Object.keys(said.fields as Fields);
  return Object.fromEntries(names.map((name): [string, Plain] => [name, stands[name] ?? null]));
}

/** The last piece about a subject, where it sets just the same fields and has not left this phone. */
function unseen(verb: Verb, subject: Id, said: object): Piece | undefined {
  if (!("fields" in said)) return undefined;
  const piece = pieces.value.findLast(({ work }) => work.subject === subject);
  if (!piece || piece.work.verb !== verb || piece.tried || !["waiting", "full"].includes(piece.state)) return undefined;
  const names = Object.keys((piece.work.say as { fields: Fields }).fields).sort().join();
  return names === Object.keys(said.fields as Fields).sort().join() ? piece : undefined;
}

/**
 * Changes what a waiting piece says, under its own id. False, and nothing changed, once it may have left this phone:
 * then another piece has to follow it, since one id never has two bodies.
 */
export async function amend(id: Id, what: object): Promise<boolean> {
  const piece = find(id);
  if (!piece || piece.tried || !["waiting", "full"].includes(piece.state)) return false;
  const work = { ...piece.work, say: wellFormed(what), made_at: new Date().toISOString() } as Work;
  change(id, { work, hash: "" });
  return inTurn(async () => {
    // A still later word may stand there by now; it is stored instead, and its own turn finds nothing to do.
    const now = find(id);
    if (!now || now.tried) return false;
    const whole = { ...now, hash: await hashOf(now.work) };
    const stored = await keepInstead(whole).catch((error: unknown) => fullOr(error, id));
    if (stored) change(id, { hash: whole.hash, ...(find(id)?.state === "full" ? {} : { state: "waiting" as const }) });
    else change(id, { work: piece.work, hash: piece.hash });
    if (stored) wake();
    return stored;
  });
}

function fullOr(error: unknown, id: Id): true {
  if (!isFull(error)) throw error;
  change(id, { state: "full" });
  return true;
}

/** Stores a piece; where there is no room, makes some once, then says that the phone is full. */
export function store(id: Id): Promise<void> {
  return inTurn(async () => {
    const piece = find(id);
    if (!piece) return;
    const whole: Piece = { ...piece, hash: piece.hash || (await hashOf(piece.work)) };
    try {
      await keep(whole).catch(async (error: unknown) => {
        if (!isFull(error)) throw error;
        await makeRoom();
        await keep(whole);
      });
      const now = find(id);
      const same = now?.work === piece.work;
      change(id, { ...(same ? { hash: whole.hash } : {}), ...(now?.state === "full" ? { state: "waiting" as const } : {}) });
      wake(piece.work.verb.startsWith("safety."));
    } catch (error) {
      fullOr(error, id);
    }
  });
}

/** What found no room is tried again: at each "Try now", and when the server has taken something. */
export async function storeAgain(): Promise<void> {
  for (const { work } of pieces.value.filter(({ state }) => state === "full")) await store(work.id);
}
