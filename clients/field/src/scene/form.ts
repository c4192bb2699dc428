// What a carried form is, how taps become its answers, and how an answer is said again. Pure. An answer is a list of
// strings, as the server's `forms/field.py` reads it; counts are one answer for each thing ("left.food": ["2"]).

export type Pair = readonly [code: string, words: string];
export type Said = readonly string[];

export interface Field {
  readonly name: string;
  readonly label: string;
  /** one, several, counts, line, words or clock. */
  readonly kind: string;
  readonly options: readonly Pair[];
  readonly unknowns: readonly Pair[];
  /** The options that go with no other ("none"). */
  readonly alone: string | readonly string[];
  readonly hint: string;
  readonly limit: number | null;
  /** Fields in a row with the same words stand folded under them until somebody opens them or something was said. */
  readonly fold: string;
  readonly brief: string;
}

export interface Form {
  readonly code: string;
  readonly title: string;
  readonly small: string;
  readonly note: string;
  readonly quick: string;
  readonly quick_answers: unknown;
  readonly fields: readonly Field[];
}

/** Fields that stand together: under `words`, or at the top of the form where `words` is "". */
export interface Fold {
  readonly words: string;
  readonly fields: readonly Field[];
  readonly open: boolean;
}

const MOST_OF_A_THING = 99;
const CLOCK = /^([01]?\d|2[0-3]):?([0-5]\d)$/;

/** The answer of a field, [] where nothing was said; `told` is by "name" or, for counts, "name.code". */
export type Told = (name: string) => Said;

/** Whether anything was said to a field. */
export function answered(field: Field, told: Told): boolean {
  const names = field.kind === "counts" ? field.options.map(([code]) => `${field.name}.${code}`) : [field.name];
  return names.some((name) => told(name).some((value) => value !== "" && value !== "0"));
}

/** The fields in their order, folded; open where something was said. */
export function folded(form: Form, told: Told): Fold[] {
  const found: { words: string; fields: Field[] }[] = [];
  for (const field of form.fields) {
    const last = found[found.length - 1];
    if (last && last.words === field.fold) last.fields.push(field);
    else found.push({ words: field.fold, fields: [field] });
  }
  return found.map((each) => ({ ...each, open: each.words === "" || each.fields.some((field) => answered(field, told)) }));
}

/** What stands after a tap on one answer of several: a lone one ("none", "not asked") takes the others away, and they it. */
export function toggled(field: Field, chosen: Said, code: string): string[] {
  if (chosen.includes(code)) return chosen.filter((each) => each !== code);
  if (isLone(field, code)) return [code];
  const beside = [...chosen.filter((each) => !isLone(field, each)), code];
  // In the order of the form, as the server keeps them, so that the same answer is the same list.
  const order = [...field.options, ...field.unknowns].map(([each]) => each);
  return order.filter((each) => beside.includes(each));
}

function isLone(field: Field, code: string): boolean {
  const alone = typeof field.alone === "string" ? [field.alone] : field.alone;
  return alone.includes(code) || field.unknowns.some(([each]) => each === code);
}

/** A count as it is kept: "" for none, at most 99. */
export function counted(text: string, step: -1 | 1): string {
  const next = Math.min(MOST_OF_A_THING, Math.max(0, (Number.parseInt(text, 10) || 0) + step));
  return next === 0 ? "" : String(next);
}

/** "21:54" out of "2154", "9:5" is none; null where it is no time of day. "" stays "". */
export function clockOf(text: string): string | null {
  const wanted = text.trim();
  if (wanted === "") return "";
  const found = CLOCK.exec(wanted);
  return found ? `${found[1]!.padStart(2, "0")}:${found[2]}` : null;
}

/** The answers one quick tap stands for. */
export function quickly(form: Form): Record<string, string[]> {
  const answers = form.quick_answers as Record<string, string | string[]> | [string, string | string[]][] | null;
  const rows = Array.isArray(answers) ? answers : Object.entries(answers ?? {});
  return Object.fromEntries(rows.map(([name, value]) => [name, typeof value === "string" ? [value] : [...value]]));
}

/** The whole form in one line: "Force: None. Hurt: Nobody"; a bare yes never stands alone. "" where nothing was said. */
export function inShort(form: Form, told: Told, most = 3): string {
  const lines = form.fields.filter((field) => answered(field, told)).map((field) => line(field, told));
  const shown = lines.slice(0, most).join(". ");
  return lines.length > most ? `${shown}. And ${lines.length - most} more` : shown;
}

function line(field: Field, told: Told): string {
  const known = new Map([...field.options, ...field.unknowns]);
  if (field.kind === "counts") {
    return field.options
      .map(([code, words]) => [words, told(`${field.name}.${code}`)[0] ?? ""] as const)
      .filter(([, number]) => number !== "" && number !== "0")
      .map(([words, number]) => `${words}: ${number}`)
      .join(", ");
  }
  const values = told(field.name);
  const words = values.map((value) => known.get(value) ?? value).join(", ");
  const bare = field.brief || ["yes", "no", "unknown", "not_asked", "declined"].includes(values[0] ?? "");
  return bare ? `${field.brief || field.label}: ${words}` : words;
}
