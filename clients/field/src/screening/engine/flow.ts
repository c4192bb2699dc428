// Which question comes next. A skip that hangs on a question nobody answered is neither open nor closed; it is kept
// apart as unknown (null), because a score must not read it as "no". The server's `flow.py`, told again.

import type { Answer, Answers, Gate, Instrument, Item, Operator } from "./edition";
import { UNANSWERED } from "./edition";

/** Asked (true), skipped (false), or not known because an earlier answer is missing (null). */
export type Opening = boolean | null;

/** Question `number` is the `position`-th of up to `of`; `asked` were put to the person. Parts of one count once. */
export interface Progress {
  readonly number: string;
  readonly position: number;
  readonly of: number;
  readonly asked: number;
}

const COMPARE: Record<Operator, (a: Answer, b: Answer) => boolean> = {
  "=": (a, b) => a === b,
  ">": (a, b) => a > b,
  "<": (a, b) => a < b,
  ">=": (a, b) => a >= b,
  "<=": (a, b) => a <= b,
};

/** Whether a value is an answer, rather than the reason why there is none. */
export function hasAnswer(value: Answer | undefined): value is Answer {
  return value !== undefined && !(UNANSWERED as readonly Answer[]).includes(value);
}

export function openings(instrument: Instrument, answers: Answers): ReadonlyMap<string, Opening> {
  const found = new Map<string, Opening>();
  for (const item of instrument.items) {
    const gates = item.gates.map((gate) => holds(gate, answers, found.get(gate.question) ?? null));
    // A gate that decides alone: one that fails where all must hold, one that holds where any will do.
    const decisive = !item.everyGate;
    if (gates.includes(decisive)) found.set(item.linkId, decisive);
    else found.set(item.linkId, gates.includes(null) ? null : !decisive);
  }
  return found;
}

function holds(gate: Gate, answers: Answers, opening: Opening): Opening {
  if (opening !== true) return opening;
  const value = answers[gate.question];
  if (value === "declined" && gate.answer === "declined") return true;
  return hasAnswer(value) ? COMPARE[gate.operator](value, gate.answer) : null;
}

/** The questions to be asked, given the answers so far, in order. */
export function enabled(instrument: Instrument, answers: Answers): Item[] {
  const found = openings(instrument, answers);
  return instrument.items.filter((item) => found.get(item.linkId) === true);
}

/** The first question that is not dealt with yet; null when the way is done. Declined and not asked deal with one. */
export function nextItem(instrument: Instrument, answers: Answers): Item | null {
  return enabled(instrument, answers).find((item) => !(item.linkId in answers)) ?? null;
}

/** The question before `linkId` on the way taken, for Back; the last one where `linkId` is null (the result). */
export function previousItem(instrument: Instrument, answers: Answers, linkId: string | null): Item | null {
  const way = enabled(instrument, answers);
  const at = way.findIndex((item) => item.linkId === linkId);
  return way[(at < 0 ? way.length : at) - 1] ?? null;
}

export function progress(instrument: Instrument, answers: Answers, item?: Item): Progress {
  const numbers = [...new Set(instrument.items.map((each) => each.number))];
  const at = item ?? nextItem(instrument, answers);
  const number = at ? at.number : numbers[numbers.length - 1]!;
  const put = new Set(
    instrument.items
      .filter((each) => each.linkId in answers && answers[each.linkId] !== "not_asked")
      .map((each) => each.number),
  );
  return { number, position: numbers.indexOf(number) + 1, of: numbers.length, asked: put.size };
}
