// A referral that was made: where it stands, how to call the desk, and the link by which the desk answers it.
import { useId, useRef, useState } from "preact/hooks";
import type { Referred, Shift } from "../contract";
import { Icon, Note } from "../look/parts";
import { dayClock } from "../look/shown";
import { makeLink, textTo, type Made } from "./link";
import { referralWords } from "./Pick";

const NO: Record<"signal" | "signed-out" | "refused", string> = {
  signal: "No signal. The link is made by the server: try again when signal is back.",
  "signed-out": "You are signed out. Sign in again, then make the link.",
  refused: "The server made no link. Look at the referral on the pages.",
};

export function Sent({ carried, each }: { carried: Shift; each: Referred }) {
  return (
    <Note tone="ok">
      <p>
        <b>{referralWords(carried, each)}.</b> {each.next && `Next: ${each.next}.`}
      </p>
      <div class="stack2 mt1">
        {each.phone && (
          <a class="btn wide" href={`tel:${each.phone}`}>
            <Icon name="phone" />
            Call their desk, {each.phone}
          </a>
        )}
        {each.id && each.link && <DeskLink id={each.id} phone={each.phone ?? ""} />}
      </div>
    </Note>
  );
}

function DeskLink({ id, phone }: { id: string; phone: string }) {
  const [made, setMade] = useState<Made | null>(null);
  const [busy, setBusy] = useState(false);
  const make = async () => {
    setBusy(true);
    setMade(await makeLink(id));
    setBusy(false);
  };
  const link = made && "link" in made ? made : null;
  return (
    <>
      {made && "no" in made && (
        <p class="err" role="alert">
          <Icon name="warn" /> {made.sentence || NO[made.no]}
        </p>
      )}
      {link && <Shown link={link.link} words={link.words} until={link.until} phone={phone} />}
      <button type="button" class="btn wide" disabled={busy} onClick={() => void make()}>
        <Icon name="doc" />
        {link ? "Make another link" : "The link for their desk"}
      </button>
      <p class="small ink2">{link ? "Another link ends this one." : "A link ends the one before. It opens this referral only, and names nobody."}</p>
    </>
  );
}

function Shown({ link, words, until, phone }: { link: string; words: string; until: string; phone: string }) {
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const [copied, setCopied] = useState(false);
  const copy = () => {
    const done = navigator.clipboard?.writeText(link);
    if (!done) return box.current?.select();
    // Where the browser says no, it is selected and can be copied by hand.
    done.then(() => setCopied(true), () => box.current?.select());
  };
  return (
    <>
      <label class="b" for={id}>
        The link for their desk
      </label>
      <textarea ref={box} class="in" id={id} rows={4} readOnly value={link} />
      <p class="small ink2">Shown until you leave this page, and kept nowhere. It works until {dayClock(until)}.</p>
      <button type="button" class="btn wide" onClick={copy}>
        <Icon name={copied ? "check" : "doc"} />
        <span aria-live="polite">{copied ? "Copied" : "Copy"}</span>
      </button>
      {phone && (
        <a class="btn wide" href={textTo(phone, words)}>
          <Icon name="phone" />
          Text it to {phone}
        </a>
      )}
    </>
  );
}
