import { Screen } from "../app/screen";

/** What is shown for an id this phone does not carry: the same for what never was and for what was let go. */
export function Gone() {
  return (
    <Screen
      title="Not on this phone"
      back="/"
      foot={
        <a class="btn go" href="#/">
          My call
        </a>
      }
    >
      <p>This phone doesn't carry that. What you wrote is kept and goes on by itself.</p>
    </Screen>
  );
}
