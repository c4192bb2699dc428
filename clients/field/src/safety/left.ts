// How long until the check-in is due. Pure; milliseconds in, words out.
import { safetyWords as words } from "./words";

export interface Left {
  tone: "calm" | "soon" | "late";
  words: string;
}

const soon = 5 * 60_000;

export function left(due: number, now: number): Left {
  const rest = due - now;
  const minutes = Math.floor(Math.abs(rest) / 60_000);
  const seconds = Math.floor((Math.abs(rest) % 60_000) / 1000);
  const clock = `${minutes}:${String(seconds).padStart(2, "0")}`;
  if (rest <= 0) return { tone: "late", words: words.late(minutes) };
  return { tone: rest < soon ? "soon" : "calm", words: words.left(clock) };
}
