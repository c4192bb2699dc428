import { expect, test } from "vitest";
import { miles } from "../far";
import { openness, type Span } from "../open";

// Friday, 27 November 2026. Denver is seven hours behind; its clocks go back on Sunday, 1 November 2026.
const DENVER = "America/Denver";
const at = (iso: string) => new Date(iso);
const week: Span[] = [0, 1, 2, 3, 4].map((day) => [day, "08:00", "17:00"]);

test("open until its end, on the wall of the program's own zone", () => {
  expect(openness(week, at("2026-11-27T22:30:00Z"), DENVER)).toEqual({ open: true, until: "17:00", next: "" });
  expect(openness(week, at("2026-11-28T00:00:00Z"), DENVER)).toEqual({ open: false, until: "", next: "Mon 08:00" });
  expect(openness(week, at("2026-11-27T22:30:00Z"), "America/New_York").open).toBe(false);
  expect(openness(week, at("2026-11-26T23:59:00Z"), "Pacific/Honolulu").until).toBe("17:00");
});

test("a night runs into the next day", () => {
  const night: Span[] = [[4, "20:00", "06:00"]];
  expect(openness(night, at("2026-11-28T10:00:00Z"), DENVER)).toEqual({ open: true, until: "06:00", next: "" });
  expect(openness(night, at("2026-11-28T13:00:00Z"), DENVER).open).toBe(false);
  expect(openness(night, at("2026-11-27T10:00:00Z"), DENVER)).toEqual({ open: false, until: "", next: "20:00" });
});

test("day and night all week never closes, no hours are unknown and not closed, none at all is closed", () => {
  const always: Span[] = [0, 1, 2, 3, 4, 5, 6].map((day) => [day, "00:00", "24:00"]);
  expect(openness(always, at("2026-11-27T22:30:00Z"), DENVER)).toEqual({ open: true, until: "", next: "" });
  expect(openness(null, at("2026-11-27T22:30:00Z"), DENVER).open).toBeNull();
  expect(openness([], at("2026-11-27T22:30:00Z"), DENVER)).toEqual({ open: false, until: "", next: "" });
});

test("a holiday is not as its weekday, and a day with other hours neither", () => {
  const holiday = [{ on: "2026-11-27", spans: [] }, { on: "2026-11-30", spans: [["10:00", "12:00"]] as const }];
  expect(openness(week, at("2026-11-27T22:30:00Z"), DENVER, holiday)).toEqual({ open: false, until: "", next: "Mon 10:00" });
  expect(openness(week, at("2026-11-30T18:00:00Z"), DENVER, holiday).until).toBe("12:00");
});

test("the hour that comes twice stays an hour on the wall", () => {
  const early: Span[] = [[6, "01:00", "02:00"]];
  for (const twice of ["2026-11-01T07:30:00Z", "2026-11-01T08:30:00Z"]) {
    expect(openness(early, at(twice), DENVER)).toEqual({ open: true, until: "02:00", next: "" });
  }
  expect(openness(early, at("2026-11-01T09:00:00Z"), DENVER).open).toBe(false);
});

test("a straight line in miles, unknown where a place is", () => {
  const here = { lat_e6: 39_739_200, lon_e6: -104_990_300 };
  expect(miles(here, { lat_e6: 40_014_986, lon_e6: -105_270_546 })).toBeCloseTo(24.2, 0);
  expect(miles(here, here)).toBe(0);
  expect(miles(here, { lat_e6: null, lon_e6: null })).toBeNull();
});
