// Adding to a note that is signed: a reason, and the words, signed by the tap. What was signed is never changed.
import { useState } from "preact/hooks";
import type { Id } from "../contract";
import { Cells, Write, Wrong } from "../look/parts";
import { clock } from "../look/shown";
import { say } from "../queue/say";
import type { About } from "./step";

const NOTE_LIMIT = 20_000;

export function Added({ id, found: { contact, carried } }: { id: Id; found: About }) {
  const [reason, setReason] = useState("");
  const [words, setWords] = useState("");
  const [wrong, setWrong] = useState("");
  const [opened, open] = useState(false);
  const label = (code: string) => carried.words.addendum_reasons.find(([each]) => each === code)?.[1] ?? "";
  const add = () => {
    if (!reason) return setWrong("Say why you add this.");
    if (!words.trim()) return setWrong("Write what is to be added.");
    void say("contact.add", id, { text: words, reason });
    setReason("");
    setWords("");
    setWrong("");
    open(false);
  };
  return (
    <>
      {contact.added.map((each) => (
        <div key={each.at} class="ver">
          <p class="small b">
            Added {clock(each.at)}, {label(each.reason).toLowerCase()}
          </p>
          <p class="own">{each.text}</p>
        </div>
      ))}
      {opened ? (
        <section class="blk stack" aria-label="Add to the note">
          <Cells legend="Why you add this" options={carried.words.addendum_reasons} value={[reason]} pick={setReason} />
          <Write label="What to add" value={words} limit={NOTE_LIMIT} tall={4} spell live={setWords} />
          {wrong && <Wrong>{wrong}</Wrong>}
          <button class="btn wide" type="button" onClick={add}>
            Sign and add
          </button>
        </section>
      ) : (
        <button class="btn wide" type="button" onClick={() => open(true)}>
          Add to the note
        </button>
      )}
    </>
  );
}
