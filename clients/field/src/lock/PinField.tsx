// A field for a PIN: digits, hidden, never offered to a store of passwords as one of this site.
import { useId } from "preact/hooks";

interface Props {
  label: string;
  hint?: string;
  value: string;
  change: (pin: string) => void;
  error?: string;
  current?: boolean;
}

export function PinField({ label, hint, value, change, error, current }: Props) {
  const id = useId();
  return (
    <div class={`fld ${error ? "bad" : ""}`}>
      <label for={id}>{label}</label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="err" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
      <input
        id={id}
        class="in"
        type="password"
        inputMode="numeric"
        autocomplete={current ? "off" : "new-password"}
        maxLength={32}
        value={value}
        aria-invalid={error ? "true" : undefined}
        aria-describedby={`${hint ? `${id}-hint` : ""} ${error ? `${id}-error` : ""}`.trim() || undefined}
        onInput={(event) => change(event.currentTarget.value.replace(/\D/g, ""))}
      />
    </div>
  );
}
