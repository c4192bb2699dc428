// Setting a PIN: twice the same, not one a stranger tries first; then, where the phone can, finger or face.
import { useState } from "preact/hooks";
import { Screen } from "../app/screen";
import { words } from "../app/words";
import type { SignedIn } from "../contract";
import { easy, makeUser, type AddPasskey } from "../store/key";
import { able, make } from "./passkey";
import { Others } from "./Others";
import { PinField } from "./PinField";

const least = 6;

/** What is wrong with a PIN, in words, or nothing. Pure. */
export function wrongWith(pin: string, again: string): { field: "pin" | "again"; words: string } | null {
  if (pin.length < least) return { field: "pin", words: words.lock.short };
  if (easy(pin)) return { field: "pin", words: words.lock.easy };
  return pin === again ? null : { field: "again", words: words.lock.differ };
}

export function SetPin({ me, done }: { me: SignedIn; done: () => void }) {
  const [pin, setPin] = useState("");
  const [again, setAgain] = useState("");
  const [wrong, setWrong] = useState<ReturnType<typeof wrongWith>>(null);
  const [busy, setBusy] = useState(false);
  const [offer, setOffer] = useState<AddPasskey | null>(null);
  const set = async (event: Event) => {
    event.preventDefault();
    const found = wrongWith(pin, again);
    setWrong(found);
    if (found || busy) return;
    setBusy(true);
    const { addPasskey } = await makeUser(me.user, pin);
    if (await able()) setOffer(() => addPasskey);
    else done();
  };
  const withPasskey = async () => {
    const made = await make();
    if (made) await offer!(made.credential, made.salt, made.output);
    done();
  };
  if (offer) {
    return (
      <Screen
        bare
        key="offer"
        title={words.lock.addPasskey}
        foot={
          <>
            <button type="button" class="btn" onClick={done}>
              {words.lock.skip}
            </button>
            <button type="button" class="btn go" onClick={() => void withPasskey()}>
              {words.lock.passkey}
            </button>
          </>
        }
      >
        <p>{words.lock.addPasskeyMore}</p>
      </Screen>
    );
  }
  return (
    <Screen
      bare
      title={words.lock.set}
      foot={
        <button type="submit" form="set-pin" class="btn go" disabled={busy}>
          {busy ? words.lock.checking : words.lock.save}
        </button>
      }
    >
      <p class="sub">{words.lock.setMore}</p>
      <form id="set-pin" onSubmit={(event) => void set(event)}>
        <PinField label={words.lock.pin} hint={words.lock.pinHint} value={pin} change={setPin} error={wrong?.field === "pin" ? wrong.words : ""} />
        <PinField label={words.lock.again} value={again} change={setAgain} error={wrong?.field === "again" ? wrong.words : ""} />
      </form>
      <Others of="" />
    </Screen>
  );
}
