// The present minute as a signal: ages and what is open now are drawn again when it passes.
import { signal } from "@preact/signals";

export const now = signal(new Date());

setInterval(() => (now.value = new Date()), 15_000);
