import { expect, test } from "vitest";
import { age, clock, day, dayClock, nearest } from "../when";

const DENVER = "America/Denver";
const now = new Date("2026-11-28T05:10:00Z"); // 22:10 on Nov 27 in Denver.

test("times are said on the wall of the program's zone", () => {
  expect(clock("2026-11-28T04:54:00Z", DENVER)).toBe("21:54");
  expect(clock("2026-11-28T07:05:00Z", DENVER)).toBe("00:05");
  expect(dayClock("2026-11-28T04:54:00Z", DENVER, now)).toBe("21:54");
  expect(dayClock("2026-11-27T04:54:00Z", DENVER, now)).toBe("Nov 26, 21:54");
  expect(day("2027-03-14T12:00:00Z", DENVER, now)).toBe("Mar 14, 2027");
  expect([clock(null, DENVER), day(undefined, DENVER, now)]).toEqual(["", ""]);
});

test("an age is never negative", () => {
  expect(age("2026-11-28T05:20:00Z", now)).toBe("just now");
  expect(age("2026-11-28T05:07:00Z", now)).toBe("3 min");
  expect(age("2026-11-28T02:00:00Z", now)).toBe("3 h");
});

test("a fixed time is the one closest to the first, over midnight and a change of the clocks too", () => {
  const near = (text: string, iso: string) => nearest(text, new Date(iso), DENVER)?.toISOString();
  expect(near("2150", "2026-11-28T04:54:30Z")).toBe("2026-11-28T04:50:00.000Z");
  expect(near("23:58", "2026-11-28T07:05:00Z")).toBe("2026-11-28T06:58:00.000Z");
  expect(near("0:03", "2026-11-28T06:58:00Z")).toBe("2026-11-28T07:03:00.000Z");
  // Clocks go back at 02:00 on November 1: 01:30 came twice; the one closer to the first time is meant.
  expect(near("01:30", "2026-11-01T08:40:00Z")).toBe("2026-11-01T08:30:00.000Z");
  expect(near("01:30", "2026-11-01T07:40:00Z")).toBe("2026-11-01T07:30:00.000Z");
  // Clocks go forward on March 14, 2027: 02:30 never came.
  expect(near("02:30", "2027-03-14T09:20:00Z")).toBeUndefined();
  expect(near("03:05", "2027-03-14T08:50:00Z")).toBe("2027-03-14T09:05:00.000Z");
  expect(near("25:00", "2026-11-28T04:54:30Z")).toBeUndefined();
});
