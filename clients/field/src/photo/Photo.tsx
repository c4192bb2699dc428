// A photo of a contact: take it, see it, say by a tap what it shows, add it. Kept sealed and queued at once, with or
// without signal; seen here while it waits, and on the pages of the contact after that.
import { useEffect, useState } from "preact/hooks";
import { announce } from "../app/announce";
import type { Id } from "../contract";
import { keepsApart } from "../contact/apart";
import { onward, Step } from "../contact/step";
import { Cells, Chip, Icon, Note, Problem } from "../look/parts";
import { addPhoto, canRemove, picture, pieceOf, removePhoto } from "../queue/photo";
import { faceOf } from "../queue/show";
import { shrink } from "./shrink";
import { choices, kilobytes, mayBePaper, problems, YES_NO } from "./words";

type Wrong = keyof typeof problems;

export function PhotoPage({ id }: { id: Id }) {
  const [taken, take] = useState<Blob | null>(null);
  const [kind, setKind] = useState("");
  /** Whether it is the paper of a treatment program: "" until somebody says so. */
  const [program, setProgram] = useState("");
  const [refused, refuse] = useState(false);
  const [busy, setBusy] = useState(false);
  // Counted, so that the same thing wrong twice is told twice.
  const [wrong, setWrong] = useState<{ what: Wrong; times: number } | null>(null);
  const fail = (what: Wrong) => setWrong((before) => ({ what, times: (before?.times ?? 0) + 1 }));
  const read = async (file: File | undefined) => {
    if (!file) return;
    setBusy(true);
    setWrong(null);
    refuse(false);
    const small = await shrink(file).catch(() => null);
    setBusy(false);
    if (small) take(small);
    else fail("unread");
  };
  const letGo = () => {
    take(null);
    setKind("");
    setProgram("");
    setWrong(null);
  };
  const add = async () => {
    if (!taken) return;
    if (!kind) return fail("kind");
    if (mayBePaper(kind) && !program) return fail("program");
    setBusy(true);
    const how = await addPhoto(id, taken, kind, mayBePaper(kind) ? program === "yes" : undefined).finally(() => setBusy(false));
    if (how !== "kept") return fail(how);
    letGo();
    announce("Added. It waits on this phone.");
  };
  const foot = () =>
    taken ? (
      <>
        <button class="btn" type="button" disabled={busy} onClick={letGo}>
          Don't keep it
        </button>
        <button class="btn go" type="button" disabled={busy} onClick={() => void add()}>
          Add this photo
        </button>
      </>
    ) : (
      <button class="btn" type="button" onClick={() => onward(id, "scene")}>
        Done
      </button>
    );
  return (
    <Step id={id} title="Add a photo" back="scene" foot={foot}>
      {({ contact, carried }) => (
        <>
          {wrong && (
            <Problem key={wrong.times}>
              <p>{problems[wrong.what]}</p>
            </Problem>
          )}
          {taken ? (
            <>
              <Shot picture={taken} alt="The photo as it will be added" />
              <p class="small ink2">Made small: {kilobytes(taken.size)}. No place and no hour go with it.</p>
              <Cells
                legend="What it shows"
                options={choices}
                value={[kind]}
                error={wrong?.what === "kind" && !kind ? problems.kind : undefined}
                pick={(chosen) => {
                  setKind(chosen);
                  if (chosen) setWrong(null);
                }}
                pairs
              />
              {mayBePaper(kind) && (
                <Cells
                  legend="Is it from an alcohol or drug treatment program?"
                  hint="If you are not sure, say yes."
                  options={YES_NO}
                  value={[program]}
                  error={wrong?.what === "program" && !program ? problems.program : undefined}
                  pick={(said) => {
                    if (said === "yes") {
                      letGo();
                      refuse(true);
                      return;
                    }
                    setProgram(said);
                    setWrong(null);
                  }}
                />
              )}
            </>
          ) : (
            <>
              {refused && <NotKept id={id} apart={keepsApart(carried)} />}
              <p class="sub">Whoever may read this contact's note sees it, and nobody else.</p>
              <Note>
                <p class="small">
                  No paper from an alcohol or drug treatment program. Some cameras keep a picture of their own; delete that one in the
                  phone's album.
                </p>
              </Note>
              <label class={`btn wide take${contact.photos.length > 0 ? "" : " go"}`}>
                <Icon name={busy ? "sync" : "plus"} />
                {busy ? "Making it small" : contact.photos.length > 0 ? "Take another photo" : "Take a photo"}
                <input
                  type="file"
                  accept="image/*"
                  capture="environment"
                  disabled={busy}
                  onChange={(event) => {
                    void read(event.currentTarget.files?.[0]);
                    // The same file chosen again is a choice too.
                    event.currentTarget.value = "";
                  }}
                />
              </label>
            </>
          )}
          {!taken && contact.photos.length > 0 && (
            <ul class="blk flush" aria-label="Photos of this contact">
              {contact.photos.map(({ photo, name }) => (
                <OnPhone key={photo} photo={photo} name={name} fail={() => fail("gone")} />
              ))}
            </ul>
          )}
        </>
      )}
    </Step>
  );
}

/** What becomes of such a paper: nothing here, and where its words belong. */
function NotKept({ id, apart }: { id: Id; apart: boolean }) {
  return (
    <Note tone="warn" live>
      <p class="b">The photo is not kept</p>
      <p>It is gone from this app and was sent nowhere. Such a paper has a law of its own, and a photo here would not be kept apart.</p>
      {apart ? (
        <p>
          Leave the paper with the person. Write what the team needs under <a href={`#/contact/${id}/apart`}>Alcohol and drugs</a>, which is
          kept apart.
        </p>
      ) : (
        <p>Leave the paper with the person. Your privacy officer knows how the program's record can be asked for.</p>
      )}
    </Note>
  );
}

/** One photo that was added here: what it shows, where it stands, itself while it lies here, and a way to remove it. */
function OnPhone({ photo, name, fail }: { photo: Id; name: string; fail: () => void }) {
  const [seen, see] = useState<Blob | null>(null);
  const [whole, setWhole] = useState(false);
  const piece = pieceOf(photo);
  const face = piece && faceOf(piece);
  const sent = piece?.state === "sent";
  useEffect(() => {
    let here = true;
    // A phone that was locked meanwhile shows nothing.
    picture(photo).then((found) => here && see(found), () => undefined);
    return () => void (here = false);
  }, [photo, sent]);
  const remove = async () => {
    if (await removePhoto(photo)) announce("Removed.");
    else fail();
  };
  return (
    <li class="qi">
      <div class="l1">
        <b>{name}</b>
        {face && (
          <Chip tone={face.tone} icon={face.icon}>
            {face.words}
          </Chip>
        )}
      </div>
      {seen ? (
        <button class="thumb mt1" type="button" aria-expanded={whole} aria-label={`${name}, ${whole ? "smaller" : "larger"}`} onClick={() => setWhole(!whole)}>
          <Shot picture={seen} alt="" />
        </button>
      ) : (
        sent && <p>The server has it. You see it on the pages of this contact.</p>
      )}
      {canRemove(photo) && (
        <button class="btn wide mt1" type="button" aria-label={`Remove: ${name}`} onClick={() => void remove()}>
          <Icon name="x" />
          Remove
        </button>
      )}
    </li>
  );
}

/** A picture out of memory; its address is let go with it. */
function Shot({ picture, alt }: { picture: Blob; alt: string }) {
  const [url, setUrl] = useState("");
  useEffect(() => {
    const made = URL.createObjectURL(picture);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [picture]);
  return url ? <img class="shot" src={url} alt={alt} /> : null;
}
