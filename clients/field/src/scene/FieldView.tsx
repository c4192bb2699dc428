// One field of a carried form, by its kind.
import { useState } from "preact/hooks";
import { Cells, Write } from "../look/parts";
import { clockOf, counted, toggled, type Field, type Told } from "./form";

interface Props {
  field: Field;
  told: Told;
  error: string;
  /** Says the answer of `name` (a count: "name.code"). */
  tell: (name: string, values: string[]) => void;
}

// More answers than this stand two to a line.
const SHORT_LIST = 4;

export function FieldView({ field, told, error, tell }: Props) {
  const shared = { legend: field.label, hint: field.hint || undefined, error: error || undefined, options: field.options, unknowns: field.unknowns };
  const values = told(field.name);
  switch (field.kind) {
    case "one":
      return <Cells {...shared} value={values} pairs={field.options.length > SHORT_LIST} pick={(code) => tell(field.name, code ? [code] : [])} />;
    case "several":
      return <Cells {...shared} value={values} several pairs pick={(code) => tell(field.name, toggled(field, values, code))} />;
    case "counts":
      return <Counts field={field} told={told} tell={tell} />;
    case "clock":
      return <Clock field={field} value={values[0] ?? ""} error={error} keep={(at) => tell(field.name, at ? [at] : [])} />;
    default:
      return (
        <Write
          label={field.label}
          hint={field.hint || undefined}
          error={error || undefined}
          value={values[0] ?? ""}
          limit={field.limit}
          tall={field.kind === "words" ? 4 : undefined}
          spell={field.kind === "words"}
          keep={(words) => tell(field.name, words.trim() ? [words] : [])}
        />
      );
  }
}

function Counts({ field, told, tell }: Pick<Props, "field" | "told" | "tell">) {
  return (
    <fieldset class="q counts">
      <legend>{field.label}</legend>
      {field.options.map(([code, words]) => {
        const name = `${field.name}.${code}`;
        const number = told(name)[0] ?? "";
        const step = (by: -1 | 1) => {
          const next = counted(number, by);
          tell(name, next ? [next] : []);
        };
        return (
          <div key={code} class="count taps" role="group" aria-label={words}>
            <span>{words}</span>
            <span class="stepper">
              <button type="button" aria-label={`One less: ${words}`} disabled={!number} onClick={() => step(-1)}>
                −
              </button>
              <b role="status">{number || "0"}</b>
              <button type="button" aria-label={`One more: ${words}`} onClick={() => step(1)}>
                +
              </button>
            </span>
          </div>
        );
      })}
    </fieldset>
  );
}

function Clock({ field, value, error, keep }: { field: Field; value: string; error: string; keep: (at: string) => void }) {
  const [wrong, setWrong] = useState("");
  const check = (words: string) => {
    const at = clockOf(words);
    setWrong(at === null ? "Write the time as 24-hour HH:MM, like 21:54." : "");
    if (at !== null) keep(at);
  };
  return <Write label={field.label} hint={field.hint || "24-hour, like 21:54"} error={wrong || error || undefined} value={value} limit={5} numeric keep={check} />;
}
