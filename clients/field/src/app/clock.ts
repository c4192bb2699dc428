// Time as duty screens say it: 24 h, in the agency's zone. And one clock for everything that counts.
import { signal } from "@preact/signals";
import { shift } from "../shift/signals";

export const now = signal(Date.now());
let ticking: ReturnType<typeof setInterval> | undefined;

export function startClock(): void {
  ticking ??= setInterval(() => (now.value = Date.now()), 1000);
}

export function time(moment: string | number): string {
  const zone = shift.peek()?.zone;
  const parts: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  try {
    return new Intl.DateTimeFormat("en-US", { ...parts, timeZone: zone }).format(new Date(moment));
  } catch {
    return new Intl.DateTimeFormat("en-US", parts).format(new Date(moment));
  }
}
