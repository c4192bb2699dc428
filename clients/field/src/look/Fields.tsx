// Fields to write in, each with its label, hint and error tied to it. At every pause of 300 ms what is typed lies sealed
// on the phone, so that a dead battery costs a word and not a note; it is said when the field is left.

import { useEffect, useId, useRef, useState } from "preact/hooks";
import { draft, dropDraft, keepDraft } from "../store/drafts";
import { Wrong } from "./Choices";

const PAUSE = 300;

interface WriteProps {
  label: string;
  quiet?: boolean;
  hint?: string;
  error?: string;
  value: string;
  limit?: number | null;
  /** Lines of a tall box; one line where absent. */
  tall?: number;
  type?: "text" | "search" | "tel";
  numeric?: boolean;
  lang?: string;
  /** Whose words these are decides whether the phone may mend them: a note yes, names and descriptions no. */
  spell?: boolean;
  keep?: (text: string) => void;
  /** Under which name the words lie on the phone while they are typed, like "note|<contact>". */
  under?: string;
  /** Called at every letter, for a page that sends what was typed with one tap of its own. */
  live?: (text: string) => void;
}

/** One field. `keep` is called on leaving it, and never with a text that it was called with before. */
export function Write({ label, quiet, hint, error, value, limit, tall, type = "text", numeric, lang, spell, keep, live, under }: WriteProps) {
  const id = useId();
  const [text, setText] = useState(value);
  const kept = useRef(value);
  const waiting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const latest = useRef({ text, keep });
  latest.current = { text, keep };
  const flush = () => {
    clearTimeout(waiting.current);
    const now = latest.current;
    if (now.text === kept.current) return;
    kept.current = now.text;
    now.keep?.(now.text);
    if (under) quietly(dropDraft(under));
  };
  const pause = () => under && quietly(keepDraft(under, latest.current.text));
  // A text that changed elsewhere (a colleague's, an earlier version taken back) is shown, unless somebody is typing.
  useEffect(() => {
    if (latest.current.text === kept.current && value !== kept.current) {
      kept.current = value;
      setText(value);
    }
  }, [value]);
  // What was typed when the phone died stands here again, and is said with what follows.
  useEffect(() => {
    if (!under) return;
    const before = latest.current.text;
    draft(under).then((words) => words && latest.current.text === before && words !== before && setText((latest.current.text = words)), nothing);
  }, []);
  useEffect(() => {
    const hidden = () => document.visibilityState === "hidden" && flush();
    document.addEventListener("visibilitychange", hidden);
    return () => {
      document.removeEventListener("visibilitychange", hidden);
      flush();
    };
  }, []);
  const shared = {
    id,
    class: "in",
    value: text,
    lang,
    maxLength: limit ?? undefined,
    autocomplete: "off" as const,
    spellcheck: spell ?? false,
    "aria-invalid": error ? ("true" as const) : undefined,
    "aria-describedby": [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].join(" ").trim() || undefined,
    onInput: (event: { currentTarget: { value: string } }) => {
      const next = event.currentTarget.value;
      latest.current.text = next;
      setText(next);
      live?.(next);
      clearTimeout(waiting.current);
      waiting.current = setTimeout(pause, PAUSE);
    },
    onBlur: flush,
  };
  return (
    <div class={error ? "fld wrong" : "fld"}>
      <label for={id} class={quiet ? "sr" : undefined}>
        {label}
      </label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {tall ? <textarea rows={tall} {...shared} /> : <input {...({ ...shared, type, inputMode: numeric ? "numeric" : undefined } as object)} />}
      {error && <Wrong id={`${id}-error`}>{error}</Wrong>}
    </div>
  );
}

// A locked phone or a full one keeps no draft; what is said on leaving the field is stored, or said to be unstored.
const nothing = (): void => undefined;
const quietly = (work: Promise<unknown>): void => void work.catch(nothing);

/** One box to tick, with its words beside it. */
export function Tick({ label, hint, value, set }: { label: string; hint?: string; value: boolean; set: (on: boolean) => void }) {
  const id = useId();
  return (
    <div class="fld">
      <label class="tick" for={id}>
        <input
          class="ckb"
          type="checkbox"
          id={id}
          checked={value}
          aria-describedby={hint ? `${id}-hint` : undefined}
          onClick={(event) => set(event.currentTarget.checked)}
        />
        <span>{label}</span>
      </label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

/** A choice out of a list too long for the screen. */
export function Pick({
  label,
  options,
  value,
  set,
}: {
  label: string;
  options: readonly (readonly [string, string])[];
  value: string;
  set: (code: string) => void;
}) {
  const id = useId();
  return (
    <div class="fld">
      <label for={id}>{label}</label>
      <select class="in" id={id} value={value} onChange={(event) => set(event.currentTarget.value)}>
        {options.map(([code, words]) => (
          <option key={code} value={code}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}
