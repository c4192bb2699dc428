// Short words about a call, for its screens and for the contact's.
import type { CarriedCall, Lead, Member, Which } from "../contract";
import { age, clock } from "../look/shown";

export const TIMES: readonly (readonly [which: "request" | "dispatch" | Which, label: string, stamp: string])[] = [
  ["request", "Request", ""],
  ["dispatch", "Dispatch", ""],
  ["arrival", "Arrived", "Arrived"],
  ["engagement", "Engaged", "Engaged now"],
  ["clear", "Clear", "Clear now"],
];

/** The first time of one that was put right: as the server said it ("21:54"), or a moment said on this phone. */
export const firstTime = (words: string): string => (words.includes("T") ? clock(words) : words);

export const placeOf = (call: CarriedCall): string => call.place || call.area || "Place unknown";

/** "Castellan, clinician", as teams speak of each other. */
export function called(member: Member | Lead): string {
  const family = member.name.split(" ").pop() ?? member.name;
  return member.profession ? `${family}, ${member.profession.replaceAll("_", " ")}` : family;
}

/** Whether the clinician by phone is this reader, and leads now. */
export const leadsByPhone = ({ tele, lead }: CarriedCall): boolean => Boolean(tele?.mine && lead && lead.id === tele.id);

/** "On scene 14 min", "Sent 21:48": where the team stands on this call. */
export function standing(call: CarriedCall): string {
  const { arrival, clear, dispatch } = call.times;
  if (clear) return `${call.unit}, clear ${clock(clear)}`;
  if (!call.active) return `${call.unit}, released from this call`;
  if (arrival) return `${call.unit}, on scene ${age(arrival)}`;
  return dispatch ? `${call.unit}, sent ${clock(dispatch)}` : call.unit;
}
