// Locked or open: the lock comes before everything, and the frame's own news stand above every screen.
import { vault } from "../store/vault";
import { announced } from "./announce";
import { Boundary } from "./boundary";
import { Router } from "./router";
import { Screen } from "./screen";
import { words } from "./words";

export function App() {
  return (
    <>
      <Boundary>{vault.value ? <Router /> : <Screen bare title={words.lock.title} />}</Boundary>
      <p class="sr" role="status" aria-live="polite">
        {announced.value}
      </p>
    </>
  );
}
