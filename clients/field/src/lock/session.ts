// Opening and locking: what starts when a phone is opened, and what must be gone when it is locked.
import { batch, signal } from "@preact/signals";
import { keepChoice, recall as recallChoice } from "../app/lasting";
import { signOut as endSession } from "../app/api";
import { handOverOld } from "../queue/left";
import { doNow } from "../look/tap";
import { listen, load, pieces, stored, storing } from "../queue/pieces";
import { reached } from "../queue/reach";
import { run, startSending, stopSending } from "../queue/send";
import { raised } from "../safety/sos";
import { carrying, shift } from "../shift/signals";
import { drop, recall, watch, wiped } from "../shift/keep";
import { checkLeases } from "../shift/lease";
import { hear, hearAgain, stopHearing } from "../shift/events";
import { take } from "../shift/take";
import { db, steady, type WipeReason } from "../store/database";
import { forgetUser } from "../store/forget";
import { look, persist } from "../store/room";
import { opened, vault } from "../store/vault";

const minute = 60_000;
/** How often the phone looks after itself: nobody on shift waits longer than this for a call that no stream told of. */
const often = 30_000;
/** Untouched for so long, or out of sight for so long, the phone locks itself. */
const untouched = 15 * minute;
const unseen = 5 * minute;

/** Whether everything of the open user has been read; until then nothing is drawn. */
export const ready = signal(false);

/** Counts the sessions this phone has ended, so that the lock looks anew who may open it. */
export const ended = signal(0);

/** After a PIN or passkey has opened the vault: the shift, the queue, then the network. */
export async function start(): Promise<void> {
  await recall();
  await load();
  ready.value = true;
  listen();
  startSending();
  void online();
}

/** What needs the network, in the background: the screens never wait for it. */
async function online(): Promise<void> {
  // First the stream, then the shift: whatever is told from here on, or was told while the phone was locked, is in one of them.
  await Promise.all([checkLeases(), hear()]);
  if (!vault.value) return;
  await take();
  await run();
  await handOverOld();
  await persist();
  await look();
}

/** A write that hangs keeps the key no longer than this. */
const longestWrite = 2000;

/**
 * Locks: nothing is drawn any more, and the key and every word leave memory. What waits stays, sealed: a tap of the last
 * moment is said first, and the key goes when it lies on the phone.
 */
export function lock(): void {
  doNow();
  stopSending();
  stopHearing();
  const whose = vault.value;
  ready.value = false;
  const empty = () => vault.value === whose && emptied();
  if (storing()) void lastWritten().then(empty);
  else empty();
  if (typeof location !== "undefined" && location.hash.length > 2) location.replace("#/");
}

const lastWritten = (): Promise<unknown> => Promise.race([stored(), new Promise((done) => setTimeout(done, longestWrite))]);

function emptied(): void {
  batch(() => {
    vault.value = null;
    ready.value = false;
    shift.value = null;
    carrying.value = "none";
    pieces.value = [];
  });
}

/** Forgets a user for a reason they are told on the lock screen. */
export async function wipe(owner: string, why: WipeReason): Promise<void> {
  doNow();
  await lastWritten();
  await forgetUser(owner, why);
  if (vault.value?.owner === owner) lock();
  wiped.value = why;
  keepChoice("wiped", why);
  void handOverOld();
}

/** Signs out. With nothing unsent the phone forgets the user whole; else key and queue stay for the next sign-in. */
export async function signOut(): Promise<void> {
  const { owner } = opened();
  doNow();
  await lastWritten();
  const unsent = pieces.value.some(({ state }) => state !== "sent" && state !== "review");
  await drop(null, owner);
  if (!unsent) await forgetUser(owner, "user");
  lock();
  await endSession();
  reached("signed-out");
  ended.value += 1;
}

/** An SOS that nobody has heard goes on being sent: the phone does not lock itself over it. */
const calling = (): boolean => raised.value !== null && raised.value.state !== "over";

let lastTouch = Date.now();
let hiddenSince: number | null = null;

/** The phone's own watch: ends shifts, asks the leases, locks what lies about. Once, when the app starts. */
export function startWatch(): void {
  wiped.value = (recallChoice("wiped") || null) as WipeReason | null;
  for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, () => (lastTouch = Date.now()), { passive: true });
  document.addEventListener("visibilitychange", () => {
    const away = hiddenSince !== null && Date.now() - hiddenSince > unseen;
    hiddenSince = document.visibilityState === "hidden" ? Date.now() : null;
    if (vault.value && away && !calling()) lock();
    else if (document.visibilityState === "visible") back();
  });
  addEventListener("online", back);
  setInterval(() => void round(), often);
  void round();
}

function back(): void {
  hearAgain();
  void round();
}

/** Ends what has ended, and asks whether the shift still stands and is still all: so that news no stream brought comes too. */
async function round(): Promise<void> {
  if (vault.value && Date.now() - lastTouch > untouched && !calling()) lock();
  await watch();
  if (vault.value || document.visibilityState === "visible") await checkLeases();
  if (!vault.value) await handOverOld();
}

/** Whether anybody has ever used this phone. */
export const used = (): Promise<number> => steady(() => db.users.count());
