// What happened on scene: only what there is to say. None of it is needed to close, but the hold where it ended in one.
import type { Id } from "../contract";
import { go } from "../app/go";
import { USE } from "../contact/apart";
import { text, told } from "../contact/rules";
import { Step, type About } from "../contact/step";
import { Icon } from "../look/parts";
import { inShort as photosInShort } from "../photo/words";
import { inShort } from "./form";

const HOLD = "hold";

export function SceneMenu({ id }: { id: Id }) {
  const next = ({ contact }: About) => (text(contact.fields, "contact_outcome") ? "review" : "outcome");
  const foot = (found: About) => (
    <button class="btn go" type="button" onClick={() => go(`/contact/${id}/${next(found)}`)}>
      {next(found) === "review" ? "Review" : "Write it up"}
    </button>
  );
  return (
    <Step id={id} title="What happened on scene" back="review" foot={foot}>
      {({ contact, carried, person }) => {
        const held = text(contact.fields, "disposition") === "involuntary_hold";
        const forms = carried.forms.filter(({ code }) => code !== USE && (code !== HOLD || held));
        const ordered = [...forms].sort((a, b) => Number(b.code === HOLD) - Number(a.code === HOLD));
        const plans = carried.me.may.plan && person?.plan_may;
        return (
          <>
            <p class="sub">
              {held
                ? "To close, the hold needs its basis and who signed it. The rest is only what there is to say."
                : "Only what there is to say. None of it is needed to close."}
            </p>
            <div class="rows">
              {ordered.map((form) => {
                const short = inShort(form, told(contact.fields, form.code));
                return (
                  <a key={form.code} href={`#/contact/${id}/scene/${form.code}`}>
                    <Icon name={short ? "check" : "plus"} />
                    <span>
                      {form.title}
                      <small>{short || form.small}</small>
                    </span>
                  </a>
                );
              })}
              <a href={`#/contact/${id}/photo`}>
                <Icon name={contact.photos.length > 0 ? "check" : "plus"} />
                <span>
                  Add a photo
                  <small>{photosInShort(contact.photos) || "A discharge sheet, a medication list, the scene"}</small>
                </span>
              </a>
            </div>
            {plans && (
              <div class="rows">
                <a href={`#/contact/${id}/plan`}>
                  <Icon name="heart" />
                  <span>
                    Safety plan
                    <small>Made together, in the person's own words</small>
                  </span>
                </a>
                <a href={`#/contact/${id}/card`}>
                  <Icon name="user" />
                  <span>
                    Preference card
                    <small>What helps, what to avoid, who should come</small>
                  </span>
                </a>
              </div>
            )}
          </>
        );
      }}
    </Step>
  );
}
