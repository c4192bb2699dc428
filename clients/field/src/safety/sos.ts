// One SOS: raised once, its last place if the phone tells it soon, and the truth about who has heard it.
import { computed, signal } from "@preact/signals";
import type { Says } from "../contract";
import { pieces } from "../queue/pieces";
import { say } from "../queue/say";
import { newId } from "../store/bytes";
import { opened } from "../store/vault";

const patience = 3000;
const fresh = 12 * 3_600_000;

/** The last place the phone told, kept in memory only while the app is open. */
let last: { lat_e6: number; lon_e6: number; at: number } | null = null;
export const hidden = signal<string | null>(null);

const e6 = (degrees: number): number => Math.round(degrees * 1e6);

export function note(position: { coords: { latitude: number; longitude: number } }): void {
  last = { lat_e6: e6(position.coords.latitude), lon_e6: e6(position.coords.longitude), at: Date.now() };
}

function place(): Promise<typeof last> {
  if (typeof navigator === "undefined" || !navigator.geolocation) return Promise.resolve(last);
  return new Promise((done) => {
    const timer = setTimeout(() => done(last), patience);
    navigator.geolocation.getCurrentPosition(
      (position) => {
        clearTimeout(timer);
        note(position);
        done(last);
      },
      () => {
        clearTimeout(timer);
        done(last);
      },
      { enableHighAccuracy: true, timeout: patience, maximumAge: 60_000 },
    );
  });
}

/** Raises an SOS: without a place at once, and the place after it under the same sos id as soon as the phone tells it. */
export async function raise(): Promise<void> {
  const me = opened().user;
  const sos = newId();
  const at = new Date().toISOString();
  const known = last;
  hidden.value = null;
  const where = (found: typeof last) => (found ? { lat_e6: found.lat_e6, lon_e6: found.lon_e6 } : {});
  await say("safety.sos", me, { sos, at, ...where(known) });
  const found = await place();
  if (found && found.at !== known?.at) await say("safety.sos", me, { sos, at, ...where(found) });
}

export interface Raised {
  sos: string;
  at: string;
  /** unsent: on this phone only · waiting: the server has it · heard: a dispatcher has answered it · over: stood down. */
  state: "unsent" | "waiting" | "heard" | "over";
  /** The server's own sentence, where there is one. */
  words: string;
}

/** What the server says of an SOS, by its id. */
export const told = signal<Record<string, { state: string; words: string }>>({});

/** The SOS raised last and not put away. */
export const raised = computed<Raised | null>(() => {
  const mine = pieces.value.filter(({ work }) => work.verb === "safety.sos");
  const latest = mine.at(-1);
  if (!latest || Date.now() - Date.parse(latest.work.made_at) > fresh) return null;
  const { sos, at } = latest.work.say as Says["safety.sos"];
  if (hidden.value === sos) return null;
  const sent = mine.some(({ work, state }) => (work.say as Says["safety.sos"]).sos === sos && ["sent", "held", "review"].includes(state));
  const answer = told.value[sos];
  if (answer?.state === "heard" || answer?.state === "over") return { sos, at, state: answer.state, words: answer.words };
  return { sos, at, state: sent || answer ? "waiting" : "unsent", words: "" };
});
