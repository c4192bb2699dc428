// A check-in that is late sounds on every screen until somebody acts; never until somebody taps elsewhere.
import { effect } from "@preact/signals";
import { announce } from "../app/announce";
import { now } from "../app/clock";
import { view } from "../shift/view";
import { arrived } from "../shift/signals";
import * as sound from "./sound";
import { safetyWords as words } from "./words";

const every = 3000;

/** Whether a check-in of one of my calls is due, at a time in milliseconds. */
export function lateNow(at: number): boolean {
  return view.calls().some(({ check_in_due, times }) => check_in_due !== null && !times.clear && Date.parse(check_in_due) <= at);
}

export function startLate(): void {
  addEventListener("pointerdown", sound.unlockSound, { passive: true });
  addEventListener("keydown", sound.unlockSound);
  let last = 0;
  let told = false;
  effect(() => {
    const at = now.value;
    if (!lateNow(at)) {
      told = false;
      return;
    }
    if (!told) announce(words.dueNow);
    told = true;
    if (at - last < every) return;
    last = at;
    sound.late();
    navigator.vibrate?.([200, 100, 200]);
  });
  effect(() => {
    if (arrived.value) sound.news();
  });
}
