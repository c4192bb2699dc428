// The folded view as signals: a screen that reads it is drawn again when the shift or a piece of work changes.
import { computed } from "@preact/signals";
import type { Fields, Id, Verb } from "../contract";
import { pieces, type Piece } from "../queue/pieces";
import { makeFold, type Fold, type FoldedCall, type FoldedContact, type FoldedPerson } from "./fold";
import { shift } from "./signals";

export type { FoldedCall, FoldedContact, FoldedPerson } from "./fold";

// A piece that got its hash, or lies on the phone now, says nothing new: only what the fold reads draws a screen again.
let before: readonly Piece[] = [];
const said = computed(() => {
  const now = pieces.value;
  if (!sayTheSame(before, now)) before = now;
  return before;
});

/** Whether two queues say the same to a screen. Pure. */
export function sayTheSame(left: readonly Piece[], right: readonly Piece[]): boolean {
  const same = (one: Piece, other: Piece) => one.work === other.work && one.state === other.state && one.receipt === other.receipt;
  return left.length === right.length && left.every((one, at) => same(one, right[at]!));
}

const fold = computed<Fold | null>(() => (shift.value ? makeFold(shift.value, said.value) : null));

export const view = {
  call: (id: Id): FoldedCall | null => fold.value?.call(id) ?? null,
  contact: (id: Id): FoldedContact | null => fold.value?.contact(id) ?? null,
  person: (id: Id): FoldedPerson | null => fold.value?.person(id) ?? null,
  calls: (): FoldedCall[] => fold.value?.calls() ?? [],
  contacts: (): FoldedContact[] => fold.value?.contacts() ?? [],
  /** The server's id for one the phone made, where a colleague's came first. */
  resolve: (id: Id): Id => fold.value?.resolve(id) ?? id,
};

/** The fields as they stand on this phone for what a verb sets. */
export function fieldsOf(verb: Verb, subject: Id, said: { person?: unknown } = {}): Fields {
  if (verb === "contact.set") return view.contact(subject)?.fields ?? {};
  if (verb === "call.report") return view.call(subject)?.report[String(said.person ?? "")] ?? {};
  if (verb === "plan.set") return view.person(subject)?.plan_fields ?? {};
  if (verb === "card.set") return view.person(subject)?.card_fields ?? {};
  return {};
}

/** The server's version this phone's edits of a subject grow on; 0 for what began on the phone. */
export function versionOf(verb: Verb, subject: Id): number {
  const carried = shift.peek();
  if (!carried) return 0;
  const id = view.resolve(subject);
  if (verb.startsWith("call.")) return carried.calls.find((one) => one.id === id)?.version ?? 0;
  if (verb.startsWith("contact.")) return carried.contacts.find((one) => one.id === id)?.version ?? 0;
  if (verb === "plan.set") return carried.people.find((one) => one.id === id)?.plan?.version ?? 0;
  return 0;
}
