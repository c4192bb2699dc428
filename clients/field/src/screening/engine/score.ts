// Which tier the answers reach, what they could still reach, and the tasks that suggests: the server's `score.py`.
// Nothing is prorated. A missing answer is read both ways. A score offers tasks; it holds no disposition.

import { check } from "./answers";
import type { Answers, Finding, Instrument, Item, Task, Tier, Unanswered } from "./edition";
import { hasAnswer, openings, type Opening } from "./flow";

export const ASK_AGAIN: Task = {
  code: "ask_again",
  label: "Ask the open questions again",
  detail: "When the person is ready",
};
const NO_ANSWER_ADVICE = "No answer is not a no. You decide what happens next.";
const WHY: readonly (readonly [Unanswered | null, string])[] = [
  ["declined", "Didn't want to answer"],
  ["not_asked", "Not asked"],
  ["unknown", "Unknown"],
  [null, "Not reached"],
];

/** A question without an answer. `why` is null where nobody has come to it yet. */
export interface Missing {
  readonly item: Item;
  readonly why: Unanswered | null;
}

/**
 * `tier` is proven by the answers given; `couldBe` is the highest the missing ones allow; `rank` counts tiers up from 0.
 * `least` and `most` are the points if every missing answer were the lowest or the highest, null where there are none.
 */
export interface Score {
  readonly complete: boolean;
  readonly tier: string;
  readonly couldBe: string;
  readonly rank: number;
  readonly label: string;
  readonly sentence: string;
  readonly advice: string;
  readonly total: number | null;
  readonly least: number | null;
  readonly most: number | null;
  readonly positive: readonly Item[];
  readonly missing: readonly Missing[];
  readonly unreached: readonly Item[];
  readonly tasks: readonly Task[];
}

type Open = ReadonlyMap<string, Opening>;

/** The score of a set of answers, complete or not. Throws BadAnswers, or an error for a tool that is not scored. */
export function score(instrument: Instrument, given: Answers): Score {
  const floor = instrument.tiers[instrument.tiers.length - 1];
  if (!floor) throw new Error(`${instrument.shortTitle} is not scored`);
  const answers = check(instrument, given);
  const open = openings(instrument, answers);
  const missing = instrument.items
    .filter((item) => item.required && open.get(item.linkId) === true && !hasAnswer(answers[item.linkId]))
    .map((item) => ({ item, why: (answers[item.linkId] as Unanswered | undefined) ?? null }));
  const unreached = instrument.items.filter((item) => item.required && open.get(item.linkId) === null);
  const [least, most] = totals(instrument, answers, open);
  const verdicts = instrument.tiers.map((tier) => [tier, reached(tier, answers, open, least, most)] as const);
  const proven = verdicts.find(([, verdict]) => verdict === true)![0];
  const possible = verdicts.find(([, verdict]) => verdict !== false)![0];
  const raised = instrument.prompts.filter((prompt) => prompt.findings.some((one) => found(one, answers)));
  const named = new Set(
    [...instrument.tiers, ...instrument.prompts].flatMap((rule) =>
      rule.findings.filter((one) => found(one, answers)).map((one) => one.item),
    ),
  );
  const weighted = instrument.items.some((item) => item.options.some((option) => option.weight !== null));
  const asked = [...raised.flatMap((prompt) => prompt.tasks), ...proven.tasks];
  const because = [...raised, proven].flatMap((rule) => rule.findings.filter((one) => found(one, answers)));
  // The floor's own advice is for a person who was asked and answered.
  const notKnown = proven === floor && proven !== possible;
  return {
    complete: missing.length === 0,
    tier: proven.code,
    couldBe: possible.code,
    rank: instrument.tiers.length - 1 - instrument.tiers.indexOf(proven),
    label: label(proven, possible, floor),
    sentence: sentence(instrument, proven, possible, because, missing, unreached, weighted ? [least, most] : null),
    advice: [...raised.map((each) => each.advice), notKnown ? NO_ANSWER_ADVICE : proven.advice]
      .filter((words) => words)
      .join(" "),
    total: weighted && missing.length === 0 ? least : null,
    least: weighted ? least : null,
    most: weighted ? most : null,
    positive: instrument.items.filter((item) => named.has(item.linkId)),
    missing,
    unreached,
    tasks: proven === possible ? asked : [...asked, ASK_AGAIN],
  };
}

function totals(instrument: Instrument, answers: Answers, open: Open): [least: number, most: number] {
  let least = 0;
  let most = 0;
  for (const item of instrument.items) {
    const weights = item.options.flatMap((option) => (option.weight === null ? [] : [option.weight]));
    if (weights.length === 0 || open.get(item.linkId) === false) continue;
    const value = answers[item.linkId];
    if (hasAnswer(value)) {
      const points = item.options.find((option) => option.code === value)!.weight!;
      least += points;
      most += points;
    } else {
      // A question that may still be skipped adds nothing for certain, whatever its smallest weight.
      least += open.get(item.linkId) ? Math.min(...weights) : 0;
      most += Math.max(...weights);
    }
  }
  return [least, most];
}

function reached(tier: Tier, answers: Answers, open: Open, least: number, most: number): Opening {
  const total = tier.totalAtLeast;
  if (tier.findings.length === 0 && total === null) return true;
  if (tier.findings.some((one) => found(one, answers))) return true;
  if (total !== null && least >= total) return true;
  if (total !== null && most >= total) return null;
  // Checked answers sit on open questions only, so one without an answer is skipped for good or still unknown.
  const openEnded = tier.findings.some((one) => open.get(one.item) !== false && !hasAnswer(answers[one.item]));
  return openEnded ? null : false;
}

function found(finding: Finding, answers: Answers): boolean {
  return answers[finding.item] === finding.answer;
}

function label(proven: Tier, possible: Tier, floor: Tier): string {
  if (proven === possible) return proven.label;
  return proven === floor ? "Not known yet" : `At least ${lower(proven.label)}`;
}

function sentence(
  instrument: Instrument,
  proven: Tier,
  possible: Tier,
  because: readonly Finding[],
  missing: readonly Missing[],
  unreached: readonly Item[],
  points: readonly [number, number] | null,
): string {
  const parts = because.map((finding) => reason(instrument, finding));
  if (points !== null) {
    const [least, most] = points;
    if (missing.length > 0) parts.push(`Not complete: it could be ${least} to ${most} points.`);
    else parts.push(least === 1 ? "1 point." : `${least} points.`);
  }
  if (missing.length > 0) parts.push(`${missing.length} ${missing.length === 1 ? "question" : "questions"} not answered.`);
  for (const [why, words] of WHY) {
    const items = missing.filter((row) => row.why === why).map((row) => row.item);
    if (items.length > 0) parts.push(`${words}: ${numbers(items)}.`);
  }
  if (unreached.length > 0) parts.push(`That leaves open ${numbers(unreached)}.`);
  if (proven !== possible) parts.push(`It could still be ${lower(possible.label)}.`);
  return parts.join(" ") || "Every question asked was answered, and no answer names a concern.";
}

function reason(instrument: Instrument, finding: Finding): string {
  const item = instrument.items.find((each) => each.linkId === finding.item)!;
  const option = item.options.find((each) => each.code === finding.answer);
  return option
    ? `${option.label.own} to question ${item.prefix}: ${finding.words}.`
    : `Question ${item.prefix}: ${finding.words}.`;
}

function numbers(items: readonly Item[]): string {
  const prefixes = items.map((item) => item.prefix);
  const last = prefixes[prefixes.length - 1]!;
  if (prefixes.length === 1) return `question ${last}`;
  return `questions ${prefixes.slice(0, -1).join(", ")} and ${last}`;
}

function lower(label: string): string {
  return label.slice(0, 1).toLowerCase() + label.slice(1);
}
