// One choice out of a few side by side: real radios under a legend.
import { useId } from "preact/hooks";

interface Props<T extends string> {
  legend: string;
  options: readonly (readonly [T, string])[];
  value: T;
  pick: (value: T) => void;
}

export function Pick<T extends string>({ legend, options, value, pick }: Props<T>) {
  const name = useId();
  return (
    <fieldset>
      <legend>{legend}</legend>
      <div class="seg mt1">
        {options.map(([code, words]) => (
          <label key={code}>
            <input type="radio" name={name} value={code} checked={value === code} onChange={() => pick(code)} />
            {words}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
