// Moments in the program's own zone, as duty says them: 24 h, "Nov 22, 21:41" for another day, ages in minutes up to 2 h.
// Pure: the zone and the present moment are handed in.

const DAY = 24 * 60;
const MINUTE = 60_000;
const CLOCK = /^([01]?\d|2[0-3])[:.h ]?([0-5]\d)$/;

type Parts = { year: number; month: number; day: number; hour: number; minute: number };

const made = new Map<string, Intl.DateTimeFormat>();

function format(zone: string): Intl.DateTimeFormat {
  const found = made.get(zone);
  if (found) return found;
  const fresh = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    hourCycle: "h23",
  });
  made.set(zone, fresh);
  return fresh;
}

function wall(moment: Date, zone: string): Parts {
  const found: Record<string, number> = {};
  for (const part of format(zone).formatToParts(moment)) found[part.type] = Number(part.value);
  return found as unknown as Parts;
}

const two = (number: number): string => String(number).padStart(2, "0");
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** "21:54" on the wall; "" for no moment. */
export function clock(moment: string | null | undefined, zone: string): string {
  if (!moment) return "";
  const at = wall(new Date(moment), zone);
  return `${two(at.hour)}:${two(at.minute)}`;
}

/** "Mar 14", with the year where it is not this one; "" for no moment. */
export function day(moment: string | null | undefined, zone: string, now: Date): string {
  if (!moment) return "";
  const at = wall(new Date(moment), zone);
  const words = `${MONTHS[at.month - 1]} ${at.day}`;
  return at.year === wall(now, zone).year ? words : `${words}, ${at.year}`;
}

/** "20:40" today, "Nov 22, 21:41" for another day. */
export function dayClock(moment: string | null | undefined, zone: string, now: Date): string {
  if (!moment) return "";
  const that = day(moment, zone, now);
  const at = clock(moment, zone);
  return that === day(now.toISOString(), zone, now) ? at : `${that}, ${at}`;
}

/** "now", "3 min", "2 h"; nothing negative, whatever the clocks of two machines say. */
export function age(moment: string, now: Date): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - Date.parse(moment)) / MINUTE));
  if (minutes < 1) return "just now";
  return minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h`;
}

/** The moment closest to `near` at which a clock on the wall in `zone` shows `text` ("2154", "21:54"); null for no time. */
export function nearest(text: string, near: Date, zone: string): Date | null {
  const found = CLOCK.exec(text.trim());
  if (!found) return null;
  const wanted = Number(found[1]) * 60 + Number(found[2]);
  let best: Date | null = null;
  const away = (at: Date) => Math.abs(at.getTime() - near.getTime());
  // Around a change of the clocks a wall time comes an hour earlier or later, twice, or never.
  for (const shift of [-60, -30, 0, 30, 60]) {
    const at = wall(near, zone);
    let minutes = (wanted - (at.hour * 60 + at.minute) + shift) % DAY;
    if (minutes > DAY / 2) minutes -= DAY;
    if (minutes < -DAY / 2) minutes += DAY;
    const there = new Date(Math.floor(near.getTime() / MINUTE) * MINUTE + minutes * MINUTE);
    const shows = wall(there, zone);
    if (shows.hour * 60 + shows.minute === wanted && (best === null || away(there) < away(best))) best = there;
  }
  return best;
}
