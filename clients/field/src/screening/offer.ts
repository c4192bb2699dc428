// What the program offers to ask, in its order, and where each stands in one contact.
import type { Fields, Id, Instrument as Carried, Shift } from "../contract";
import type { Answers, Instrument } from "./engine/edition";
import { read } from "./engine/edition";
import { nextItem } from "./engine/flow";

export const APART = "part2_record";
const KEY = "screening.";

/** One screening of a contact, as `contact.set` says it. */
export interface Given {
  readonly edition: string;
  readonly language: string;
  readonly answers: Answers;
}

const known = new WeakMap<object, Instrument | null>();

/** The edition read once; null for one this phone can't ask, which is left out of the offer and never half asked. */
function readOnce(document: Carried): Instrument | null {
  if (!known.has(document)) {
    try {
      known.set(document, read(document["definition"] ?? document));
    } catch {
      known.set(document, null);
    }
  }
  return known.get(document) ?? null;
}

/** The tools of the shift in the order of the offer; those kept apart are not among them. */
export function offered(shift: Shift): Instrument[] {
  const all = shift.instruments.flatMap((document) => readOnce(document) ?? []);
  const fits = (name: string) => (one: Instrument) => one.id === name || `${one.id}/${one.edition}` === name;
  const order = shift.offer.flatMap((name) => all.find(fits(name)) ?? []);
  return order.filter((one) => one.category !== APART);
}

/** The tools kept apart: only who may read such records carries any. */
export function keptApart(shift: Shift): Instrument[] {
  return shift.instruments.flatMap((document) => readOnce(document) ?? []).filter((one) => one.category === APART);
}

export function instrument(shift: Shift, id: string): Instrument | null {
  return shift.instruments.flatMap((document) => readOnce(document) ?? []).find((one) => one.id === id) ?? null;
}

/** What was answered to one tool in this contact; null where nobody began it. */
export function given(fields: Fields, id: string): Given | null {
  const found = fields[KEY + id] as { edition?: string; language?: string; answers?: [string, string | number][] } | undefined;
  if (!found?.answers) return null;
  return { edition: found.edition ?? "", language: found.language ?? "en", answers: Object.fromEntries(found.answers) };
}

/** Whether every question was dealt with. */
export const finished = (one: Instrument, said: Given | null): boolean => said !== null && nextItem(one, said.answers) === null;

/** The step of the first tool of the offer, where it is to be asked; null where none is. */
export function firstToAsk(shift: Shift, fields: Fields): string | null {
  const first = offered(shift)[0];
  if (!first) return null;
  return finished(first, given(fields, first.id)) ? "distress" : `ask/${first.id}`;
}

/** Names of what is offered and nobody began yet. */
export function notAsked(shift: Shift, fields: Fields): string[] {
  return offered(shift)
    .filter((one) => given(fields, one.id) === null)
    .map((one) => one.shortTitle);
}

export const screeningField = (id: Id): string => KEY + id;
