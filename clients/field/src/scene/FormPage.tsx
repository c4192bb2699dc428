// One form of what happened on scene. Nothing on it is needed; what was said before stands there.
import { useState } from "preact/hooks";
import { back } from "../app/go";
import { Gone } from "../call/Gone";
import { told } from "../contact/rules";
import { set } from "../contact/set";
import { about, Step } from "../contact/step";
import type { Id } from "../contract";
import { Problem as Box } from "../look/parts";
import { FormFields } from "./Fields";
import { useDraft } from "./draft";
import { quickly, type Form } from "./form";
import { problems, type Problem } from "./problems";

export function FormPage({ id, code }: { id: Id; code: string }) {
  const form = about(id)?.carried.forms.find((one) => one.code === code);
  return form ? <OneForm id={id} form={form} /> : <Gone />;
}

function OneForm({ id, form }: { id: Id; form: Form }) {
  const [wrong, setWrong] = useState<readonly Problem[]>([]);
  const fields = about(id)?.contact.fields ?? {};
  const keep = (answers: Record<string, string[]>) =>
    set(id, Object.fromEntries(Object.entries(answers).map(([name, values]) => [`form.${form.code}.${name}`, values])));
  const draft = useDraft(told(fields, form.code), keep, (now) => problems(form.code, now).length === 0);
  const leave = () => back(`/contact/${id}/scene`);
  const done = () => {
    const found = problems(form.code, draft.told);
    setWrong(found);
    if (found.length > 0) return;
    draft.flush();
    leave();
  };
  const quick = () => {
    for (const [name, values] of Object.entries(quickly(form))) draft.tell(name, values);
    draft.flush();
    leave();
  };
  const foot = () => (
    <button class="btn go" type="button" onClick={done}>
      Keep
    </button>
  );
  return (
    <Step id={id} title={form.title} back="scene" foot={foot}>
      {() => (
        <>
          {wrong.length > 0 && (
            <Box>
              <ul class="plain">
                {wrong.map(([field, sentence]) => (
                  <li key={field}>{sentence}</li>
                ))}
              </ul>
            </Box>
          )}
          <FormFields form={form} told={draft.told} wrong={wrong} tell={draft.tell} quick={quick} />
          {form.note && <p class="small mute">{form.note}</p>}
        </>
      )}
    </Step>
  );
}
