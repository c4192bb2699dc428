// How it was when the team came, and now, in the person's own view. A row left alone stays open: nobody asked.
import type { Id } from "../contract";
import { Scale } from "../look/parts";
import { notAsked } from "../screening/offer";
import { ALOUD, heardIn, Other } from "./aloud";
import { distressWords } from "./rules";
import { set } from "./set";
import { onward, Step } from "./step";

export function Distress({ id }: { id: Id }) {
  const foot = () => (
    <button class="btn go" type="button" onClick={() => onward(id, "next")}>
      Continue
    </button>
  );
  return (
    <Step id={id} title="Distress" small="In the person's own view" back="outcome" foot={foot}>
      {(found) => {
        const { contact, carried } = found;
        const language = heardIn(found);
        const { distress_before: before, distress_after: after } = contact.fields;
        const more = notAsked(carried, contact.fields);
        const words = distressWords(before, after);
        return (
          <>
            {more.length > 0 && (
              <p class="small ink2">
                Also offered: {more.join(", ")}. <a href={`#/contact/${id}/screen`}>Ask one of these</a>
              </p>
            )}
            <div class="ask-more">
              <Other found={found} />
            </div>
            <Scale
              legend="When we came"
              hint={ALOUD[language].before}
              lang={language}
              value={number(before)}
              pick={(value) => set(id, { distress_before: value })}
            />
            <Scale
              legend="Now"
              hint={ALOUD[language].after}
              lang={language}
              value={number(after)}
              pick={(value) => set(id, { distress_after: value })}
            />
            <p class="b" role="status">
              {words}
            </p>
          </>
        );
      }}
    </Step>
  );
}

const number = (value: unknown): number | string | null =>
  typeof value === "number" || typeof value === "string" ? value : null;
