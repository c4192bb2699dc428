// News while the app is open: ids and kinds come over one stream; what they mean is taken with the shift. A line can be
// dead without a word, so that the server's beat is listened for, and after each silence the shift is taken anew.
import { effect } from "@preact/signals";
import { reach, reached } from "../queue/reach";
import { vault } from "../store/vault";
import { checkLeases } from "./lease";
import { arrived } from "./signals";
import { take } from "./take";

/** The server beats each 8 s: a line that is silent for so long is dead, whatever the browser says of it. */
const silent = 20_000;
/** How often that is looked at. */
const glance = 4_000;
/** The longest pause before a stream that was refused is tried anew, and before news that could not be fetched are. */
const longest = 15_000;
/** News closer together than this are fetched together. */
const burst = 300;
/** How long the first taking of a shift waits for the stream, so that nothing falls between the two. */
const patience = 1_500;

let stream: EventSource | null = null;
let heardAt = 0;
let refused = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let watching: ReturnType<typeof setInterval> | undefined;
let gathering: ReturnType<typeof setTimeout> | undefined;
let opening: (() => void) | null = null;

const pause = (times: number): number => Math.min(longest, 1000 * 2 ** times);

/** Begins to listen. Resolves when the stream is open, or soon after: what is taken then misses nothing. */
export function hear(): Promise<void> {
  if (stream || typeof EventSource === "undefined") return Promise.resolve();
  watching ??= setInterval(look, glance);
  const ready = new Promise<void>((done) => (opening = done));
  setTimeout(opened, patience);
  open();
  return ready;
}

function opened(): boolean {
  const first = opening !== null;
  opening?.();
  opening = null;
  return first;
}

function open(): void {
  clearTimeout(timer);
  stream?.close();
  const source = new EventSource("/phone/api/events");
  stream = source;
  heardAt = Date.now();
  const on = (kind: string, run: () => void) =>
    source.addEventListener(kind, () => {
      heardAt = Date.now();
      run();
    });
  on("open", () => {
    refused = 0;
    // What was told while nobody listened is told to nobody again. The lease is asked and not the shift, since after a
    // fault of the server every phone comes back at once.
    if (!opened()) void checkLeases();
  });
  on("beat", () => undefined);
  for (const kind of ["arrival", "ask", "safety"]) on(kind, gather);
  on("lease", () => void checkLeases());
  on("gone", () => reached("signed-out"));
  source.onerror = () => {
    // A refusal closes it for good (another session, or none, or a server that begins): it is tried anew, quietly.
    if (source.readyState !== EventSource.CLOSED || stream !== source) return;
    opened();
    timer = setTimeout(open, pause((refused += 1)));
  };
}

/** What comes close together is fetched at once: a contact that is sent whole tells of itself many times. */
function gather(): void {
  gathering ??= setTimeout(() => {
    gathering = undefined;
    void news();
  }, burst);
}

/** Takes the shift, and again with growing pauses where that failed: what came once must not be forgotten. */
async function news(times = 0): Promise<void> {
  if (await take()) return;
  if (vault.value && reach.value !== "signed-out") setTimeout(() => void (stream && news(times + 1)), pause(times));
}

/** A dead line is opened anew. */
function look(): void {
  if (stream && Date.now() - heardAt > silent) open();
}

/** Signal is back, or somebody looks: whoever is not surely listening begins anew at once. */
export function hearAgain(): void {
  if (stream && (stream.readyState !== EventSource.OPEN || Date.now() - heardAt > silent / 2)) open();
}

export function stopHearing(): void {
  clearTimeout(timer);
  clearTimeout(gathering);
  gathering = undefined;
  clearInterval(watching);
  watching = undefined;
  opened();
  stream?.close();
  stream = null;
}

/** A number on the app's icon, never a name; gone as soon as somebody looks. */
export function startBadge(): void {
  effect(() => {
    const count = arrived.value;
    const set = count ? navigator.setAppBadge?.(count) : navigator.clearAppBadge?.();
    void set?.catch(() => undefined);
  });
}
