// The officer's taps: how it ended for police; force, injuries, charges. For the officer's own agency; clinicians don't
// read it, and the officer doesn't read their notes.
import { useState } from "preact/hooks";
import { back } from "../app/go";
import { Screen } from "../app/screen";
import type { Fields, Id } from "../contract";
import { Problem as Box, Rows } from "../look/parts";
import { say } from "../queue/say";
import { FormFields } from "../scene/Fields";
import { useDraft } from "../scene/draft";
import { quickly, type Form, type Told } from "../scene/form";
import { problems, type Problem } from "../scene/problems";
import { shift } from "../shift/signals";
import { view } from "../shift/view";
import { Gone } from "./Gone";
import { placeOf } from "./words";

export function Report({ id }: { id: Id }) {
  const call = view.call(id);
  const carried = shift.value;
  const about = call?.report_people ?? call?.people ?? [];
  const [person, choose] = useState<Id | null>(about.length === 1 ? about[0]! : null);
  if (!call || !carried?.me.may.report) return <Gone />;
  const several = about.length > 1;
  if (several && !person) {
    return (
      <Screen title="Arrest, force, injuries" small={placeOf(call)} back={`/call/${id}/scene`}>
        <Rows
          legend="Whom is this about?"
          options={about.map((each) => [each, view.person(each)?.name || "Person on the call"])}
          value=""
          pick={(each, on) => on && choose(each)}
        />
      </Screen>
    );
  }
  return <Taps id={id} person={person} forms={carried.report_forms} />;
}

function Taps({ id, person, forms }: { id: Id; person: Id | null; forms: readonly Form[] }) {
  const [wrong, setWrong] = useState<readonly Problem[]>([]);
  const call = view.call(id)!;
  const stands: Told = (name) => {
    const value = call.report[person ?? ""]?.[name];
    return Array.isArray(value) ? (value as string[]) : typeof value === "string" && value ? [value] : [];
  };
  const keep = (answers: Fields) => void say("call.report", id, { fields: answers, ...(person ? { person } : {}) });
  const of = (form: Form, told: Told): Told => (name) => told(`${form.code}.${name}`);
  const wrongIn = (told: Told) => forms.flatMap((form) => problems(form.code, of(form, told)));
  const draft = useDraft(stands, keep, (now) => wrongIn(now).length === 0);
  const done = () => {
    const found = wrongIn(draft.told);
    setWrong(found);
    if (found.length > 0) return;
    draft.flush();
    back(`/call/${id}/scene`);
  };
  return (
    <Screen
      title="Arrest, force, injuries"
      small={placeOf(call)}
      back={`/call/${id}/scene`}
      foot={
        <button class="btn go" type="button" onClick={done}>
          Keep
        </button>
      }
    >
      {wrong.map(([field, sentence]) => (
        <Box key={field}>{sentence}</Box>
      ))}
      {forms.map((form) => (
        <section key={form.code} class="stack2" aria-label={form.title}>
          <h2 class="h">{form.title}</h2>
          {form.note && <p class="small mute">{form.note}</p>}
          <FormFields
            form={form}
            told={of(form, draft.told)}
            wrong={wrong}
            tell={(name, values) => draft.tell(`${form.code}.${name}`, values)}
            quick={() => Object.entries(quickly(form)).forEach(([name, values]) => draft.tell(`${form.code}.${name}`, values))}
          />
        </section>
      ))}
      <p class="small mute">Earlier versions are kept.</p>
    </Screen>
  );
}
