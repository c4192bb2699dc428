// What the engine must never get wrong, on the editions as published. The server's own cases run beside it.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { BadAnswers, check, pairs, record } from "../engine/answers";
import { BadEdition, read, spoken, type Answers } from "../engine/edition";
import { nextItem, previousItem, progress } from "../engine/flow";
import { score } from "../engine/score";

const document = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(`../../../../../content/instruments/${name}.json`, import.meta.url), "utf8"));
const cssrs = read(document("cssrs-screener/edition-1"));
const dast = read(document("dast-10/edition-1"));
const auditC = read(document("audit-c/edition-1"));
const asq = read(document("asq/edition-1"));

test("no to the second question skips to the sixth", () => {
  expect(nextItem(cssrs, { "1": "no", "2": "no" })?.prefix).toBe("6");
  expect(nextItem(cssrs, { "1": "no", "2": "yes" })?.prefix).toBe("3");
  expect(previousItem(cssrs, { "1": "no", "2": "no" }, "6")?.prefix).toBe("2");
  expect(progress(cssrs, { "1": "no", "2": "no" })).toEqual({ number: "6", position: 6, of: 6, asked: 2 });
});

test("a changed answer takes out what hung on it, and nothing else", () => {
  const said = { "1": "yes", "2": "yes", "3": "no", "4": "no", "5": "no" };
  expect(record(cssrs, said, "2", "no")).toEqual({ "1": "yes", "2": "no" });
  expect(() => check(cssrs, { "2": "no", "3": "yes" })).toThrow(BadAnswers);
  expect(pairs(cssrs, { "6": "no", "1": "no" })).toEqual([["1", "no"], ["6", "no"]]);
});

test("no answer is not a no: what it could still be is said, and nothing is prorated", () => {
  const open = score(cssrs, { "1": "no", "2": "declined", "6": "no" });
  expect([open.complete, open.label, open.couldBe]).toEqual([false, "Not known yet", "high"]);
  expect(open.sentence).toContain("Didn't want to answer: question 2.");
  expect(open.tasks.map((task) => task.code)).toContain("ask_again");
});

test("DAST-10 counts its third question the other way", () => {
  const all = (answer: string): Answers => Object.fromEntries(dast.items.map((item) => [item.linkId, answer]));
  expect(score(dast, { ...all("no"), "3": "yes" }).total).toBe(0);
  expect(score(dast, { ...all("yes"), "3": "no" }).total).toBe(10);
  expect(score(dast, all("no")).total).toBe(1);
});

test("AUDIT-C: never drinking skips the rest and is whole", () => {
  const result = score(auditC, { "1": "0" });
  expect([result.complete, result.total, nextItem(auditC, { "1": "0" })]).toEqual([true, 0, null]);
});

test("ASQ asks about this moment after a yes and after a no to answering", () => {
  const four = { "1": "no", "2": "no", "3": "no" };
  expect(nextItem(asq, { ...four, "4": "no" })).toBeNull();
  expect(nextItem(asq, { ...four, "4": "yes" })?.linkId).toBe("5");
  expect(nextItem(asq, { ...four, "4": "declined" })?.linkId).toBe("5");
});

test("the words are the edition's own, in Spanish where it has them", () => {
  expect(spoken(cssrs.items[0]!.text, "es-US")).not.toBe(cssrs.items[0]!.text.own);
  expect(spoken(cssrs.items[0]!.text, "fr")).toBe(cssrs.items[0]!.text.own);
});

test("an edition with something this reader does not know is refused whole", () => {
  const items = document("asq/edition-1")["item"] as Record<string, unknown>[];
  expect(() => read({ ...document("asq/edition-1"), item: [{ ...items[0], type: "group" }] })).toThrow(BadEdition);
  expect(() => read({ ...document("asq/edition-1"), item: [] })).toThrow(BadEdition);
});
