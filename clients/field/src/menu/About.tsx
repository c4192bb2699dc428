// What this app is, what the phone holds, and whose letters and questions these are.
import { Screen } from "../app/screen";
import { words } from "../app/words";

export function About() {
  return (
    <Screen title={words.about.title} back="/menu">
      <p>{words.about.what}</p>
      <p>{words.about.called}</p>
      <p>{words.about.holds}</p>
      <p>{words.about.sent}</p>
      <p>{words.about.screeners}</p>
      <p class="small mute">{words.about.font}</p>
    </Screen>
  );
}
