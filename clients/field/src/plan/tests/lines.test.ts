import { expect, test } from "vitest";
import { kept, linesOf, same, toWrite } from "../lines";
import { CARD, PLAN } from "../words";

test("lines are kept as they were said, without the empty ones", () => {
  expect(kept(["  Walk Biscuit ", "", "   "])).toEqual(["  Walk Biscuit "]);
  expect(toWrite(["a", ""], 3)).toEqual(["a", ""]);
  expect(toWrite(["a", "b"], 2)).toEqual(["a", "b"]);
  expect(toWrite([], 2)).toEqual([""]);
});

test("what is carried may be a list, one text, or nothing", () => {
  expect([linesOf(["a", 3]), linesOf("a"), linesOf(""), linesOf(null)]).toEqual([["a"], ["a"], [], []]);
  expect(same(["a", ""], ["a"])).toBe(true);
});

test("whatever the person reads stands in English and in Spanish", () => {
  for (const words of [PLAN, CARD]) expect(Object.keys(words.es).sort()).toEqual(Object.keys(words.en).sort());
});
