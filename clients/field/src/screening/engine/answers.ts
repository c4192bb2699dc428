// The check of a set of answers, `{linkId: value}`. A value is an option's code, a number, or the reason why there is
// none. An answer that the skips close is refused and never dropped in silence.

import type { Answer, Answers, Instrument, Item } from "./edition";
import { UNANSWERED } from "./edition";
import { openings } from "./flow";

const UNKNOWN_ITEM = "this instrument has no such question";
const CLOSED = "the earlier answers skip this question, so it takes no answer";

export class BadAnswers extends Error {
  constructor(readonly problems: readonly (readonly [linkId: string, sentence: string])[]) {
    super(problems.map(([linkId, sentence]) => `${linkId}: ${sentence}`).join("; "));
  }
}

/** The answers in the tool's order. A partial set is fine. Throws BadAnswers with every problem. */
export function check(instrument: Instrument, answers: Answers): Record<string, Answer> {
  const known = new Set(instrument.items.map((item) => item.linkId));
  const problems: [string, string][] = Object.keys(answers)
    .filter((linkId) => !known.has(linkId))
    .map((linkId) => [linkId, UNKNOWN_ITEM]);
  const kept: Record<string, Answer> = {};
  const order: string[] = [];
  for (const item of instrument.items) {
    if (!(item.linkId in answers)) continue;
    const value = answers[item.linkId]!;
    if (fits(item, value)) {
      kept[item.linkId] = value;
      order.push(item.linkId);
    } else problems.push([item.linkId, offer(item)]);
  }
  // Skips are judged on good values only; a bad one is already reported.
  if (problems.length === 0) {
    const open = openings(instrument, kept);
    for (const linkId of order) if (open.get(linkId) !== true) problems.push([linkId, CLOSED]);
  }
  if (problems.length > 0) throw new BadAnswers(problems);
  return kept;
}

/**
 * A copy of `answers` with one answer set or changed. Whoever goes back and changes an answer closes the questions that
 * hung on it, so their answers are taken out. Throws BadAnswers.
 */
export function record(instrument: Instrument, answers: Answers, linkId: string, value: Answer): Record<string, Answer> {
  const item = instrument.items.find((each) => each.linkId === linkId);
  if (!item || !fits(item, value)) throw new BadAnswers([[linkId, item ? offer(item) : UNKNOWN_ITEM]]);
  const changed = { ...answers, [linkId]: value };
  const open = openings(instrument, changed);
  const stands = Object.entries(changed).filter(([key]) => key === linkId || open.get(key) === true);
  return check(instrument, Object.fromEntries(stands));
}

/**
 * Answers as the server takes them, pairs in the tool's order. Pairs and not an object: JavaScript puts keys that look
 * like numbers first, so that "10" would come before "6a".
 */
export function pairs(instrument: Instrument, answers: Answers): [string, Answer][] {
  return instrument.items
    .filter((item) => item.linkId in answers)
    .map((item) => [item.linkId, answers[item.linkId]!]);
}

function fits(item: Item, value: unknown): value is Answer {
  if (typeof value === "string" && (UNANSWERED as readonly string[]).includes(value)) return true;
  if (item.kind === "integer") {
    return typeof value === "number" && Number.isInteger(value) && item.least! <= value && value <= item.most!;
  }
  return typeof value === "string" && item.options.some((option) => option.code === value);
}

function offer(item: Item): string {
  if (item.kind === "integer") return `should be a whole number from ${item.least} to ${item.most}`;
  return `should be one of: ${item.options.map((option) => option.code).join(", ")}`;
}
