// What happened next: a question of its own, never filled in by a score. A hold opens its own form.
import { go } from "../app/go";
import type { Id, Pair } from "../contract";
import { Cells, Icon, Rows, Write } from "../look/parts";
import { text } from "./rules";
import { set } from "./set";
import { mend, onward, Step, type About } from "./step";

const DETAIL_LIMIT = 200;
const HOLD = "involuntary_hold";
const UNKNOWN: Pair[] = [["unknown", "Unknown"]];

export function Next({ id }: { id: Id }) {
  const foot = ({ contact, met }: About) =>
    text(contact.fields, "disposition") ? (
      <>
        {met && (
          <button class="btn go" type="button" onClick={() => go(`/contact/${id}/refer`)}>
            Add a referral
          </button>
        )}
        <button class={met ? "btn" : "btn go"} type="button" onClick={() => onward(id, "note")}>
          {met ? "Skip" : "Continue"}
        </button>
      </>
    ) : (
      <button class="btn wide" type="button" onClick={() => onward(id, "note")}>
        Say it later
      </button>
    );
  return (
    <Step id={id} title="Disposition" back="outcome" foot={foot}>
      {(found) => <Ending id={id} found={found} />}
    </Step>
  );
}

function Ending({ id, found: { contact, carried } }: { id: Id; found: About }) {
  const { words } = carried;
  const ended = text(contact.fields, "disposition");
  const outcome = text(contact.fields, "contact_outcome");
  if (!outcome) {
    return (
      <p>
        Say first whether you and the person met. <a href={mend(id, "outcome")}>Say it</a>
      </p>
    );
  }
  const places = words.destinations[ended] ?? [];
  const pick = (code: string, on: boolean) => {
    // Where somebody was taken belongs to the ending it was said under.
    const anew = code === ended ? {} : { transported_to: "", transported_by: "", disposition_detail: "" };
    const told = Object.fromEntries(Object.entries(anew).filter(([name]) => text(contact.fields, name)));
    set(id, { disposition: code, ...told });
    if (code === HOLD && on) go(`/contact/${id}/scene/hold`);
  };
  return (
    <>
      <Rows legend="What happened next?" options={words.dispositions[outcome] ?? []} value={ended} pick={pick} />
      {ended === HOLD && (
        <a class="btn wide" href={`#/contact/${id}/scene/hold`}>
          <Icon name="doc" />
          The hold: basis, signature, rights
        </a>
      )}
      {ended && (
        <section class="blk stack" aria-label="Where to">
          {places.length > 0 && (
            <>
              <Cells
                legend="Taken to"
                options={places}
                unknowns={UNKNOWN}
                value={[text(contact.fields, "transported_to")]}
                pick={(code) => set(id, { transported_to: code })}
                pairs
              />
              <Cells
                legend="By"
                options={words.transport_by}
                unknowns={UNKNOWN}
                value={[text(contact.fields, "transported_by")]}
                pick={(code) => set(id, { transported_by: code })}
                pairs
              />
            </>
          )}
          <Write
            label="Where to, or with whom"
            hint="If it helps whoever follows up"
            value={text(contact.fields, "disposition_detail")}
            limit={DETAIL_LIMIT}
            keep={(words) => set(id, { disposition_detail: words })}
          />
        </section>
      )}
    </>
  );
}
