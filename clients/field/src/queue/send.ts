// The sender: one request at a time, one tab of the phone only, oldest first and safety before everything, with patience.
import { NoAnswer, who } from "../app/api";
import { opaque, opened, vault } from "../store/vault";
import { pieces, urgent, waits, type Piece } from "./pieces";
import { reach, reached } from "./reach";
import { mostPieces, sendSome, type Outcome } from "./send-some";
import { storeAgain } from "./say";
import { wakes } from "./wake";

const name = "tandem-field-sender";
const longest = 5 * 60_000;
const urgentLongest = 10_000;
/** A pause in typing or tapping before what was said leaves: so that one thought travels as one piece. */
const pause = 1000;
const asksAgain = { held: 30_000, review: 30 * 60_000 };

/** When a piece may be tried again, and how often it failed; in memory, since a new start may try at once. */
const later = new Map<string, { at: number; times: number }>();
let failed = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let due = Infinity;
/** Until when the server asked for quiet. */
let quiet = 0;
let running: Promise<void> | null = null;

/** How long to wait after so many failures: doubling from a second, with jitter so that phones do not come in step. Pure. */
export function backOff(times: number, most: number, random: number): number {
  return Math.min(most, 1000 * 2 ** Math.min(times, 12)) * (0.5 + random / 2);
}

/**
 * The next pieces to send at a time, together and in their order: of one lease, safety by itself, and none with a photo
 * but the first, so that words never wait for a picture that follows them. Pure.
 */
export function next(queue: readonly Piece[], now: number, wait: ReadonlyMap<string, { at: number }>, most = mostPieces): Piece[] {
  const free = queue.filter(({ work, state, hash }) => {
    if (!hash || (wait.get(work.id)?.at ?? 0) > now) return false;
    return state === "waiting" || state === "sending" || ((state === "held" || state === "review") && wait.has(work.id));
  });
  const these = free.some(urgent) ? free.filter(urgent) : free;
  const other = these.findIndex(({ work, lease }, at) => at > 0 && (lease !== these[0]!.lease || work.verb === "photo.add"));
  return these.slice(0, other < 0 ? most : Math.min(most, other));
}

/** Asks the sender to run in so many milliseconds; an earlier wish wins. */
function soon(milliseconds: number): void {
  const at = Date.now() + milliseconds;
  if (at >= due) return;
  clearTimeout(timer);
  due = at;
  timer = setTimeout(() => {
    due = Infinity;
    void run();
  }, milliseconds);
}

/** Sends what can be sent now. Two calls at once are one. */
export function run(): Promise<void> {
  running ??= exclusively(drain)
    .catch((error: unknown) => {
      if (!(error instanceof NoAnswer)) reportError_(error);
    })
    .finally(() => {
      running = null;
      plan();
    });
  return running;
}

/** An unforeseen fault of the sender must not end sending: it is told to the console without a word of a piece. */
function reportError_(error: unknown): void {
  failed += 1;
  console.error("The sender stopped and will try again.", error instanceof Error ? error.name : "");
}

async function exclusively(work: () => Promise<void>): Promise<void> {
  if (!navigator.locks) return work();
  await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
    if (lock) await work();
  });
}

async function drain(): Promise<void> {
  if (!vault.value || !pieces.value.some((piece) => waits(piece) || piece.state === "review")) return;
  const { owner } = opened();
  if (!(await mine(owner))) return;
  // What the server holds is asked for once after each opening; from then on with patience.
  for (const { work, state } of pieces.value) {
    if ((state === "held" || state === "review") && !later.has(work.id)) later.set(work.id, { at: 0, times: 0 });
  }
  // How many of a request that failed whole still go one by one, so that a bad one stops no other.
  let alone = 0;
  for (;;) {
    const some = vault.value?.owner === owner ? next(pieces.value, Date.now(), later, alone > 0 ? 1 : mostPieces) : [];
    if (some.length === 0) return;
    alone = Math.max(0, alone - 1);
    const outcomes = await sendSome(some.map(({ work }) => work.id));
    if (!outcomes) alone = some.length;
    const these = some.flatMap((piece) => ({ piece, outcome: outcomes?.get(piece.work.id) }));
    const goOn = these.map(({ piece, outcome }) => !outcome || after(piece, outcome)).every(Boolean);
    if (!goOn) return;
    if (these.some(({ outcome }) => outcome?.how === "sent")) await storeAgain();
  }
}

/** Whether the session is the author's own: nobody's work is ever sent in another's name. */
async function mine(owner: string): Promise<boolean> {
  try {
    const found = await who();
    if (found.signed_in && (await opaque(found.user)) === owner) return true;
    reached("signed-out");
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    failed += 1;
  }
  return false;
}

/** Notes what came of one; false ends this run. */
function after(piece: Piece, { how, wait }: Outcome): boolean {
  const id = piece.work.id;
  const times = (later.get(id)?.times ?? 0) + 1;
  const most = urgent(piece) ? urgentLongest : longest;
  if (how === "sent") {
    failed = 0;
    later.delete(id);
    // Something that waited for this one at the server may have gone on.
    for (const { work, state } of pieces.value) if (state === "held") later.set(work.id, { at: 0, times: 0 });
    return true;
  }
  if (how === "answered") {
    failed = 0;
    const state = pieces.value.find(({ work }) => work.id === id)?.state;
    if (state === "held" || state === "review") later.set(id, { at: Date.now() + asksAgain[state], times: 0 });
    return true;
  }
  if (how === "again") {
    later.set(id, { at: Date.now() + (wait ?? backOff(times, most, Math.random())), times });
    return true;
  }
  failed += 1;
  if (wait) quiet = Date.now() + wait;
  return false;
}

/** When to run next, by what is left: soon for an SOS, with growing patience for the rest, not at all when signed out. */
function plan(): void {
  if (!vault.value || reach.value === "signed-out") return;
  const left = pieces.value.filter((piece) => waits(piece) && piece.state !== "full");
  if (left.length === 0) return;
  const most = left.some(urgent) ? urgentLongest : longest;
  if (failed) return soon(Math.max(backOff(failed - 1, most, Math.random()), quiet - Date.now()));
  const nexts = left.map(({ work }) => Math.max(later.get(work.id)?.at ?? 0, Date.now() + pause));
  soon(Math.max(0, Math.min(...nexts) - Date.now()));
}

/** Begins sending: woken by each piece, by signal coming back, by the app being looked at, and by "Try now". */
export function startSending(): void {
  wakes((now) => {
    if (now) {
      failed = 0;
      later.clear();
    }
    if (now) void run();
    else soon(pause);
  });
  const back = () => {
    failed = 0;
    soon(0);
  };
  addEventListener("online", back);
  addEventListener("offline", () => reached("none"));
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && back());
}

/** For a lock or another user: nothing of the one before is tried any more. */
export function stopSending(): void {
  clearTimeout(timer);
  due = Infinity;
  failed = 0;
  later.clear();
}
