// The cached directory: what fits, what is open, how far, in which order. Pure.
import type { Service } from "../contract";
import { miles } from "./far";
import { openness, type Openness } from "./open";

/** What is asked of the list; "" and null ask nothing. */
export interface Wanted {
  readonly words: string;
  readonly need: string;
  readonly language: string;
  readonly open: boolean;
  readonly within: number | null;
}

export const ANY: Wanted = { words: "", need: "", language: "", open: false, within: null };

export interface Row {
  readonly service: Service;
  readonly open: Openness;
  /** In a straight line from the call; null where one of the places is unknown. */
  readonly miles: number | null;
  /** Nobody has checked the listing for half a year, or ever: it says so, and stands last. */
  readonly old: boolean;
}

const DAY = 24 * 60 * 60 * 1000;
const OLD_AFTER_DAYS = 180;

type Place = { readonly lat_e6: number | null; readonly lon_e6: number | null };

/** The services that fit, fresh listings first, then what is open, then what is near. */
export function listed(services: readonly Service[], wanted: Wanted, here: Place | null, now: Date, zone: string): Row[] {
  return services
    .map((service) => row(service, here, now, zone))
    .filter((each) => fits(each, wanted))
    .sort(
      (a, b) =>
        Number(a.old) - Number(b.old) ||
        rank(a.open) - rank(b.open) ||
        (a.miles ?? Infinity) - (b.miles ?? Infinity) ||
        a.service.name.localeCompare(b.service.name),
    );
}

function row(service: Service, here: Place | null, now: Date, zone: string): Row {
  // Hours nobody knows are never shown as closed; a phone that isn't told whether they are known reads none as unknown.
  const known = service.hours_known ?? service.opens.length > 0;
  const checked = service.verified_at ? Date.parse(service.verified_at) : 0;
  return {
    service,
    open: openness(known ? service.opens : null, now, zone, service.exceptions),
    miles: here ? miles(here, service) : null,
    old: service.stale ?? now.getTime() - checked > OLD_AFTER_DAYS * DAY,
  };
}

const rank = (open: Openness): number => (open.open ? 0 : open.open === null ? 1 : 2);

function fits({ service, open, miles: far }: Row, wanted: Wanted): boolean {
  const name = `${service.name} ${service.organization}`.toLocaleLowerCase();
  return (
    wanted.words.toLocaleLowerCase().split(/\s+/).every((part) => name.includes(part)) &&
    (!wanted.need || service.needs.some(([code]) => code === wanted.need)) &&
    (!wanted.language || service.languages.includes(wanted.language)) &&
    (!wanted.open || open.open === true) &&
    (wanted.within === null || (far !== null && far <= wanted.within))
  );
}

/** "Open until 17:00.", "Open day and night.", "Closed now, opens Mon 08:00.", "Hours unknown." */
export function openWords({ open, until, next }: Openness): string {
  if (open === null) return "Hours unknown.";
  if (open) return until ? `Open until ${until}.` : "Open day and night.";
  return next ? `Closed now, opens ${next}.` : "Closed now.";
}

/** "About 2 miles.", "Under a mile."; "" where nobody knows. */
export function farWords(far: number | null): string {
  if (far === null) return "";
  const whole = Math.round(far);
  return whole < 1 ? "Under a mile." : `About ${whole} ${whole === 1 ? "mile" : "miles"}.`;
}
