// What the program offers, in its order, each with where it stands. What nobody asks now costs no tap.
import type { Id } from "../contract";
import { onward, Step, type About } from "../contact/step";
import { Icon } from "../look/parts";
import type { Instrument } from "./engine/edition";
import { nextItem } from "./engine/flow";
import { score } from "./engine/score";
import { given, offered } from "./offer";

export function Offer({ id }: { id: Id }) {
  const foot = () => (
    <button class="btn go" type="button" onClick={() => onward(id, "distress")}>
      Not now, go on
    </button>
  );
  return (
    <Step id={id} title="Screenings" back="outcome" foot={foot}>
      {({ contact, carried }) => (
        <>
          <h2 class="h">What do you want to ask?</h2>
          <p class="sub">One question a page. You can stop at any of them.</p>
          <ToolRows id={id} tools={offered(carried)} fields={contact.fields} />
          {offered(carried).length === 0 && <div class="note">Your program offers no screening.</div>}
        </>
      )}
    </Step>
  );
}

interface RowsProps {
  id: Id;
  tools: readonly Instrument[];
  fields: About["contact"]["fields"];
}

/** A row for each tool, leading to its next question or its result. */
export function ToolRows({ id, tools, fields }: RowsProps) {
  if (tools.length === 0) return null;
  return (
    <div class="rows">
      {tools.map((one) => {
        const said = given(fields, one.id);
        const next = nextItem(one, said?.answers ?? {});
        const done = said !== null && next === null;
        const to = done ? `result/${one.id}` : `ask/${one.id}/${next?.linkId ?? one.items[0]!.linkId}`;
        return (
          <a key={one.id} href={`#/contact/${id}/${to}`}>
            <Icon name={done ? "check" : said ? "clock" : "plus"} />
            <span>
              {one.shortTitle}
              <small>{done ? resultWords(one, said.answers) : said ? "Begun, not finished" : "Not asked yet"}</small>
            </span>
          </a>
        );
      })}
    </div>
  );
}

/** "Moderate concern", "12 to 15 points, at least moderate"; "Answered" for a tool without a score. */
export function resultWords(one: Instrument, answers: Parameters<typeof score>[1]): string {
  if (one.tiers.length === 0) return "Answered";
  const result = score(one, answers);
  const { least, most } = result;
  const points = least === null ? "" : `${least === most ? least : `${least} to ${most}`} ${most === 1 ? "point" : "points"}, `;
  const label = points ? result.label.slice(0, 1).toLowerCase() + result.label.slice(1) : result.label;
  return `${points}${label}${result.complete ? "" : ", not complete"}`;
}
