// Whether the server can be reached, as the last try told, not as the phone believes.
import { signal } from "@preact/signals";

/** yes · none: no signal · signed-out: reached, but the session has ended. */
export type Reach = "yes" | "none" | "signed-out";
export const reach = signal<Reach>("yes");
/** Since when there is no signal, and when something was last sent (milliseconds). */
export const since = signal<number | null>(null);
export const lastSent = signal<number | null>(null);

export function reached(how: Reach): void {
  if (how === "none" && reach.value !== "none") since.value = Date.now();
  if (how !== "none") since.value = null;
  reach.value = how;
}
