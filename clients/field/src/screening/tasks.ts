// What the screenings of a contact still ask of the team.
import type { FoldedContact } from "../shift/view";
import type { Shift } from "../contract";
import { score } from "./engine/score";
import { finished, given, keptApart, offered } from "./offer";

/** Each task that is not done, in words, for the tools that were gone through. */
export function openTasks(shift: Shift, contact: FoldedContact): string[] {
  return [...offered(shift), ...keptApart(shift)].flatMap((one) => {
    const said = given(contact.fields, one.id);
    if (!said || one.tiers.length === 0 || !finished(one, said)) return [];
    const done = contact.tasks[one.id] ?? [];
    return score(one, said.answers)
      .tasks.filter((task) => !done.includes(task.code))
      .map((task) => `${task.label}. ${task.detail}`);
  });
}
