// What a contact asks, and in which order. Pure. The server checks it all again; here it only keeps a thumb from asking
// what would be refused.

/** A contact's fields as `view.contact` gives them. */
export type Fields = Readonly<Record<string, unknown>>;

/** What an involuntary hold owes before closing: the field of its form, and the words. */
const HOLD_OWES = [
  ["basis", "what it rests on"],
  ["signer", "who signed it"],
] as const;

export const UNANSWERED: Readonly<Record<string, string>> = {
  unknown: "unknown",
  not_asked: "not asked",
  declined: "didn't want to answer",
};

/** The text of a field, "" where nothing was said. */
export function text(fields: Fields, name: string): string {
  const value = fields[name];
  return typeof value === "string" ? value : "";
}

/** What a form's field says, as a list; [] for nothing. */
export function told(fields: Fields, form: string): (name: string) => readonly string[] {
  return (name) => {
    const value = fields[`form.${form}.${name}`];
    return Array.isArray(value) ? (value as string[]) : [];
  };
}

/** Whether the team and the person talked, in person or by phone: `met` is the shift's list of such outcomes. */
export function talked(fields: Fields, met: readonly string[]): boolean {
  return met.includes(text(fields, "contact_outcome"));
}

/** Why a contact can't be closed yet, as [the screen that mends it, a sentence]; null where nothing is owed. */
export function closeProblem(fields: Fields, met: readonly string[]): readonly [step: string, sentence: string] | null {
  if (!text(fields, "contact_outcome")) return ["outcome", "Say first whether you and the person met."];
  if (talked(fields, met) && !text(fields, "disposition")) return ["next", "Say how it ended before you close."];
  if (text(fields, "disposition") === "involuntary_hold") {
    const hold = told(fields, "hold");
    const owed = HOLD_OWES.filter(([name]) => !hold(name)[0]?.trim()).map(([, words]) => words);
    if (owed.length > 0) return ["hold", `Say on the hold page ${owed.join(" and ")} before you close.`];
  }
  return null;
}

/** "8 to 4, down by 4"; "" while neither was rated. */
export function distressWords(before: unknown, after: unknown): string {
  const [was, is] = [rated(before), rated(after)];
  if (!was && !is) return "";
  const words = `${was || "open"} to ${is || "open"}`;
  if (typeof before !== "number" || typeof after !== "number") return words;
  if (before === after) return `${words}, the same`;
  return `${words}, ${before > after ? "down" : "up"} by ${Math.abs(before - after)}`;
}

function rated(value: unknown): string {
  return typeof value === "number" ? String(value) : typeof value === "string" ? (UNANSWERED[value] ?? "") : "";
}
