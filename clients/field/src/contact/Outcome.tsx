// First of all: whether team and person met. Not met goes straight to how it ended.
import type { Id } from "../contract";
import { Rows } from "../look/parts";
import { firstToAsk } from "../screening/offer";
import { text } from "./rules";
import { set } from "./set";
import { about, onward, Step } from "./step";

export function Outcome({ id }: { id: Id }) {
  const call = about(id)?.contact.assignment;
  return (
    <Step id={id} title="Write it up" back={call ? `/call/${call}/scene` : "/"} foot={({ contact }) => text(contact.fields, "contact_outcome") && <Continue id={id} />}>
      {({ contact, carried }) => (
        <>
          <Rows
            legend="Did you make contact?"
            options={carried.words.contact_outcomes}
            value={text(contact.fields, "contact_outcome")}
            pick={(outcome, on) => {
              choose(id, outcome);
              if (on) onward(id, nextStep(id));
            }}
          />
          <p class="small mute">This is not the disposition. What happened next comes later.</p>
        </>
      )}
    </Step>
  );
}

function Continue({ id }: { id: Id }) {
  return (
    <button class="btn go" type="button" onClick={() => onward(id, nextStep(id))}>
      Continue
    </button>
  );
}

/** The outcome, and what does not go with it is taken back, as the server takes it back: nothing here contradicts it. */
function choose(id: Id, outcome: string): void {
  const found = about(id);
  if (!found) return;
  const ended = text(found.contact.fields, "disposition");
  const fits = found.carried.words.dispositions[outcome]?.some(([code]) => code === ended);
  const rated = ["distress_before", "distress_after"].filter((name) => (found.contact.fields[name] ?? "") !== "");
  set(id, {
    contact_outcome: outcome,
    ...(ended && !fits ? { disposition: "", disposition_detail: "" } : {}),
    ...(found.carried.words.met.includes(outcome) ? {} : Object.fromEntries(rated.map((name) => [name, ""]))),
  });
}

function nextStep(id: Id): string {
  const found = about(id);
  if (!found?.met) return "next";
  return firstToAsk(found.carried, found.contact.fields) ?? "distress";
}
