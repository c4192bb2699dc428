// Alcohol and drugs, kept apart from everything else of a contact. The page exists for those who keep such records.
import type { Id } from "../contract";
import { Icon } from "../look/parts";
import { go } from "../app/go";
import { inShort } from "../scene/form";
import { ToolRows } from "../screening/Offer";
import { keptApart } from "../screening/offer";
import { Gone } from "../call/Gone";
import { keepsApart, USE } from "./apart";
import { text, told } from "./rules";
import { about, mend, Step } from "./step";

export function Apart({ id }: { id: Id }) {
  const found = about(id);
  if (!found || !keepsApart(found.carried)) return <Gone />;
  const form = found.carried.forms.find(({ code }) => code === USE);
  const foot = () => (
    <button class="btn go" type="button" onClick={() => go(`/contact/${id}/${text(found.contact.fields, "contact_outcome") ? "review" : "outcome"}`)}>
      {text(found.contact.fields, "contact_outcome") ? "Review" : "Write it up"}
    </button>
  );
  return (
    <Step id={id} title="Alcohol and drugs" back="review" foot={foot}>
      {({ contact, carried, met }) => (
        <>
          <p class="sub">Kept apart: only the care team of your own program reads it. Police, dispatch and other agencies don't.</p>
          {form && (
            <div class="rows">
              <a href={`#/contact/${id}/scene/${USE}`}>
                <Icon name={inShort(form, told(contact.fields, USE)) ? "check" : "plus"} />
                <span>
                  What was used, signs, medicines, plan
                  <small>{inShort(form, told(contact.fields, USE)) || "One page of taps, none of it needed"}</small>
                </span>
              </a>
            </div>
          )}
          {met && <ToolRows id={id} tools={keptApart(carried)} fields={contact.fields} />}
          <div class="rows">
            <a href={mend(id, "note")}>
              <Icon name={text(contact.fields, "note_apart") ? "check" : "plus"} />
              <span>
                Note that tells about it
                <small>{text(contact.fields, "note_apart") ? "Written, kept apart" : "Its own box under the note"}</small>
              </span>
            </a>
          </div>
        </>
      )}
    </Step>
  );
}
