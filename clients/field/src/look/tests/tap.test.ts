// What a tap sets off comes after its picture, once, and nothing overtakes it.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { afterPicture, doNow } from "../tap";

let frames: FrameRequestCallback[];

beforeEach(() => {
  vi.useFakeTimers();
  frames = [];
  globalThis.requestAnimationFrame = (frame) => frames.push(frame);
});
afterEach(() => {
  doNow();
  vi.useRealTimers();
});

test("after the picture, and once", () => {
  const work = vi.fn();
  afterPicture(work);
  expect(work).not.toHaveBeenCalled();
  frames.forEach((frame) => frame(0));
  expect(work).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(work).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(1000);
  expect(work).toHaveBeenCalledOnce();
});

test("where no picture comes it waits a tenth of a second, and not at all where nobody looks", () => {
  const work = vi.fn();
  afterPicture(work);
  vi.advanceTimersByTime(100);
  expect(work).toHaveBeenCalledOnce();
  Object.assign(document, { visibilityState: "hidden" });
  afterPicture(work);
  Object.assign(document, { visibilityState: "visible" });
  expect(work).toHaveBeenCalledTimes(2);
});

test("the next tap, and whatever else happens, finds the one before done", () => {
  const done: string[] = [];
  afterPicture(() => done.push("first"));
  afterPicture(() => done.push("second"));
  expect(done).toEqual(["first"]);
  doNow();
  doNow();
  expect(done).toEqual(["first", "second"]);
});
