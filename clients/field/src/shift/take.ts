// Taking the shift: one request, sealed on arrival. A failure leaves what was carried before.
import { announce } from "../app/announce";
import { ask, body, NoAnswer, who } from "../app/api";
import { words } from "../app/words";
import type { CarriedCall, Shift } from "../contract";
import { reached } from "../queue/reach";
import { wake } from "../queue/wake";
import { opaque, opened, vault } from "../store/vault";
import { carry } from "./keep";
import { arrived, carrying, shift } from "./signals";

let running: Promise<boolean> | null = null;
let following: Promise<boolean> | null = null;
/** Whether the server has been asked: what happens from then on may be missing in its answer. */
let asked = false;

/**
 * Takes the shift of the open user; true once it lies on the phone. Calls before the server is asked are one. For those
 * that come while an answer is on its way one more follows: what they were told of may be younger than that answer.
 */
export function take(): Promise<boolean> {
  if (!running) {
    asked = false;
    running = fetchAndKeep().finally(() => (running = null));
    return running;
  }
  if (!asked) return running;
  following ??= running.then(() => {
    following = null;
    return take();
  });
  return following;
}

async function fetchAndKeep(): Promise<boolean> {
  const before = shift.value;
  if (!before) carrying.value = "taking";
  try {
    const me = await who();
    if (!me.signed_in || !vault.value || (await opaque(me.user)) !== opened().owner) {
      reached("signed-out");
      return false;
    }
    asked = true;
    // A shift is some hundred kilobytes; on a slow line it may take its time.
    const answer = await ask("shift", {}, 90_000);
    if (answer.status === 401) reached("signed-out");
    if (!answer.ok) return false;
    const taken = await body<Shift>(answer);
    if (taken.me.id !== me.user) return false;
    const news = before && isNews(before, taken);
    await carry(taken);
    if (news) {
      arrived.value += 1;
      announce(words.home.new);
    }
    wake();
    return true;
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    return false;
  } finally {
    if (!shift.value && carrying.value === "taking") carrying.value = "none";
  }
}

/** Whether a call is new, or something is known of it that was not: not what this phone itself has just said. Pure. */
export function isNews(before: Shift, taken: Shift): boolean {
  const told = ({ place, known, changed, response_words, roll, tele }: CarriedCall) =>
    JSON.stringify([place, known, changed, response_words, roll, tele?.mine ? null : tele?.id]);
  const had = new Map(before.calls.map((call) => [call.id, told(call)]));
  const asked = new Set(before.asks?.map(({ id }) => id));
  if (taken.asks?.some(({ id }) => !asked.has(id))) return true;
  return taken.calls.some((call) => call.active && had.get(call.id) !== told(call));
}
