// How a piece of work is shown: its name, its state as a word and a shape, and one true sentence. Pure but for the view.
import { time } from "../app/clock";
import { pieceWords, whichWords, words } from "../app/words";
import type { Fields, Says } from "../contract";
import { photoTitle } from "../photo/words";
import { instrument } from "../screening/offer";
import { shift } from "../shift/signals";
import { view } from "../shift/view";
import { settled, type Piece } from "./pieces";

export interface Face {
  words: string;
  icon: string;
  tone: "" | "ok" | "warn";
  act: string | null;
}

export function faceOf(piece: Piece): Face {
  const states = words.queue.states;
  if (piece.state !== "sent" && settled.value.has(piece.work.id)) return { words: states.settling, icon: "clock", tone: "", act: null };
  switch (piece.state) {
    case "sent":
      return { words: states.sent(time(piece.receipt?.received ?? piece.work.made_at)), icon: "check", tone: "ok", act: null };
    case "conflict":
      return { words: states.conflict, icon: "warn", tone: "warn", act: words.queue.choose };
    case "refused":
      return { words: states.refused, icon: "warn", tone: "warn", act: words.queue.mend };
    case "full":
      return { words: states.full, icon: "warn", tone: "warn", act: null };
    case "review":
      return { words: states.review, icon: "pause", tone: "", act: null };
    case "held":
      return { words: states.held, icon: "pause", tone: "", act: null };
    case "sending":
      return { words: states.sending, icon: "sync", tone: "", act: null };
    default:
      return { words: states.waiting, icon: "clock", tone: "", act: null };
  }
}

export function line(piece: Piece): string {
  const lines = words.queue.lines;
  const { state, receipt, trouble, work } = piece;
  if (state !== "sent" && settled.value.has(work.id)) return lines.settling;
  if (trouble && state !== "sent") return lines[trouble];
  if (state === "sent") return receipt?.clock ? `${lines.sent} ${lines.skew}` : lines.sent;
  if (state === "conflict") return lines.conflict(receipt?.conflicts[0]?.by ?? "");
  if (state === "refused") return receipt?.problems.map(({ sentence }) => sentence).join(" ") || lines.refused;
  if (state === "waiting") return (piece.tried ? lines.tried : lines.waiting)(time(work.made_at));
  return lines[state];
}

/** What it is called: "Note, 27 Larkspur Ct". Shown to its author only, never in a title bar. */
export function title(piece: Piece): string {
  const where = place(piece);
  return where ? `${name(piece)}, ${where}` : name(piece);
}

/** The same of the pieces of one thing: "Contact, 27 Larkspur Ct". */
export function titleOf(some: readonly Piece[]): string {
  const [first] = some;
  if (some.length === 1) return title(first!);
  const called = pieceWords[first!.work.verb.startsWith("call.") ? "call.stamp" : first!.work.verb.startsWith("contact.") || first!.work.verb === "photo.add" ? "contact.set" : first!.work.verb];
  const where = place(first!);
  return where ? `${called}, ${where}` : called;
}

export function name({ work }: Piece): string {
  if (work.verb === "call.stamp") return whichWords[(work.say as Says["call.stamp"]).which] ?? pieceWords[work.verb];
  if (work.verb === "contact.set") return fieldName(Object.keys((work.say as { fields: Fields }).fields)[0] ?? "");
  if (work.verb === "photo.add") return photoTitle((work.say as Says["photo.add"]).name);
  return pieceWords[work.verb];
}

const named: Record<string, string> = {
  note: "Note",
  note_apart: "Note kept apart",
  contact_outcome: "Contact outcome",
  distress_before: "Distress",
  distress_after: "Distress",
  disposition: "Disposition",
  disposition_detail: "Disposition",
  transported_to: "Disposition",
  transported_by: "Disposition",
};

/** A field's name as a person says it. */
export function fieldName(field: string): string {
  const [kind, code] = field.split(".");
  if (kind === "screening" && code) return (shift.value && instrument(shift.value, code)?.shortTitle) || "Screening";
  if (kind === "form") return "Scene form";
  if (kind === "ending" || kind === "force") return "Report";
  return named[field] ?? (kind === "plan" ? "Safety plan" : kind === "card" ? "Preference card" : "Contact");
}

function place({ work }: Piece): string {
  const contact = view.contact(work.subject);
  const begun = "assignment" in work.say ? (work.say as { assignment?: string | null }).assignment : null;
  const call = view.call(contact?.assignment ?? begun ?? work.subject);
  return call?.place ?? view.person(work.subject)?.name ?? "";
}
