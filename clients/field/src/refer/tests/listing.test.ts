import { expect, test } from "vitest";
import type { Service } from "../../contract";
import { ANY, farWords, listed, openWords } from "../listing";

const now = new Date("2026-11-27T22:30:00Z"); // Friday 15:30 in Denver.
const DENVER = "America/Denver";
const here = { lat_e6: 39_739_200, lon_e6: -104_990_300 };

const service = (name: string, more: Partial<Service> = {}): Service => ({
  id: name,
  name,
  organization: "Lakeside Health",
  phone: "303-555-0100",
  opens: [[4, "08:00", "17:00"]],
  hours_words: "",
  eligibility: "",
  languages: ["English"],
  needs: [["shelter", "A place to stay"]],
  lat_e6: 39_740_000,
  lon_e6: -104_990_300,
  capacity_words: "",
  capacity_at: null,
  verified_at: "2026-11-01T00:00:00Z",
  answers_in_words: "",
  provider: true,
  ...more,
});
const far = service("Far", { lat_e6: 40_014_986, lon_e6: -105_270_546 });
const shut = service("Shut", { opens: [[0, "08:00", "17:00"]] });
const unknown = service("Unknown hours", { opens: [] });
const old = service("Old", { verified_at: "2026-01-01T00:00:00Z" });
const all = [old, shut, unknown, far, service("Near")];
const names = (wanted = {}) => listed(all, { ...ANY, ...wanted }, here, now, DENVER).map((row) => row.service.name);

test("fresh listings first, then open ones, then near ones; unknown hours are no closed door", () => {
  expect(names()).toEqual(["Near", "Far", "Unknown hours", "Shut", "Old"]);
});

test("the list is narrowed by words, open now, need, language and distance", () => {
  expect(names({ words: "lake ne" })).toEqual(["Near"]);
  expect(names({ open: true })).toEqual(["Near", "Far", "Old"]);
  expect(names({ within: 5 })).not.toContain("Far");
  expect(names({ need: "food" })).toEqual([]);
  expect(names({ language: "Spanish" })).toEqual([]);
});

test("hours and distance are said in words", () => {
  const [near, , hours, closed] = listed(all, ANY, here, now, DENVER);
  expect([near, hours, closed].map((row) => openWords(row!.open))).toEqual([
    "Open until 17:00.",
    "Hours unknown.",
    "Closed now, opens Mon 08:00.",
  ]);
  expect([0.4, 1.2, 24.2, null].map(farWords)).toEqual(["Under a mile.", "About 1 mile.", "About 24 miles.", ""]);
});
