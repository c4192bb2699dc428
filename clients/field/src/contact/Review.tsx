// Before closing: each line with its edit, what is missing in amber. A gap that may stay never blocks.
import { useStanding } from "../refer/Pick";
import { useState } from "preact/hooks";
import { go } from "../app/go";
import type { Id } from "../contract";
import { Icon, Note, Problem } from "../look/parts";
import { clock } from "../look/shown";
import { say } from "../queue/say";
import { openTasks } from "../screening/tasks";
import { view } from "../shift/view";
import { Added } from "./Added";
import { lines, type Line } from "./review";
import { closeProblem, text } from "./rules";
import { mend, Step, type About } from "./step";

export function Review({ id }: { id: Id }) {
  useStanding(id);
  const [blocked, block] = useState(0);
  const foot = (found: About) => (found.contact.closed_at ? <Closed found={found} /> : <Close id={id} found={found} block={() => block((times) => times + 1)} />);
  return (
    <Step id={id} title="Review" back="note" foot={foot} closed>
      {(found) => {
        const { contact, carried } = found;
        const problem = closeProblem(contact.fields, carried.words.met);
        const tasks = openTasks(carried, contact);
        const mine = text(contact.fields, "note").trim() || text(contact.fields, "note_apart").trim();
        return (
          <>
            {contact.closed_at && (
              <Note tone="ok" live>
                <p>
                  <b>Closed {clock(contact.closed_at)}.</b> {contact.unsent > 0 ? "It waits on this phone and sends by itself." : "The server has it."}
                </p>
              </Note>
            )}
            {blocked > 0 && problem && !contact.closed_at && (
              <Problem key={blocked}>
                <p>
                  {problem[1]} <a href={mend(id, problem[0] === "hold" ? "scene/hold" : problem[0])}>Say it</a>
                </p>
              </Problem>
            )}
            <ul class="blk flush">
              {lines(found).map((line) => (
                <Sum key={line.label} id={id} line={line} closed={contact.closed_at !== null} />
              ))}
            </ul>
            {tasks.length > 0 && (
              <Note tone="warn">
                <p class="b">The screening asks for this, not done yet</p>
                <ul class="bullets">
                  {tasks.map((words) => (
                    <li key={words}>{words}</li>
                  ))}
                </ul>
                <p class="mt1">
                  <a href={`#/contact/${id}/screen`}>Look</a>
                </p>
              </Note>
            )}
            {!contact.closed_at && mine && (
              <p class="small ink2">
                <Icon name="edit" /> Closing signs your note.
              </p>
            )}
            {!contact.closed_at && othersOpen(found) && (
              <p class="small ink2">
                <Icon name="people" /> Somebody else on this call is not written up yet.
              </p>
            )}
            {contact.closed_at && <Added id={id} found={found} />}
          </>
        );
      }}
    </Step>
  );
}

function Sum({ id, line, closed }: { id: Id; line: Line; closed: boolean }) {
  return (
    <li class={line.value || closed ? "sum" : "sum miss"}>
      <span class="k">{line.label}</span>
      <b>
        {line.value || (closed && "Not said") || (
          <>
            Not said yet
            <span class="small">{line.needed ? "Needed before closing" : "You can close without it"}</span>
          </>
        )}
      </b>
      {closed ? (
        <span />
      ) : (
        <a href={line.link ?? mend(id, line.step)} aria-label={`${line.value ? "Change" : "Add"}: ${line.label}`}>
          <Icon name={line.value ? "edit" : "plus"} />
        </a>
      )}
    </li>
  );
}

/** Whether somebody else on the call is not written up and closed. */
function othersOpen({ contact, call }: About): boolean {
  const all = call ? view.contacts().filter((one) => one.assignment === call.id) : [];
  return (call?.people ?? []).some((person) => {
    if (view.resolve(person) === view.resolve(contact.person)) return false;
    return !all.find((one) => view.resolve(one.person) === view.resolve(person))?.closed_at;
  });
}

function Close({ id, found, block }: { id: Id; found: About; block: () => void }) {
  const { contact, carried, call } = found;
  const others = othersOpen(found);
  const on = call !== null && call.active && !call.times.clear;
  // The clear time is who is there's to stamp, not the clinician's on the phone.
  const clear = on && !others && !call.tele?.mine;
  const close = () => {
    if (closeProblem(contact.fields, carried.words.met)) return block();
    // The clear time is this tap's, not the moment at which the signal comes back.
    if (clear) void say("call.stamp", call.id, { which: "clear", at: new Date().toISOString() });
    void say("contact.close", id, { clear: false });
    if (others) go(`/call/${call!.id}/who`);
    else scrollTo(0, 0);
  };
  return (
    <button class="btn go" type="button" onClick={close}>
      {others ? "Close, then the next person" : clear ? "Clear and close" : "Close"}
    </button>
  );
}

function Closed({ found: { call } }: { found: About }) {
  return (
    <>
      {call && (
        <a class="btn" href={`#/call/${call.id}/scene`}>
          Scene
        </a>
      )}
      <a class="btn go" href="#/">
        My call
      </a>
    </>
  );
}
