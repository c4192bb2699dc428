// A tap shows first. A radio or a checkbox is chosen by the browser itself; what follows from it (a piece of work, the
// screen drawn anew) comes after that picture. Nothing overtakes it: whatever a finger or a key does next finds it done,
// and so does a phone that is locked or put away.
import { useRef } from "preact/hooks";

/** Where no picture comes, as in a tab nobody looks at: no longer than this. In milliseconds. */
const longest = 100;
let waiting: (() => void) | null = null;

/** Does now what waits for its picture. */
export function doNow(): void {
  const work = waiting;
  waiting = null;
  work?.();
}

/** Does `work` once the next picture is drawn, or when anything else happens first. */
export function afterPicture(work: () => void): void {
  doNow();
  if (document.visibilityState === "hidden") return work();
  waiting = work;
  const mine = () => waiting === work && doNow();
  requestAnimationFrame(() => setTimeout(mine));
  setTimeout(mine, longest);
}

/** A handler that shows the tap first. It does what the control would do as it is drawn then, not as it was when tapped. */
export function useTap<T extends unknown[]>(pick: (...said: T) => void): (...said: T) => void {
  const latest = useRef(pick);
  latest.current = pick;
  return (...said) => afterPicture(() => latest.current(...said));
}

if (typeof document !== "undefined") {
  for (const kind of ["pointerdown", "click", "keydown", "submit", "visibilitychange"]) document.addEventListener(kind, doNow, true);
  for (const kind of ["hashchange", "pagehide"]) addEventListener(kind, doNow, true);
}
