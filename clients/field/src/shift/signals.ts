// What this phone carries for the open user, and the state of carrying it.
import { computed, signal } from "@preact/signals";
import type { CarriedCall, CarriedPerson, Shift } from "../contract";

export const shift = signal<Shift | null>(null);

/** none: nothing is carried and why is not known yet · taking: asked for · ready · gone: it ended or was taken back. */
export type Carrying = "none" | "taking" | "ready" | "gone";
export const carrying = signal<Carrying>("none");

/** A new or changed assignment came while the app is open; the line names nobody. */
export const arrived = signal(0);

export const calls = computed<CarriedCall[]>(() => shift.value?.calls ?? []);
export const people = computed<CarriedPerson[]>(() => shift.value?.people ?? []);
