// The concern in words, and what it asks of the team. It adds tasks and offers a plan; it never picks a disposition.
import { go } from "../app/go";
import { Gone } from "../call/Gone";
import { about, onward, Step } from "../contact/step";
import type { Id } from "../contract";
import { Chip, Icon, Note } from "../look/parts";
import { say } from "../queue/say";
import { spoken, type Answer, type Item } from "./engine/edition";
import { score } from "./engine/score";
import { APART, given, instrument, notAsked } from "./offer";

const UNANSWERED: Readonly<Record<string, string>> = {
  unknown: "Unknown",
  not_asked: "Not asked",
  declined: "Didn't want to answer",
};

export function Result({ id, tool }: { id: Id; tool: string }) {
  const found = about(id);
  const one = found && instrument(found.carried, tool);
  const said = found && given(found.contact.fields, tool);
  if (!found || !one || !said) return <Gone />;
  const apart = one.category === APART;
  const result = one.tiers.length > 0 ? score(one, said.answers) : null;
  const asked = one.items.filter((item) => item.linkId in said.answers);
  const done = found.contact.tasks[tool] ?? [];
  const more = apart ? [] : notAsked(found.carried, found.contact.fields);
  const last = asked[asked.length - 1];
  const foot = () => (
    <>
      {more.length > 0 && (
        <a class="btn" href={`#/contact/${id}/screen`}>
          Ask more
        </a>
      )}
      <button class="btn go" type="button" onClick={() => (apart ? go(`/contact/${id}/apart`) : onward(id, "distress"))}>
        Continue
      </button>
    </>
  );
  return (
    <Step
      id={id}
      title={one.shortTitle}
      small={`${asked.length} ${asked.length === 1 ? "question" : "questions"}`}
      back={last ? `ask/${tool}/${last.linkId}` : "screen"}
      foot={foot}
      closed
    >
      {({ contact, person, carried }) => (
        <>
          {apart && (
            <p class="small ink2">
              <Icon name="eye" /> Kept apart: only the care team of your own program reads it.
            </p>
          )}
          {result && (
            <div>
              <h2 class="h">{result.label}</h2>
              <p class="sub">{result.sentence}</p>
              {!result.complete && (
                <p class="mt1">
                  <Chip tone="unknown">Not complete</Chip>
                </p>
              )}
            </div>
          )}
          {result?.advice && (
            <Note tone={result.tasks.length > 0 ? "danger" : ""}>
              <p class="b">Now</p>
              <p>{result.advice}</p>
            </Note>
          )}
          {result && result.tasks.length > 0 && (
            <fieldset class="choices">
              <legend class="sr">Tasks</legend>
              <div class="rows">
                {result.tasks.map((task) => (
                  <label key={task.code}>
                    <input
                      type="checkbox"
                      checked={done.includes(task.code)}
                      disabled={done.includes(task.code) || contact.closed_at !== null}
                      onClick={() => void say("contact.task", id, { instrument: tool, task: task.code })}
                    />
                    <span class="ck">
                      <Icon name="check" />
                    </span>
                    <span>
                      {task.label}
                      <small>
                        {task.detail}. {done.includes(task.code) ? "Done." : "Added. Tap when it is done."}
                      </small>
                    </span>
                  </label>
                ))}
              </div>
            </fieldset>
          )}
          {result?.tasks.some((task) => task.code === "safety_plan") && person?.plan_may && carried.me.may.plan && (
            <a class="btn wide" href={`#/contact/${id}/plan`}>
              <Icon name="heart" />
              Make the plan together
            </a>
          )}
          <div class="blk flush">
            {asked.map((item) => (
              <div key={item.linkId} class="qi">
                <div class="l1">
                  <b>
                    {item.prefix} {answerWords(item, said.answers[item.linkId]!)}
                  </b>
                </div>
                <p>{item.text.own}</p>
              </div>
            ))}
          </div>
          <p class="small mute">The score adds a task. It never picks a disposition.</p>
          <p class="xs mute">{one.licence}</p>
          <p class="xs mute">
            Edition {one.edition}. {said.language === "es" ? "Asked in Spanish." : ""}
          </p>
        </>
      )}
    </Step>
  );
}

export function answerWords(item: Item, value: Answer): string {
  const option = item.options.find((each) => each.code === value);
  return option ? spoken(option.label, "en") : (UNANSWERED[value] ?? String(value));
}
