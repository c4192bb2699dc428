// Signing out: what is not sent is told first, and stays on the phone for its author.
import { Screen } from "../app/screen";
import { back } from "../app/go";
import { words } from "../app/words";
import { signOut } from "../lock/session";
import { counts } from "../queue/pieces";
import { wake } from "../queue/wake";

export function SignOut() {
  const { unsent, review } = counts.value;
  const waiting = unsent - review;
  return (
    <Screen
      title={words.menu.signOutTitle}
      back="/menu"
      foot={
        <>
          <button type="button" class="btn" onClick={() => back("/menu")}>
            {words.menu.stay}
          </button>
          <button type="button" class="btn" onClick={() => void signOut()}>
            {words.menu.signOut}
          </button>
          {waiting > 0 && (
            <button type="button" class="btn go" onClick={() => wake(true)}>
              {words.menu.sendFirst}
            </button>
          )}
        </>
      }
    >
      <div class={`note ${waiting ? "warn" : ""}`} role="status">
        {waiting ? words.menu.unsent(waiting) : words.menu.nothingUnsent}
      </div>
      {waiting > 0 && <a href="#/queue">{words.menu.queue}</a>}
    </Screen>
  );
}
