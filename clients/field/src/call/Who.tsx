// Whom you met: somebody on the call, or "about 30, red jacket". Without a call too.
import { useState } from "preact/hooks";
import { go } from "../app/go";
import { Screen } from "../app/screen";
import type { Id } from "../contract";
import { Write, Wrong } from "../look/parts";
import { Icon } from "../look/Icon";
import { clock } from "../look/shown";
import { view } from "../shift/view";
import { begin, describe } from "./begin";
import { Gone } from "./Gone";
import { placeOf } from "./words";

const LOOKS_LIMIT = 200;
const NAME_LIMIT = 80;

export function Who({ id }: { id: Id | null }) {
  const [told, tell] = useState({ appearance: "", given_name: "", family_name: "" });
  const [wrong, setWrong] = useState("");
  const call = id ? view.call(id) : null;
  if (id && !call) return <Gone />;
  const set = (name: keyof typeof told) => (text: string) => tell((before) => ({ ...before, [name]: text }));
  const open = (person: Id) => {
    const contact = begin(id, person);
    go(`/contact/${contact}/${view.contact(contact)?.fields["contact_outcome"] ? "review" : "outcome"}`);
  };
  const write = () => {
    const words = Object.fromEntries(Object.entries(told).map(([name, text]) => [name, text.trim()])) as typeof told;
    if (!Object.values(words).some(Boolean)) return setWrong("Write how they look, or a name.");
    open(describe(id, words));
  };
  return (
    <Screen
      title={call ? "Write it up" : "Contact without a call"}
      small={call ? placeOf(call) : ""}
      back={id ? `/call/${id}/scene` : "/"}
      foot={
        <button class="btn go" type="button" onClick={write}>
          Write this up
        </button>
      }
    >
      <h2 class="h">Who did you meet?</h2>
      {call && call.people.length > 0 && (
        <div class="rows">
          {call.people.map((person) => (
            <button key={person} type="button" onClick={() => open(person)}>
              <Icon name="user" />
              <span>
                {view.person(person)?.name || "Name not known"}
                <small>{begunWords(id, person)}</small>
              </span>
            </button>
          ))}
        </div>
      )}
      <section class="blk stack">
        <h2>{call && call.people.length > 0 ? "Somebody else" : "Describe them"}</h2>
        <Write label="How they look" hint="Like: about 30, red jacket" value="" limit={LOOKS_LIMIT} live={set("appearance")} />
        <Write label="First name, if known" value="" limit={NAME_LIMIT} live={set("given_name")} />
        <Write label="Last name, if known" value="" limit={NAME_LIMIT} live={set("family_name")} />
        {wrong && <Wrong>{wrong}</Wrong>}
      </section>
      <p class="small mute">Somebody your agency knows already can be found on the pages, with signal, and joined later.</p>
    </Screen>
  );
}

function begunWords(call: Id | null, person: Id): string {
  const begun = view.contacts().find((one) => one.assignment === call && view.resolve(one.person) === view.resolve(person));
  if (!begun) return "Not written up yet";
  return begun.closed_at ? `Closed ${clock(begun.closed_at)}` : "Begun";
}
