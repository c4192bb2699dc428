// One question a page, in the edition's own words. No stands left and Yes right on every page, whatever the order in the
// edition, so that the thumb learns one place. "Didn't want to answer" and "Not asked" are answers, in dashes above.
import { useState } from "preact/hooks";
import { go } from "../app/go";
import { large } from "../app/theme";
import { Gone } from "../call/Gone";
import { set } from "../contact/set";
import { about, onward, Step } from "../contact/step";
import type { Id } from "../contract";
import { Write, Wrong } from "../look/parts";
import { pairs, record } from "./engine/answers";
import type { Answer, Instrument, Item } from "./engine/edition";
import { spoken } from "./engine/edition";
import { enabled, nextItem, previousItem, progress } from "./engine/flow";
import { score } from "./engine/score";
import { APART, given, instrument, screeningField, type Given } from "./offer";

const REASONS = [
  ["declined", "Didn't want to answer"],
  ["not_asked", "Not asked"],
] as const;

export function Ask({ id, tool, linkId }: { id: Id; tool: string; linkId?: string }) {
  const found = about(id);
  const one = found && instrument(found.carried, tool);
  if (!found || !one) return <Gone />;
  const said: Given = given(found.contact.fields, tool) ?? { edition: one.edition, language: found.carried.language || "en", answers: {} };
  const item = linkId ? enabled(one, said.answers).find((each) => each.linkId === linkId) : (nextItem(one, said.answers) ?? one.items[0]!);
  if (!item) return <Gone />;
  return <Question key={item.linkId} id={id} one={one} said={said} item={item} />;
}

function Question({ id, one, said, item }: { id: Id; one: Instrument; said: Given; item: Item }) {
  const language = said.language;
  const apart = one.category === APART;
  const before = previousItem(one, said.answers, item.linkId);
  const keep = (what: Partial<Given>) => save(id, one, { ...said, ...what });
  const answer = (value: Answer) => {
    const answers = record(one, said.answers, item.linkId, value);
    keep({ answers });
    const next = nextItem(one, answers);
    if (next) go(`/contact/${id}/ask/${one.id}/${next.linkId}`);
    else finish(id, one, { ...said, answers });
  };
  const other = language === "es" ? "en" : "es";
  const away = apart ? "apart" : "screen";
  const back = before ? `ask/${one.id}/${before.linkId}` : apart ? "apart" : "outcome";
  const at = progress(one, said.answers, item);
  const yesNo = isYesNo(item);
  const shown = { item, language, given: said.answers[item.linkId], answer };
  // With large text the bar holds No and Yes alone, so that the question above it stays in view.
  const apartFromBar = yesNo && large();
  const foot = () => (yesNo ? <Answers {...shown} part={apartFromBar ? "choices" : "all"} /> : null);
  return (
    <Step id={id} title={one.shortTitle} small={item.period ? spoken(item.period, language) : undefined} back={back} foot={foot}>
      {() => (
        <>
          <div class="pips" role="img" aria-label={`Question ${at.number}. Up to ${at.of}, fewer after some answers.`}>
            {Array.from({ length: at.of }, (_, place) => (
              <i key={place} class={place + 1 < at.position ? "d" : place + 1 === at.position ? "c" : undefined} />
            ))}
          </div>
          <h2 class="qtext" id="question" lang={language}>
            {spoken(item.text, language)}
          </h2>
          <p class={item.help ? "small ink2" : "small mute"}>
            {item.help ? <span lang={language}>{spoken(item.help, language)}</span> : "Read it as written."}
            {translationWords(one, item, language)}
          </p>
          <div class="ask-more">
            <button class="linkish" type="button" lang={other} onClick={() => keep({ language: other })}>
              {other === "es" ? "Preguntar en español" : "Ask in English"}
            </button>
            <a href={`#/contact/${id}/${away}`}>Not now</a>
          </div>
          {(!yesNo || apartFromBar) && <Answers {...shown} part={apartFromBar ? "reasons" : "all"} />}
          <p class="xs mute foot-down">
            Question {at.number}. {before ? `${one.licence.split(". ")[0]}.` : one.licence}
          </p>
        </>
      )}
    </Step>
  );
}

interface AnswersProps {
  item: Item;
  language: string;
  given: Answer | undefined;
  answer: (value: Answer) => void;
  /** Why it was not answered stands by itself where the bar is too small for both. */
  part: "all" | "choices" | "reasons";
}

function Answers({ item, language, given, answer, part }: AnswersProps) {
  const [number, setNumber] = useState(typeof given === "number" ? String(given) : "");
  const [wrong, setWrong] = useState(false);
  const yesNo = isYesNo(item);
  const options = yesNo ? [...item.options].sort((a, b) => Number(a.code === "yes") - Number(b.code === "yes")) : item.options;
  const button = (code: string, words: string, soft: boolean, lang?: string) => (
    <button key={code} type="button" class={soft ? "soft" : undefined} lang={lang} aria-pressed={given === code} onClick={() => answer(code)}>
      {words}
    </button>
  );
  const reasons = part !== "choices" && <div class="two">{REASONS.map(([code, words]) => button(code, words, true))}</div>;
  const choices = options.map((option) => button(option.code, spoken(option.label, language), false, language));
  const send = () => {
    const value = Number(number);
    const fits = /^\d{1,5}$/.test(number.trim()) && item.least! <= value && value <= item.most!;
    setWrong(!fits);
    if (fits) answer(value);
  };
  if (part === "reasons") {
    return (
      <div class="yn" role="group" aria-labelledby="question">
        {reasons}
      </div>
    );
  }
  return (
    <div class={yesNo ? "yn" : "yn list"} role="group" aria-labelledby="question">
      {reasons}
      {item.kind === "integer" ? (
        <>
          <Write label={`A number from ${item.least} to ${item.most}`} numeric value={number} limit={5} live={setNumber} />
          {wrong && <Wrong>{`Write a whole number from ${item.least} to ${item.most}.`}</Wrong>}
          <button type="button" onClick={send}>
            Next
          </button>
        </>
      ) : yesNo ? (
        <div class="two">{choices}</div>
      ) : (
        choices
      )}
    </div>
  );
}

function isYesNo(item: Item): boolean {
  const codes = item.options.map((option) => option.code);
  return codes.length === 2 && codes.includes("yes") && codes.includes("no");
}

/** What a translation is worth, where it is one: staff are told, and the person hears the words as they stand. */
function translationWords(one: Instrument, item: Item, language: string): string {
  if (language === one.language) return "";
  if (!(language in item.text.translations)) return " These words exist in English only.";
  return one.reviewed[language] ? "" : " Nobody has checked this translation yet.";
}

function save(id: Id, one: Instrument, said: Given): void {
  const value = { edition: one.edition, language: said.language, answers: pairs(one, said.answers) };
  set(id, { [screeningField(one.id)]: value });
}

/** Past the last question: a concern or a total is read first, else it goes straight on. */
function finish(id: Id, one: Instrument, said: Given): void {
  const result = one.tiers.length > 0 ? score(one, said.answers) : null;
  if (one.category === APART && !result) go(`/contact/${id}/apart`);
  else if (result && (result.tasks.length > 0 || result.least !== null)) go(`/contact/${id}/result/${one.id}`);
  else onward(id, "distress");
}
