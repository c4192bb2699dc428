// Which pieces must stand before another one: what the server calls `after`. Pure.
import type { Fields, Id, Verb } from "../contract";
import type { Piece } from "./pieces";

const begins: Partial<Record<Verb, true>> = { "contact.begin": true, "person.describe": true };

/** Ids of the pieces that a new one of `verb` on `subject` must wait for; only such as the server has not applied. */
export function follows(verb: Verb, subject: Id, said: object, queue: readonly Piece[]): Id[] {
  const about = "person" in said ? [subject, said.person] : [subject];
  const names = new Set(Object.keys(("fields" in said ? said.fields : {}) as Fields));
  return queue
    .filter(({ state }) => state !== "sent")
    .filter(({ work }) => {
      if (begins[work.verb]) return about.includes(work.subject) && work.verb !== verb;
      if (work.subject !== subject) return false;
      // A signature covers everything said before it, and an addendum needs the signature.
      if (verb === "contact.close" || verb === "contact.add") return work.verb.startsWith("contact.") || work.verb === "photo.add";
      if (verb === "call.correct" || verb === "call.stamp") return work.verb === "call.stamp" || work.verb === "call.correct";
      if (verb === work.verb && names.size) return Object.keys((work.say as { fields: Fields }).fields).some((name) => names.has(name));
      // Nobody is off the phone with the lead still in hand.
      if (verb === "call.tele_end" && work.verb === "call.lead") return true;
      if (verb === "call.tele" || verb === "call.tele_end") return work.verb === "call.tele" || work.verb === "call.tele_end";
      return verb === work.verb && verb === "call.lead";
    })
    .map(({ work }) => work.id);
}
