// The first time, and after the session has ended: signing in needs signal once, and happens on the site's own page.
import { signInAddress } from "../app/api";
import { Screen } from "../app/screen";
import { words } from "../app/words";
import { Others } from "./Others";

export function SignIn({ signal, again }: { signal: boolean; again: () => void }) {
  return (
    <Screen
      bare
      title={words.lock.signInTitle}
      foot={
        signal ? (
          <a class="btn go" href={signInAddress}>
            {words.lock.signIn}
          </a>
        ) : (
          <button type="button" class="btn go" onClick={again}>
            {words.lock.tryAgain}
          </button>
        )
      }
    >
      <div class="note" role="status">
        {signal ? words.lock.signInMore : words.lock.noSignal}
      </div>
      <Others of="" />
    </Screen>
  );
}
