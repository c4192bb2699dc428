// The preference card: what helps, what to avoid, who should come, as the person says it. Told together, read before the
// door next time, if the person shares it.
import { back } from "../app/go";
import { Gone } from "../call/Gone";
import { about, Step } from "../contact/step";
import { useState } from "preact/hooks";
import type { Id } from "../contract";
import { Cells, Write } from "../look/parts";
import { day } from "../look/shown";
import { say } from "../queue/say";
import { CARD, CARD_FIELDS, LANGUAGES, type Language } from "./words";

const FIELD_LIMIT = 300;

export function PreferenceCard({ id }: { id: Id }) {
  const found = about(id);
  const [language, speak] = useState<Language>(found?.carried.language === "es" ? "es" : "en");
  const person = found?.person;
  if (!found || !person?.plan_may || !found.carried.me.may.plan) return <Gone />;
  const words = CARD[language];
  const foot = () => (
    <button class="btn go" type="button" lang={language} onClick={() => back(`/contact/${id}/scene`)}>
      {words.keep}
    </button>
  );
  const stands = (name: string): string => {
    const value = person.card_fields[`card.${name}`];
    return Array.isArray(value) ? value.join(". ") : typeof value === "string" ? value : "";
  };
  return (
    <Step id={id} title="Preference card" small={person.name} back="scene" foot={foot} closed>
      {() => (
        <>
          <Cells legend="Language of the card" quiet options={LANGUAGES} value={[language]} pick={(code) => code && speak(code as Language)} />
          <div lang={language} class="stack2">
            <h2 class="h">{words.title}</h2>
            <p class="sub">{words.why}</p>
            {person.card?.given_at && <p class="small ink2">{language === "es" ? `Dicho el ${day(person.card.given_at)}` : `Told ${day(person.card.given_at)}`}</p>}
            {CARD_FIELDS.map((name) => (
              <div key={name} class="part">
                <Write
                  label={words[name]}
                  hint={words.hints[name]}
                  value={stands(name)}
                  limit={FIELD_LIMIT}
                  tall={2}
                  lang={language}
                  under={`card.${name}|${person.id}`}
                  keep={(text) => void say("card.set", person.id, { fields: { [`card.${name}`]: text } })}
                />
              </div>
            ))}
          </div>
        </>
      )}
    </Step>
  );
}
