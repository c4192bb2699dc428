// Draws the screen of the place one is at; a place that is not there looks like one that never was.
import { match, place } from "./go";
import { routes } from "./routes";
import { Screen } from "./screen";
import { words } from "./words";

export function Router() {
  const where = place.value;
  for (const { path, show } of routes) {
    const values = match(path, where);
    // The key makes a new screen for a new place, so that nothing typed for one person stands under another.
    if (values) return <div key={where} class="place">{show(values)}</div>;
  }
  return (
    <Screen title={words.notHere} back="/">
      <p>{words.notHereMore}</p>
    </Screen>
  );
}
