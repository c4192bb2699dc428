// The engine gives exactly the server's results, on every case the server's own engine wrote down.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { read, type Answer } from "../engine/edition";
import { enabled, nextItem } from "../engine/flow";
import { score } from "../engine/score";

interface Case {
  name: string;
  answers: [string, Answer][];
  asked: string[];
  next: string | null;
}
interface Cases {
  id: string;
  edition: string;
  cases: (Case & Record<string, unknown>)[];
}

const file = (path: string): unknown => JSON.parse(readFileSync(new URL(`../../../../../${path}`, import.meta.url), "utf8"));
const { instruments } = file("contracts/vectors/screenings.json") as { instruments: Cases[] };

test.each(instruments.map((each) => [`${each.id}/${each.edition}`, each] as const))("%s", (_name, { id, edition, cases }) => {
  const one = read(file(`content/instruments/${id}/edition-${edition}.json`));
  expect(cases.length).toBeGreaterThan(5);
  for (const { name, answers: given, asked, next, ...wanted } of cases) {
    const answers = Object.fromEntries(given);
    const got = score(one, answers);
    const found = {
      complete: got.complete,
      tier: got.tier,
      could_be: got.couldBe,
      rank: got.rank,
      label: got.label,
      sentence: got.sentence,
      advice: got.advice,
      total: got.total,
      least: got.least,
      most: got.most,
      tasks: got.tasks.map(({ code }) => code),
      positive: got.positive.map(({ linkId }) => linkId),
      missing: got.missing.map(({ item }) => item.linkId),
      unreached: got.unreached.map(({ linkId }) => linkId),
    };
    expect({ name, ...found }).toEqual({ name, ...wanted });
    expect([name, enabled(one, answers).map(({ linkId }) => linkId), nextItem(one, answers)?.linkId ?? null]).toEqual([name, asked, next]);
  }
});
