// Moments said in the zone of the shift that is open, at the present moment.
import { shift } from "../shift/signals";
import { now } from "./now";
import * as when from "./when";

type When = string | null | undefined;

export const zone = (): string => shift.value?.zone ?? "UTC";
export const clock = (moment: When): string => when.clock(moment, zone());
export const day = (moment: When): string => when.day(moment, zone(), now.value);
export const dayClock = (moment: When): string => when.dayClock(moment, zone(), now.value);
export const age = (moment: string): string => when.age(moment, now.value);
