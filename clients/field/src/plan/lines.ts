// The person's own lines of one part of the plan. Pure.

/** The lines as they are kept: without the empty ones; a line's own words stay exactly as written. */
export const kept = (lines: readonly string[]): string[] => lines.filter((line) => line.trim() !== "");

/** The lines to write in: those that stand, and one empty to go on with where there is room. */
export function toWrite(lines: readonly string[], most: number): string[] {
  const stand = kept(lines);
  return stand.length < most ? [...stand, ""] : stand;
}

export const linesOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((line): line is string => typeof line === "string") : typeof value === "string" && value ? [value] : [];

/** Whether two versions of a part say the same. */
export const same = (a: readonly string[], b: readonly string[]): boolean => JSON.stringify(kept(a)) === JSON.stringify(kept(b));
