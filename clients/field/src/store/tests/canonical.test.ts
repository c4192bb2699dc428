// The canonical form: the same bytes as the server's, for every case both sides know.
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { canonical, hashOf, wellFormed } from "../canonical";

test("keys go by code point, nothing else moves, and there are no spaces", () => {
  expect(canonical({ b: 1, a: [true, null, "ä\n\"\u2028"], "\u{1F600}": 2, "\uFFFD": 3 })).toBe(
    '{"a":[true,null,"ä\\n\\"\u2028"],"b":1,"\uFFFD":3,"\u{1F600}":2}',
  );
});

test("what cannot travel is refused, not rounded", () => {
  for (const value of [0.5, 2 ** 60, Number.NaN, "\ud800", undefined]) expect(() => canonical({ value: [value] })).toThrow(TypeError);
});

test("halves of characters and NUL never leave a text field", () => {
  expect(wellFormed({ "a\0": ["x\ud83dy\0", "\u{1F600}"] })).toEqual({ a: ["x\uFFFDy", "\u{1F600}"] });
});

test("the hash is sha-256 in hex", async () => {
  expect(await hashOf({})).toBe("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
});

const vectors = new URL("../../../../../contracts/vectors/canonical.json", import.meta.url);
describe.runIf(existsSync(vectors))("the vectors Python wrote", () => {
  const { same, refused } = JSON.parse(readFileSync(vectors, "utf8")) as { same: { json: string; canonical: string; sha256: string }[]; refused: string[] };
  test.each(same)("$json", async (one) => {
    const value = JSON.parse(one.json) as unknown;
    expect(canonical(value)).toBe(one.canonical);
    expect(await hashOf(value)).toBe(one.sha256);
  });
  // JavaScript reads 1.0 as 1, which is whole; what is no whole number to it either is refused as on the server.
  test.each(refused.filter((json) => /\.[1-9]/.test(json)))("refused: %s", (json) => {
    expect(() => canonical(JSON.parse(json))).toThrow(TypeError);
  });
});
