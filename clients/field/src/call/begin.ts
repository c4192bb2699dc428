// Beginning a contact: the one already begun with this person on this call, or a new one, with an id of the phone's own.
import type { Id } from "../contract";
import { say } from "../queue/say";
import { view } from "../shift/view";
import { newId } from "../store/bytes";

/** The id of the contact with `person` on `call` (null: without a call). */
export function begin(call: Id | null, person: Id): Id {
  const real = view.resolve(person);
  const begun = view
    .contacts()
    .find((one) => one.assignment === call && view.resolve(one.person) === real && (call !== null || !one.closed_at));
  if (begun) return begun.id;
  const id = newId();
  void say("contact.begin", id, { person, assignment: call, at: new Date().toISOString() });
  return id;
}

/** Somebody who is not on the call yet; "" where neither looks nor a name was written. */
export function describe(call: Id | null, told: { given_name: string; family_name: string; appearance: string }): Id {
  const id = newId();
  void say("person.describe", id, { assignment: call, ...told });
  return id;
}
