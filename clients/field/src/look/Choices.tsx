// Choices as real radios and checkboxes under their labels: rows where one answer goes on by itself, cells side by side,
// and the person's own 0 to 10. Nothing is ever chosen before somebody chose it.

import { useId, useRef } from "preact/hooks";
import { Icon } from "./Icon";
import { useTap } from "./tap";

/** [code, words, a small line under them]. */
export type Choice = readonly [code: string, words: string, small?: string];

interface RowsProps {
  legend: string;
  /** The legend stands on the page already, as its heading. */
  quiet?: boolean;
  options: readonly Choice[];
  unknowns?: readonly Choice[];
  value: string;
  /** `onward`: a tap, Space or Enter chose it, so the page may go on; moving through with the arrows only looks. */
  pick: (code: string, onward: boolean) => void;
}

/** Big rows, one answer. */
export function Rows({ legend, quiet, options, unknowns = [], value, pick }: RowsProps) {
  const name = useId();
  const moving = useRef(false);
  const tap = useTap(pick);
  const keys = (code: string) => (event: KeyboardEvent) => {
    if (event.key.startsWith("Arrow")) moving.current = true;
    if (event.key === "Enter") {
      event.preventDefault();
      pick(code, true);
    }
  };
  const row = ([code, words, small]: Choice, unknown: boolean) => (
    <label key={code} class={unknown ? "unk" : undefined}>
      <input
        type="radio"
        name={name}
        value={code}
        checked={value === code}
        onKeyDown={keys(code)}
        onKeyUp={() => (moving.current = false)}
        onClick={() => tap(code, !moving.current)}
      />
      <span class="ck">
        <Icon name="check" />
      </span>
      <span>
        {words}
        {small && <small>{small}</small>}
      </span>
    </label>
  );
  return (
    <fieldset class="choices">
      <legend class={quiet ? "sr" : "h"}>{legend}</legend>
      <div class="rows">
        {options.map((each) => row(each, false))}
        {unknowns.map((each) => row(each, true))}
      </div>
    </fieldset>
  );
}

interface CellsProps {
  legend: string;
  quiet?: boolean;
  hint?: string;
  error?: string;
  options: readonly Choice[];
  unknowns?: readonly Choice[];
  value: readonly string[];
  several?: boolean;
  /** Two to a line, for long lists. */
  pairs?: boolean;
  /** Of one answer the tap on it again takes it back: the code is "" then. */
  pick: (code: string) => void;
}

/** Cells side by side, one answer or several. */
export function Cells({ legend, quiet, hint, error, options, unknowns = [], value, several, pairs, pick }: CellsProps) {
  const id = useId();
  const tap = useTap((code: string) => pick(!several && value.includes(code) ? "" : code));
  const cell = ([code, words]: Choice, unknown: boolean) => (
    <label key={code} class={unknown ? "unk" : undefined}>
      <input
        type={several ? "checkbox" : "radio"}
        name={id}
        value={code}
        checked={value.includes(code)}
        onClick={() => tap(code)}
      />
      {words}
    </label>
  );
  const told = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].join(" ").trim();
  return (
    <fieldset class={error ? "q wrong" : "q"} aria-describedby={told || undefined}>
      <legend class={quiet ? "sr" : undefined}>{legend}</legend>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <div class={pairs ? "pairs" : undefined}>
        <div class="seg">
          {options.map((each) => cell(each, false))}
          {unknowns.map((each) => cell(each, true))}
        </div>
      </div>
      {error && <Wrong id={`${id}-error`}>{error}</Wrong>}
    </fieldset>
  );
}

interface ScaleProps {
  /** The language of the hint, which is said to the person. */
  lang?: string;
  legend: string;
  hint: string;
  value: number | string | null;
  pick: (value: number | "not_asked") => void;
}

const NUMBERS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;

/** 0 to 10 in the person's own view. Skip means not asked, never 0. */
export function Scale({ legend, hint, lang, value, pick }: ScaleProps) {
  const id = useId();
  const tap = useTap(pick);
  return (
    <fieldset class="scale" aria-describedby={`${id}-hint`}>
      <legend class="h">{legend}</legend>
      <p class="sub" id={`${id}-hint`} lang={lang}>
        {hint}
      </p>
      <div class="nums">
        {NUMBERS.map((number) => (
          <label key={number}>
            <input type="radio" name={id} value={number} checked={value === number} onClick={() => tap(number)} />
            {number}
          </label>
        ))}
        <label class="unk">
          <input type="radio" name={id} value="not_asked" checked={value === "not_asked"} onClick={() => tap("not_asked")} />
          Skip<span class="sr">, not asked</span>
        </label>
      </div>
    </fieldset>
  );
}

/** What is wrong with the field above, in a sentence. */
export function Wrong({ id, children }: { id?: string; children: string }) {
  return (
    <p class="err" id={id}>
      <Icon name="warn" /> {children}
    </p>
  );
}
