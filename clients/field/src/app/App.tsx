// Locked or open: the lock comes before everything, and the frame's own news stand above every screen.
import { Lock } from "../lock/Lock";
import { ready } from "../lock/session";
import { vault } from "../store/vault";
import { announced } from "./announce";
import { Boundary } from "./boundary";
import { News } from "./News";
import { Router } from "./router";

export function App() {
  const open = vault.value && ready.value;
  return (
    <>
      <Boundary>
        {open && <News />}
        {open ? <Router /> : <Lock />}
      </Boundary>
      <p class="sr" role="status" aria-live="polite">
        {announced.value}
      </p>
    </>
  );
}
