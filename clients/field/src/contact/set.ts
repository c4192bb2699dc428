// Keeping what was said of a contact: only what is new makes a piece of work.
import type { Fields, Id } from "../contract";
import { say } from "../queue/say";
import { view } from "../shift/view";

/** Keeps these fields, of which those that stand already are left out. */
export function set(contact: Id, fields: Fields): void {
  const stands = view.contact(contact)?.fields ?? {};
  const news = Object.entries(fields).filter(([name, value]) => JSON.stringify(stands[name] ?? "") !== JSON.stringify(value));
  if (news.length > 0) void say("contact.set", contact, { fields: Object.fromEntries(news) });
}
