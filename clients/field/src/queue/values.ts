// A stored value as words: codes by their labels, lists one under the other, nothing as "nothing". Pure but for the shift.
import { time } from "../app/clock";
import { whichWords, words } from "../app/words";
import type { Fields, Pair, Plain, Shift } from "../contract";
import { shift } from "../shift/signals";
import { fieldName } from "./show";

const free = new Set(["note", "note_apart", "disposition_detail", "reason", "text", "given_name", "family_name", "appearance", "why", "heard_by"]);

/** Whether people write this field in their own words, so that two texts can stand one after the other. */
export function isText(field: string): boolean {
  return free.has(field) || field.startsWith("card.") || field.startsWith("plan.");
}

/** Both values, the earlier first; null where only one can be true. */
export function bothOf(field: string, earlier: Plain, later: Plain): Plain | null {
  if (!isText(field) || earlier === null || later === null || earlier === later) return null;
  if (typeof earlier === "string" && typeof later === "string") return `${earlier.trimEnd()}\n\n${later}`;
  if (!Array.isArray(earlier) || !Array.isArray(later)) return null;
  return [...earlier, ...later.filter((one) => !earlier.includes(one))];
}

export function valueWords(field: string, value: Plain | undefined): string {
  if (value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0)) return words.conflict.empty;
  if (field === "at" && typeof value === "string") return time(value);
  const labels = labelsOf(field, shift.value);
  const one = (held: Plain): string => labels.get(String(held)) ?? (typeof held === "object" ? "" : String(held));
  if (Array.isArray(value)) return value.map(one).filter(Boolean).join("\n");
  if (typeof value === "object") return Array.isArray(value.answers) ? words.queue.answers(value.answers.length) : "";
  return one(value);
}

function labelsOf(field: string, carried: Shift | null): Map<string, string> {
  if (!carried) return new Map();
  const pairs: Pair[] = [...(carried.words.unanswered ?? [])];
  if (field === "which") pairs.push(...Object.entries(whichWords));
  if (field === "contact_outcome") pairs.push(...carried.words.contact_outcomes);
  if (field === "disposition") pairs.push(...Object.values(carried.words.dispositions).flat());
  if (field === "transported_to") pairs.push(...Object.values(carried.words.destinations).flat());
  if (field === "transported_by") pairs.push(...carried.words.transport_by);
  const found = formField(field, carried);
  if (found) pairs.push(...found.options, ...found.unknowns);
  return new Map(pairs.map(([code, label]) => [code, label]));
}

const formField = (field: string, carried: Shift) => {
  const [kind, code, ...rest] = field.split(".");
  const named = kind === "form" ? rest.join(".") : [code, ...rest].join(".");
  const form = [...carried.forms, ...carried.report_forms].find((one) => one.code === (kind === "form" ? code : kind));
  return form?.fields.find(({ name }) => name === named || name === field);
};

/** The rows of a piece's words: [field, its name, its value]. */
export function rowsOf(say: object): [field: string, label: string, value: Plain][] {
  const fields = ("fields" in say ? say.fields : say) as Fields;
  const label = (field: string) => (shift.value && formField(field, shift.value)?.label) || words.queue.labels[field] || fieldName(field);
  return Object.entries(fields)
    .filter(([field, value]) => !hidden.has(field) && typeof value !== "boolean")
    .map(([field, value]) => [field, label(field), value]);
}
const hidden = new Set(["person", "assignment", "service", "member", "sos", "roll", "photo", "sha256", "bytes", "lat_e6", "lon_e6", "edition"]);
