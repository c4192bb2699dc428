// News while the app is open: ids and kinds come over one stream; what they mean is taken with the shift.
import { effect } from "@preact/signals";
import { reached } from "../queue/reach";
import { checkLeases } from "./lease";
import { arrived } from "./signals";
import { take } from "./take";

const again = 30_000;
let stream: EventSource | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

export function hear(): void {
  if (stream || typeof EventSource === "undefined") return;
  const source = new EventSource("/phone/api/events");
  stream = source;
  source.addEventListener("arrival", () => void take());
  source.addEventListener("ask", () => void take());
  source.addEventListener("safety", () => void take());
  source.addEventListener("lease", () => void checkLeases());
  source.addEventListener("gone", () => reached("signed-out"));
  source.onerror = () => {
    // A refusal closes it for good (another session, or none): it is tried anew, quietly.
    if (source.readyState !== EventSource.CLOSED || stream !== source) return;
    stream = null;
    timer = setTimeout(hear, again);
  };
}

export function stopHearing(): void {
  clearTimeout(timer);
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
