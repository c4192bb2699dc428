// The first line that runs. It holds no data and asks nobody; what it shows depends on what lies on this phone.
import { render } from "preact";
import "../look/look.scss";
import "./frame.scss";
import { App } from "./App";
import { startClock } from "./clock";
import { startRouting } from "./go";
import { startTheme } from "./theme";
import { startUpdates } from "./update";
import { startHeard } from "../safety/heard";
import { startLate } from "../safety/late";
import { lock, startWatch } from "../lock/session";
import { startBadge } from "../shift/events";
import { whenForgotten } from "../shift/lease";

startTheme();
startRouting();
startClock();
document.body.classList.add("phone");
document.documentElement.classList.add("js");

async function begin(): Promise<void> {
  // Development only: `npm run dev` and /phone/?sample opens a made-up shift without a server. Not in the built app.
  if (import.meta.env.DEV && location.search === "?sample") await (await import("../dev/open-sample")).openSample();
  startWatch();
  startBadge();
  startLate();
  startHeard();
  whenForgotten(lock);
  render(<App />, document.getElementById("app")!);
  await startUpdates();
}

void begin();
