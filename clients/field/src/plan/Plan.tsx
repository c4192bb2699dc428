// The safety plan, made together: the person's own words, a line at a time, in the language they speak. What it said
// before stays in view, and a part nobody touched is not said anew.
import { useState } from "preact/hooks";
import { back } from "../app/go";
import { Gone } from "../call/Gone";
import { about, Step } from "../contact/step";
import type { Id, PlanForm } from "../contract";
import { Cells, Icon, Write } from "../look/parts";
import { dayClock } from "../look/shown";
import { say } from "../queue/say";
import { view, type FoldedPerson } from "../shift/view";
import { kept, linesOf, same, toWrite } from "./lines";
import { LANGUAGES, PLAN, type Language } from "./words";

const LINE_LIMIT = 200;
type Section = PlanForm["sections"][number] & { readonly always?: Partial<Record<Language, string>> };

export function Plan({ id }: { id: Id }) {
  const found = about(id);
  const stands = found?.person?.plan_fields["plan.language"];
  const [language, speak] = useState<Language>(stands === "es" || (!stands && found?.carried.language === "es") ? "es" : "en");
  const person = found?.person;
  if (!found || !person?.plan_may || !found.carried.me.may.plan) return <Gone />;
  const words = PLAN[language];
  const foot = () => (
    <button class="btn go" type="button" lang={language} onClick={() => back(`/contact/${id}/scene`)}>
      {words["keep"]}
    </button>
  );
  return (
    <Step id={id} title="Safety plan" small={person.name} back="scene" foot={foot} closed>
      {({ carried }) => (
        <>
          <Cells
            legend="Language of the plan"
            quiet
            options={LANGUAGES}
            value={[language]}
            pick={(code) => {
              if (!code) return;
              speak(code as Language);
              // A plan nobody has written yet has no language either: it goes with the first words.
              if (stands && stands !== code) void say("plan.set", person.id, { fields: { "plan.language": code } });
            }}
          />
          <div lang={language} class="stack2">
            <h2 class="h">{words["title"]}</h2>
            <p class="sub">{words["yours"]}</p>
            <Written person={person} />
            {(carried.plan_form.sections as Section[]).map((section) => (
              <Part key={section.name} section={section} person={person} language={language} />
            ))}
            <div class="note">
              <p>{words["now"]}</p>
            </div>
          </div>
        </>
      )}
    </Step>
  );
}

/** Who wrote it last, and what two people wrote at once, for the team alone. */
function Written({ person: { plan } }: { person: FoldedPerson }) {
  if (!plan) return null;
  const [by, at, clashes] = [plan["by"], plan["at"], plan["clashes"]];
  return (
    <div lang="en">
      {typeof at === "string" && (
        <p class="small ink2">
          Last written {dayClock(at)}
          {typeof by === "string" && by ? ` by ${by}` : ""}. Earlier versions are kept.
        </p>
      )}
      {typeof clashes === "number" && clashes > 0 && (
        <div class="note warn">
          <p>Two people wrote the same part at once. Both are kept; it is settled on the care pages.</p>
        </div>
      )}
    </div>
  );
}

function Part({ section, person, language }: { section: Section; person: FoldedPerson; language: Language }) {
  const words = PLAN[language];
  const name = `plan.${section.name}`;
  const stand = linesOf(person.plan_fields[name]);
  const [lines, setLines] = useState(() => toWrite(stand, section.lines));
  const carried = linesOf(person.plan?.fields[section.name] ?? person.plan?.fields[name]);
  const tell = (next: string[]) => {
    const told = kept(next);
    const now = linesOf(view.person(person.id)?.plan_fields[name]);
    const spoken = view.person(person.id)?.plan_fields["plan.language"];
    const fields = { [name]: told, ...(spoken === language ? {} : { "plan.language": language }) };
    if (!same(told, now)) void say("plan.set", person.id, { fields });
  };
  const change = (at: number, text: string) => {
    setLines((before) => {
      const next = before.map((line, place) => (place === at ? text : line));
      tell(next);
      return next;
    });
  };
  const add = () => setLines((before) => [...before, ""]);
  const remove = (at: number) => {
    const next = lines.filter((_, place) => place !== at);
    setLines(next.length > 0 ? next : [""]);
    tell(next);
  };
  const full = lines.length >= section.lines;
  return (
    <section class="part" aria-label={section.label[language]}>
      <h2>{section.label[language]}</h2>
      {section.hint[language] && <p class="hint">{section.hint[language]}</p>}
      {section.always?.[language] && <p class="b">{section.always[language]}</p>}
      <div class="lines">
        {lines.map((line, at) => (
          <div key={`${at} of ${lines.length}`} class="line">
            <Write
              label={`${words["line"]} ${at + 1}`}
              quiet
              value={line}
              limit={LINE_LIMIT}
              lang={language}
              under={`${name}|${person.id}|${at}`}
              keep={(text) => change(at, text)}
            />
            <button type="button" aria-label={`${words["remove"]}: ${section.label[language]}, ${at + 1}`} onClick={() => remove(at)}>
              <Icon name="x" />
            </button>
          </div>
        ))}
      </div>
      {full ? (
        <p class="small mute">{lines.every((line) => line.trim()) ? words["full"] : ""}</p>
      ) : (
        <button class="btn" type="button" onClick={add}>
          <Icon name="plus" />
          {words["add"]}
        </button>
      )}
      {person.plan && !same(carried, stand) && (
        <details>
          <summary class="small">{words["before"]}</summary>
          {carried.length > 0 ? (
            <ul class="bullets">
              {carried.map((line) => (
                <li key={line} class="own">
                  {line}
                </li>
              ))}
            </ul>
          ) : (
            <p class="small ink2">{words["nothing"]}</p>
          )}
        </details>
      )}
    </section>
  );
}
