// Where the app is. Addresses stand after the #, so that no server and no log ever sees one; they name ids only.
import { computed, signal } from "@preact/signals";

const here = (): string => (typeof location === "undefined" ? "/" : location.hash.replace(/^#/, "") || "/");

export const path = signal(here());
let depth = 0;

/** Goes to a place of the app, e.g. go(`/call/${id}`). `instead` leaves no way back to where one was. */
export function go(to: string, instead = false): void {
  if (to === path.value) return;
  if (instead) location.replace(`#${to}`);
  else {
    depth += 1;
    location.hash = to;
  }
}

/** One step back; at the beginning, to `otherwise`. */
export function back(otherwise = "/"): void {
  if (depth > 0) {
    depth -= 1;
    history.back();
  } else go(otherwise, true);
}

export function startRouting(): void {
  addEventListener("hashchange", () => (path.value = here()));
}

export type Values = Record<string, string>;

/** The values of a pattern such as /call/:id in a path, or null where it does not fit. Pure. */
export function match(pattern: string, where: string): Values | null {
  const wanted = pattern.split("/");
  const parts = where.split("?")[0]!.split("/");
  if (wanted.length !== parts.length) return null;
  const values: Values = {};
  for (const [at, word] of wanted.entries()) {
    if (word.startsWith(":")) {
      if (!parts[at]) return null;
      values[word.slice(1)] = decodeURIComponent(parts[at]!);
    } else if (word !== parts[at]) return null;
  }
  return values;
}

export const place = computed(() => path.value.split("?")[0]!);
