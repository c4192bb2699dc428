// What they will get, and whether the person said yes. Nothing leaves before the person said yes to this very place: a
// spoken yes names who heard it; a place that is no registered provider needs a signature (45 CFR 164.508).
import { useState } from "preact/hooks";
import { go } from "../app/go";
import { Gone } from "../call/Gone";
import { ALOUD, heardIn, languageOf, Other } from "../contact/aloud";
import { about, Step, type About } from "../contact/step";
import type { Id, Plain, Service } from "../contract";
import { Cells, Icon, Note, Problem, Rows, Tick, Write } from "../look/parts";
import { now } from "../look/now";
import { dayClock, zone } from "../look/shown";
import { reach } from "../queue/reach";
import { say } from "../queue/say";
import { ANY, farWords, listed, openWords } from "./listing";
import { checkedWords } from "./Pick";
import { Signature } from "./Signature";

const WHY_LIMIT = 300;
const WHEN = [
  ["now", "We are going there now"],
  ["tomorrow", "Tomorrow morning"],
  ["later", "Not set yet"],
] as const;

export function AskPerson({ id, service }: { id: Id; service: Id }) {
  const found = about(id);
  const place = found?.carried.directory.services.find((one) => one.id === service);
  return found && place ? <Asking key={service} id={id} place={place} /> : <Gone />;
}

interface Told {
  need: string;
  when: string;
  why: string;
  warm: boolean;
  signature: string;
}

function Asking({ id, place }: { id: Id; place: Service }) {
  const needs = place.needs;
  const [told, setTold] = useState<Told>({ need: needs.length === 1 ? needs[0]![0] : "", when: "", why: "", warm: false, signature: "" });
  const [wrong, setWrong] = useState({ words: "", at: 0 });
  const refuse = (words: string) => setWrong(({ at }) => ({ words, at: at + 1 }));
  const tell = (more: Partial<Told>) => setTold((before) => ({ ...before, ...more }));
  const standing = place["standing"] === true || standingWords(place) !== "";
  const send = (answer: "spoken" | "signed" | "standing" | "no") => {
    if (needs.length > 1 && !told.need) return refuse("Say first what it is for.");
    if (answer === "signed" && !told.signature) return refuse("The person signs in the box first.");
    const { me } = about(id)!.carried;
    const what: Record<string, Plain> = {
      need: told.need,
      why: told.why.trim(),
      when: told.when || "later",
      warm: told.warm,
      answer,
      ...(answer === "spoken" ? { heard_by: me.name } : {}),
      ...(answer === "signed" ? { signature: told.signature } : {}),
      ...(answer === "spoken" || answer === "signed" ? { language: languageOf(id) } : {}),
    };
    void say("contact.refer", id, { service: place.id, ...what });
    go(`/contact/${id}/note`);
  };
  const later = reach.value === "yes" ? "" : " Sends when signal is back.";
  const foot = () =>
    standing ? (
      <button class="btn go" type="button" onClick={() => send("standing")}>
        Add.{later}
      </button>
    ) : (
      <>
        <button class="btn" type="button" onClick={() => send("no")}>
          No
        </button>
        {place.provider ? (
          <button class="btn go" type="button" onClick={() => send("spoken")}>
            They said yes. Add.{later}
          </button>
        ) : (
          <button class="btn go" type="button" onClick={() => send("signed")}>
            Signed. Add.{later}
          </button>
        )}
      </>
    );
  return (
    <Step id={id} title={place.name} small={place.organization === place.name ? undefined : place.organization} back="refer" foot={foot}>
      {(found) => (
        <>
          {wrong.words && <Problem key={wrong.at}>{wrong.words}</Problem>}
          <Listing place={place} found={found} />
          {needs.length > 1 && (
            <Rows legend="What for" options={needs} value={told.need} pick={(need) => tell({ need })} />
          )}
          <WhatTheyGet found={found} place={place.name} ask={!standing} />
          {standing ? (
            <Note tone="ok">
              <p>{standingWords(place) || "They said yes to this place before, and it holds."}</p>
            </Note>
          ) : (
            <>
              <h2 class="h">Did they say yes to sharing this with {place.name}?</h2>
              {place.provider ? (
                <p class="small ink2">You heard it: {found.carried.me.name} is written down with the time.</p>
              ) : (
                <>
                  <p class="sub">This place is not a registered provider, so a spoken yes is not enough. Let them read what stands above, and sign.</p>
                  <h3 class="h" lang={heardIn(found)}>
                    {ALOUD[heardIn(found)].sign}
                  </h3>
                  <Signature language={heardIn(found)} keep={(signature) => tell({ signature })} />
                </>
              )}
            </>
          )}
          <details class="fold">
            <summary>Add when and why</summary>
            <div class="stack2">
              <Cells legend="When can they expect the person?" options={WHEN} value={[told.when]} pick={(when) => tell({ when })} />
              <Write label="Why, in a sentence they may read" value={told.why} limit={WHY_LIMIT} tall={3} spell live={(why) => tell({ why })} />
              <Tick label="Warm: one of us goes along or calls ahead" value={told.warm} set={(warm) => tell({ warm })} />
            </div>
          </details>
        </>
      )}
    </Step>
  );
}

/** A yes to this place that still holds, in words; "" where there is none on this phone. */
function standingWords(place: Service): string {
  return typeof place["standing_words"] === "string" ? place["standing_words"] : "";
}

function Listing({ place, found: { call } }: { place: Service; found: About }) {
  const [row] = listed([place], ANY, call, now.value, zone());
  const facts = [
    [openWords(row!.open), place.hours_words].filter(Boolean).join(" "),
    farWords(row!.miles),
    place.eligibility,
    place.capacity_words ? `${place.capacity_words}${place.capacity_at ? `, said ${dayClock(place.capacity_at)}` : ""}` : "",
    place.languages.length > 0 ? `Speaks ${place.languages.join(", ")}` : "",
    place.answers_in_words,
    place.by_appointment ? "By appointment" : "",
    `${checkedWords(place)}${row!.old ? " Call before you rely on it." : ""}`,
  ].filter(Boolean);
  return (
    <div class="blk stack">
      <ul class="bullets">
        {facts.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      {place.phone && (
        <a class="btn wide" href={`tel:${place.phone}`}>
          <Icon name="phone" />
          Call {place.phone}
        </a>
      )}
    </div>
  );
}

/** What leaves, in the words it is said to the person, or that they read before they sign (45 CFR 164.508(c)). */
function WhatTheyGet({ found, place, ask }: { found: About; place: string; ask: boolean }) {
  const language = heardIn(found);
  const words = ALOUD[language];
  const named = Boolean(found.person?.name);
  return (
    <Note>
      <div class="ask-more">
        <span class="small ink2">Say it, or let them read it.</span>
        <Other found={found} />
      </div>
      <div lang={language}>
        {ask && <p class="b">{words.may(place)}</p>}
        <p class={ask ? "mt1" : "b"}>{words.get}</p>
        <ul class="bullets">
          <li>{named ? words.name : words.noName}</li>
          <li>{named ? words.later : words.laterIfKnown}</li>
          <li>{words.what}</li>
          <li>{words.us}</li>
        </ul>
        <p>{words.nothing}</p>
        {ask && (
          <>
            <p class="mt1">{words.free}</p>
            <p class="mt1">{words.back}</p>
            <p class="mt1">{words.onward}</p>
          </>
        )}
      </div>
    </Note>
  );
}
