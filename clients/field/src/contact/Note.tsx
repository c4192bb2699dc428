// The note, in one's own words, kept on the phone at every pause. What tells about alcohol or drug treatment has a box of
// its own, for those who keep such records at all.
import { useEffect } from "preact/hooks";
import { go } from "../app/go";
import type { Id } from "../contract";
import { Icon, Write } from "../look/parts";
import { dayClock } from "../look/shown";
import { view } from "../shift/view";
import { canDictate, listen, listening, stop } from "./dictate";
import { text } from "./rules";
import { keepsApart } from "./apart";
import { set } from "./set";
import { Step, type About } from "./step";

const NOTE_LIMIT = 20_000;

export function NotePage({ id }: { id: Id }) {
  useEffect(() => stop, []);
  const foot = () => (
    <button class="btn go" type="button" onClick={() => go(`/contact/${id}/review`)}>
      Review
    </button>
  );
  return (
    <Step id={id} title="Note" small="Kept as you type" back="next" foot={foot}>
      {(found) => <Written id={id} found={found} />}
    </Step>
  );
}

function Written({ id, found: { contact, carried } }: { id: Id; found: About }) {
  const { settings } = carried;
  const apart = text(contact.fields, "note_apart");
  const add = (words: string) => {
    const before = text(view.contact(id)?.fields ?? {}, "note");
    set(id, { note: before ? `${before.trimEnd()} ${words}` : words });
  };
  return (
    <>
      {contact.signed.map((part) => (
        <div key={part.at} class="ver">
          <p class="small b">
            Signed by {part.by}, {dayClock(part.at)}
          </p>
          <p class="own">{part.text}</p>
        </div>
      ))}
      <div class="grow writing">
        <Write
          label="What happened, in your words"
          hint={keepsApart(carried) ? "Alcohol, drugs and their treatment have a box of their own below." : undefined}
          value={text(contact.fields, "note")}
          limit={NOTE_LIMIT}
          tall={10}
          spell
          under={`note|${contact.id}`}
          keep={(note) => set(id, { note })}
        />
      </div>
      {settings.dictation && canDictate() && (
        <div class="stack">
          <button
            class="btn wide"
            type="button"
            aria-pressed={listening.value}
            onClick={() => (listening.value ? stop() : listen(carried.language, add))}
          >
            <Icon name={listening.value ? "pause" : "mic"} />
            {listening.value ? "Stop dictating" : "Dictate"}
          </button>
          <p class="small ink2">{settings.dictation_words || "Dictation may leave the phone."}</p>
        </div>
      )}
      {keepsApart(carried) && (
        <details class="fold" open={apart !== ""}>
          <summary>About alcohol or drug treatment</summary>
          <Write
            label="Kept apart from the note"
            hint="Police, dispatch and other agencies never see it, nor that it is there."
            value={apart}
            limit={NOTE_LIMIT}
            tall={4}
            spell
            under={`note_apart|${contact.id}`}
            keep={(note_apart) => set(id, { note_apart })}
          />
        </details>
      )}
      {contact.assignment && (
        <a class="row small tall-link" href={`#/call/${contact.assignment}/police`}>
          <Icon name="eye" />
          See what police will read
        </a>
      )}
    </>
  );
}
