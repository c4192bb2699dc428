import { expect, test } from "vitest";
import { clockOf, counted, folded, inShort, quickly, toggled, type Field, type Form } from "../form";

const field = (name: string, more: Partial<Field> = {}): Field => ({
  name,
  label: name,
  kind: "one",
  options: [],
  unknowns: [],
  alone: "",
  hint: "",
  limit: 120,
  fold: "",
  brief: "",
  ...more,
});
const force = field("force", {
  kind: "several",
  label: "Force used",
  brief: "Force",
  options: [
    ["none", "None"],
    ["hands", "Hands"],
    ["spray", "Spray"],
  ],
  unknowns: [["unknown", "Unknown"]],
  alone: "none",
});
const left = field("left", { kind: "counts", options: [["food", "Food"], ["water", "Water"]] });
const hurt = field("hurt", { label: "Anybody hurt", options: [["no", "No"], ["yes", "Yes"]], fold: "If hurt" });
const form: Form = {
  code: "force",
  title: "Force",
  small: "",
  note: "",
  quick: "No force",
  quick_answers: [["force", ["none"]], ["hurt", "no"]],
  fields: [force, left, hurt],
};
const nothing = () => [];

test("a lone answer takes the others away, and another takes the lone one away", () => {
  expect(toggled(force, ["hands", "spray"], "none")).toEqual(["none"]);
  expect(toggled(force, ["none"], "spray")).toEqual(["spray"]);
  expect(toggled(force, ["unknown"], "hands")).toEqual(["hands"]);
  expect(toggled(force, ["spray"], "hands")).toEqual(["hands", "spray"]);
  expect(toggled(force, ["hands"], "hands")).toEqual([]);
});

test("a fold opens once something in it was said", () => {
  expect(folded(form, nothing).map((fold) => [fold.words, fold.open])).toEqual([["", true], ["If hurt", false]]);
  expect(folded(form, (name) => (name === "hurt" ? ["no"] : []))[1]!.open).toBe(true);
});

test("counts stay between none and 99", () => {
  expect([counted("", 1), counted("1", -1), counted("", -1), counted("99", 1)]).toEqual(["1", "", "", "99"]);
});

test("a time is told with or without its colon, and a wrong one is none", () => {
  expect(["2154", "9:05", "24:00", "9:5", "", "abc"].map(clockOf)).toEqual(["21:54", "09:05", null, null, "", null]);
});

test("the short line names what a bare yes is about", () => {
  const told = (name: string) => ({ force: ["none"], "left.food": ["2"], hurt: ["no"] })[name] ?? [];
  expect(inShort(form, told)).toBe("Force: None. Food: 2. Anybody hurt: No");
  expect(inShort(form, told, 1)).toBe("Force: None. And 2 more");
  expect(inShort(form, nothing)).toBe("");
});

test("one quick tap stands for its answers", () => {
  expect(quickly(form)).toEqual({ force: ["none"], hurt: ["no"] });
});
