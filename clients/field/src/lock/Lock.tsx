// The lock: which page comes before the app. It names nobody, and says how many items wait, not what they are.
import { useEffect, useState } from "preact/hooks";
import { NoAnswer, who } from "../app/api";
import { keepChoice } from "../app/lasting";
import { Screen } from "../app/screen";
import { words } from "../app/words";
import type { SignedIn } from "../contract";
import { wiped } from "../shift/keep";
import type { UserRow } from "../store/database";
import { users } from "../store/key";
import { opaque, vault } from "../store/vault";
import { SetPin } from "./SetPin";
import { SignIn } from "./SignIn";
import { ended, start } from "./session";
import { Unlock } from "./Unlock";

type Step = { at: "looking" } | { at: "unlock"; rows: UserRow[] } | { at: "set"; me: SignedIn } | { at: "sign-in"; signal: boolean };

export function Lock() {
  const [step, setStep] = useState<Step>({ at: "looking" });
  /** Looks who may open this phone; `session`: by the session, for somebody the phone does not know yet. */
  const look = async (session = false) => {
    const rows = await users();
    if (rows.length && !session) return setStep({ at: "unlock", rows });
    try {
      const me = await who();
      if (!me.signed_in) return setStep({ at: "sign-in", signal: true });
      const owner = await opaque(me.user);
      const known = rows.find(({ id }) => id === owner);
      return setStep(known ? { at: "unlock", rows: [known, ...rows.filter((one) => one !== known)] } : { at: "set", me });
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      return setStep({ at: "sign-in", signal: false });
    }
  };
  useEffect(() => void look(), [wiped.value, ended.value]);
  if (!globalThis.isSecureContext || !globalThis.crypto?.subtle) {
    return (
      <Screen bare title={words.lock.signInTitle}>
        <div class="note warn">{words.lock.insecure}</div>
      </Screen>
    );
  }
  if (wiped.value) return <Wiped />;
  if (step.at === "unlock") return <Unlock key={step.rows[0]!.id} rows={step.rows} another={() => void look(true)} />;
  if (step.at === "set") return <SetPin me={step.me} done={() => void start()} />;
  if (step.at === "sign-in") return <SignIn signal={step.signal} again={() => void look(true)} />;
  // Half a second of nothing is better than a flash of words.
  return vault.value ? <Screen bare title={words.lock.checking} /> : null;
}

/** Why a phone has forgotten. Read once, then gone. */
function Wiped() {
  const go = () => {
    keepChoice("wiped", "");
    wiped.value = null;
  };
  return (
    <Screen
      bare
      title={words.wiped.title}
      foot={
        <button type="button" class="btn go" onClick={go}>
          {words.wiped.go}
        </button>
      }
    >
      <div class="note warn" role="alert">
        {words.wiped[wiped.value ?? "until"]}
      </div>
    </Screen>
  );
}
