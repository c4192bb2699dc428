// One step of writing a contact up: its frame, and where each step leads. A step opened from the review goes back there.
import type { ComponentChildren } from "preact";
import { go, path } from "../app/go";
import { Screen } from "../app/screen";
import { Gone } from "../call/Gone";
import { placeOf } from "../call/words";
import type { Id, Shift } from "../contract";
import { shift } from "../shift/signals";
import { view, type FoldedCall, type FoldedContact, type FoldedPerson } from "../shift/view";
import { talked } from "./rules";

const FROM_REVIEW = "?review";

export interface About {
  contact: FoldedContact;
  carried: Shift;
  call: FoldedCall | null;
  person: FoldedPerson | null;
  /** Whether team and person talked. */
  met: boolean;
  /** "412 Orchard St, Apt 3", or "A contact without a call". */
  place: string;
}

/** All a step needs of the contact; null where this phone does not carry it. */
export function about(id: Id): About | null {
  const carried = shift.value;
  const contact = view.contact(id);
  if (!carried || !contact) return null;
  const call = contact.assignment ? view.call(contact.assignment) : null;
  return {
    contact,
    carried,
    call,
    person: view.person(contact.person),
    met: talked(contact.fields, carried.words.met),
    place: call ? placeOf(call) : "A contact without a call",
  };
}

/** The address of a step opened to mend one line of the review. */
export const mend = (id: Id, step: string): string => `#/contact/${id}/${step}${FROM_REVIEW}`;

const mending = (): boolean => path.value.endsWith(FROM_REVIEW);

/** On to the next step; back to the review where the step was opened from there. */
export function onward(id: Id, step: string): void {
  go(`/contact/${id}/${mending() ? "review" : step}`, mending());
}

interface Props {
  id: Id;
  title: string;
  small?: string;
  /** Where Back leads when there is no way back. */
  back: string;
  foot?: (about: About) => ComponentChildren;
  children: (about: About) => ComponentChildren;
  /** Shown for a closed contact too. */
  closed?: boolean;
}

export function Step({ id, title, small, back, foot, children, closed }: Props) {
  const found = about(id);
  if (!found) return <Gone />;
  const back_ = back.startsWith("/") ? back : `/contact/${id}/${back}`;
  if (found.contact.closed_at && !closed) {
    return (
      <Screen
        title={title}
        small={found.place}
        back={back_}
        foot={
          <a class="btn go" href={`#/contact/${id}/review`}>
            What was said
          </a>
        }
      >
        <p>This contact is closed. It can be opened again on the pages, with a reason, or added to here.</p>
      </Screen>
    );
  }
  return (
    <Screen title={title} small={small ?? found.place} back={back_} foot={foot?.(found)}>
      {children(found)}
    </Screen>
  );
}
