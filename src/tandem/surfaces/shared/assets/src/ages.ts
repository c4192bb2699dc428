// Ages and count-downs. They count by the server's clock, and stop when the feed stops: a number that counts on
// while nothing is heard would be a lie.
import { say } from "./words";

const root = document.documentElement;
const offset = root.dataset.now ? Date.parse(root.dataset.now) - Date.now() : 0;
let stoppedAt: number | null = null;

export const now = (): number => Date.now() + offset;

// Freezes the ages at a time, or lets them run on (null).
export function stopAges(at: number | null): void {
  stoppedAt = at;
  tick();
}

export function clockWords(at: number): string {
  return new Intl.DateTimeFormat("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hour12: false,
    timeZone: root.dataset.zone || undefined,
  }).format(at);
}

// The day and the time of the top bar, like "Sun Nov 22, 21:47". It runs on when the feed stops: it tells the time of
// day, not how fresh the page is.
function dayClockWords(at: number): string {
  const parts = new Intl.DateTimeFormat(root.lang === "es" ? "es" : "en-US", {
    weekday: "short",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: root.dataset.zone || undefined,
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? "";
  return `${part("weekday")} ${part("month")} ${part("day")}, ${part("hour")}:${part("minute")}`;
}

let shownMinute = Math.floor(now() / 60_000);

// The server drew this minute; only a later one is written again.
function tickClock(): void {
  const at = now();
  const minute = Math.floor(at / 60_000);
  if (minute === shownMinute) return;
  shownMinute = minute;
  document.querySelectorAll<HTMLElement>("[data-clock]").forEach((element) => {
    element.textContent = dayClockWords(at);
  });
}

export function ageWords(milliseconds: number): [string, string] {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
  if (minutes < 120) return [String(minutes), say.min];
  if (minutes < 2880) return [String(Math.floor(minutes / 60)), say.h];
  const days = Math.floor(minutes / 1440);
  return [String(days), say.days(days)];
}

function showAge(element: HTMLElement, at: number): void {
  const since = Date.parse(element.dataset.since ?? "");
  if (Number.isNaN(since)) return;
  const [number, unit] = ageWords(at - since);
  if (element.dataset.shown !== number + unit) {
    const small = document.createElement("small");
    small.textContent = unit;
    element.replaceChildren(`${number} `, small);
    element.dataset.shown = number + unit;
  }
  const late = Number(element.dataset.lateAfter || Infinity);
  element.classList.toggle("late", (at - since) / 60_000 >= late);
}

function showUntil(element: HTMLElement, at: number): void {
  const until = Date.parse(element.dataset.until ?? "");
  if (Number.isNaN(until)) return;
  const seconds = Math.round((until - at) / 1000);
  const size = Math.abs(seconds);
  const time = `${Math.floor(size / 60)}:${String(size % 60).padStart(2, "0")}`;
  element.textContent = seconds > 0 ? say.left(time) : say.over(time);
  const timer = element.closest("[data-timer]");
  timer?.classList.toggle("zero", seconds <= 0);
  timer?.classList.toggle("low", seconds > 0 && seconds < 300);
  const bar = timer?.querySelector("progress");
  if (bar) bar.value = Math.min(bar.max, Math.max(0, seconds));
}

export function tick(): void {
  const at = stoppedAt ?? now();
  document.querySelectorAll<HTMLElement>("[data-since]").forEach((element) => showAge(element, at));
  document.querySelectorAll<HTMLElement>("[data-until]").forEach((element) => {
    // A phone's own check-in is due whether or not it is in reach.
    showUntil(element, element.closest("[data-own-clock]") ? now() : at);
  });
}

export function startAges(): void {
  tick();
  setInterval(() => {
    tick();
    tickClock();
  }, 1000);
}
