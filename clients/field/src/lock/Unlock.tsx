// Opening with a PIN or a passkey. A wrong PIN says how many tries are left; the fifth makes the phone forget.
import { useEffect, useRef, useState } from "preact/hooks";
import { time } from "../app/clock";
import { Screen } from "../app/screen";
import { words } from "../app/words";
import { Icon } from "../look/Icon";
import type { UserRow } from "../store/database";
import { openWithPin, openWithPrf } from "../store/key";
import { get } from "./passkey";
import { Others } from "./Others";
import { PinField } from "./PinField";
import { start, wipe } from "./session";

export function Unlock({ rows, another }: { rows: UserRow[]; another: () => void }) {
  const [owner, setOwner] = useState(rows[0]!.id);
  const [pin, setPin] = useState("");
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const row = rows.find(({ id }) => id === owner) ?? rows[0]!;
  useEffect(() => {
    if (row.passkey) void byPasskey();
  }, [owner]);
  // The one thing to do here is the PIN: the field is under the cursor at once.
  useEffect(() => form.current?.querySelector("input")?.focus(), []);
  const byPasskey = async () => {
    const output = await get(row.passkey!.credential, row.passkey!.salt);
    if (output && (await openWithPrf(owner, output))) return start();
    return setError(words.lock.passkeyNo);
  };
  const byPin = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const how = await openWithPin(owner, pin);
    setPin("");
    if (how === "open") return start();
    if (how === "none" || how === 0) return wipe(owner, "tries");
    setBusy(false);
    setError(words.lock.wrong(how));
    return form.current?.querySelector("input")?.focus();
  };
  return (
    <Screen
      bare
      title={words.lock.title}
      foot={
        <>
          {row.passkey && (
            <button type="button" class="btn" onClick={() => void byPasskey()}>
              {words.lock.passkey}
            </button>
          )}
          <button type="submit" form="unlock" class="btn go" disabled={busy}>
            <Icon name="lock" />
            {busy ? words.lock.checking : words.lock.open}
          </button>
        </>
      }
    >
      {rows.length > 1 && (
        <div class="seg" role="group" aria-label={words.lock.another}>
          {rows.map(({ id, used_at }) => (
            <label key={id}>
              <input type="radio" name="owner" checked={id === owner} onChange={() => { setOwner(id); setError(""); }} />
              {words.lock.which(time(used_at))}
            </label>
          ))}
        </div>
      )}
      <form id="unlock" ref={form} onSubmit={(event) => void byPin(event)}>
        <PinField label={words.lock.pin} value={pin} change={setPin} error={error} current />
      </form>
      <Others of={owner} />
      <button type="button" class="btn plain" onClick={another}>
        {words.lock.another}
      </button>
    </Screen>
  );
}
