// One polite live region for the whole app: a sentence, never more than one at a time, never a name.
import { signal } from "@preact/signals";

export const announced = signal("");

export function announce(sentence: string): void {
  announced.value = "";
  queueMicrotask(() => (announced.value = sentence));
}
