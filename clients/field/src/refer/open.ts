// When a service is open, on the wall clock of the program's zone: the rule of the server's `hours.py`. A span that ends
// at or before its start runs into the next day; 00:00 to 24:00 is all day. No spans at all means nobody knows when it
// is open, which is never shown as closed. Wall-clock minutes are compared, so a change of the clocks moves nothing.

/** One open span: the weekday (0 Monday), "08:00", "17:00". */
export type Span = readonly [day: number, from: string, to: string];

/** `open` is null where hours are unknown. `until` "" does not close. `next`: "08:00" today, "tomorrow 08:00", "Wed 08:00". */
export interface Openness {
  readonly open: boolean | null;
  readonly until: string;
  readonly next: string;
}

const DAY = 24 * 60;
const AHEAD_DAYS = 8;
const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;

/** The date, the weekday (0 Monday) and the minute of the day that the wall in `zone` shows at `moment`. */
function onTheWall(moment: Date, zone: string): { date: string; day: number; minute: number } {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    weekday: "short",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(moment);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? "";
  const day = (WEEKDAYS as readonly string[]).indexOf(part("weekday"));
  return { date: `${part("year")}-${part("month")}-${part("day")}`, day, minute: Number(part("hour")) * 60 + Number(part("minute")) };
}

/** A day that is not as its weekday: closed where it holds no span. `on` is like "2026-12-25". */
export interface Exception {
  readonly on: string;
  readonly spans: readonly (readonly [from: string, to: string])[];
}

/** Whether a service is open at `moment`, until when, and when next. `spans` null: nobody knows. */
export function openness(spans: readonly Span[] | null, moment: Date, zone: string, exceptions: readonly Exception[] = []): Openness {
  if (spans === null) return { open: null, until: "", next: "" };
  const { date, day, minute } = onTheWall(moment, zone);
  for (const [start, end] of stretches(spans, exceptions, date, day)) {
    if (start <= minute && minute < end) {
      return { open: true, until: end >= AHEAD_DAYS * DAY ? "" : clock(end), next: "" };
    }
    if (start > minute) return { open: false, until: "", next: when(start, day) };
  }
  return { open: false, until: "", next: "" };
}

/** Open stretches in minutes since today's 00:00, from yesterday to the days ahead, joined where they touch. */
function stretches(spans: readonly Span[], exceptions: readonly Exception[], date: string, today: number): [number, number][] {
  const cut: [number, number][] = [];
  for (let ahead = -1; ahead < AHEAD_DAYS; ahead++) {
    const that = new Date(Date.parse(`${date}T00:00:00Z`) + ahead * DAY * 60_000).toISOString().slice(0, 10);
    const usual = spans.filter(([day]) => day === (today + ahead + 7) % 7).map(([, from, to]) => [from, to] as const);
    for (const [from, to] of exceptions.find(({ on }) => on === that)?.spans ?? usual) {
      const start = ahead * DAY + minutes(from);
      const end = ahead * DAY + minutes(to);
      cut.push([start, minutes(to) <= minutes(from) ? end + DAY : end]);
    }
  }
  const joined: [number, number][] = [];
  for (const [start, end] of cut.sort((a, b) => a[0] - b[0])) {
    const last = joined[joined.length - 1];
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return joined;
}

function minutes(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
}

function clock(minute: number): string {
  const day = minute % DAY;
  return `${String(Math.floor(day / 60)).padStart(2, "0")}:${String(day % 60).padStart(2, "0")}`;
}

function when(minute: number, today: number): string {
  const ahead = Math.floor(minute / DAY);
  if (ahead === 0) return clock(minute);
  return `${ahead === 1 ? "tomorrow" : WEEKDAYS[(today + ahead) % 7]} ${clock(minute)}`;
}
