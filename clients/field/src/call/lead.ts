// Handing the lead over, and taking that back within ten seconds. The undo is a hand-over of its own: what happened stays
// on the timeline.
import { signal } from "@preact/signals";
import type { Id } from "../contract";
import { say } from "../queue/say";

const UNDO_FOR = 10_000;

/** The hand-over that can still be undone: on which call, and who led before. */
export const handed = signal<{ call: Id; before: Id } | null>(null);
let ends: ReturnType<typeof setTimeout> | undefined;

export function handOver(call: Id, to: Id, reason: string, before: Id | null): void {
  void say("call.lead", call, { member: to, reason });
  clearTimeout(ends);
  handed.value = before ? { call, before } : null;
  ends = setTimeout(() => (handed.value = null), UNDO_FOR);
}

export function undo(): void {
  const was = handed.value;
  clearTimeout(ends);
  handed.value = null;
  if (was) void say("call.lead", was.call, { member: was.before, reason: "other" });
}
