// "Share my place for this call": off until somebody taps it, told while a page of the phone is open, and only the last
// place is kept, on the server, until the team is clear.
import { post } from "./sos";

const key = "sharing";
const between = 15_000;
let watching: number | undefined;
let last = 0;

const box = (): HTMLElement | null => document.querySelector<HTMLElement>("[data-place]");
const remembered = (): string => {
  try {
    return sessionStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
};
function remember(url: string): void {
  try {
    sessionStorage.setItem(key, url);
  } catch {
    return;
  }
}

function say(name: "no" | "wait"): void {
  const line = document.querySelector<HTMLElement>("[data-place-words]");
  if (line) line.textContent = line.dataset[name] ?? "";
}

async function tell(url: string, at: GeolocationPosition): Promise<void> {
  if (Date.now() - last < between) return;
  last = Date.now();
  const { latitude, longitude } = at.coords;
  const answer = await post(url, { latitude: String(latitude), longitude: String(longitude) }, "text/html").catch(() => null);
  // The call is over, or was never ours: nothing more is told.
  if (answer && !answer.ok && answer.status < 500) stop();
}

function share(url: string): void {
  if (watching !== undefined) return;
  if (!navigator.geolocation) return say("no");
  say("wait");
  watching = navigator.geolocation.watchPosition(
    (at) => {
      remember(url);
      void tell(url, at);
    },
    () => {
      stop();
      say("no");
    },
    { enableHighAccuracy: true, maximumAge: 10_000, timeout: 20_000 },
  );
}

function stop(): void {
  if (watching !== undefined) navigator.geolocation.clearWatch(watching);
  watching = undefined;
  last = 0;
  remember("");
}

export function startPlace(): void {
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const here = target?.closest<HTMLElement>("[data-place]");
    if (!here) return;
    if (target?.closest("[data-place-share]")) share(here.dataset.place!);
    if (target?.closest("[data-place-stop]")) {
      stop();
      void post(here.dataset.place!, { stop: "1" }, "text/html");
    }
  });
  const here = box();
  // Another page of the same call goes on; another call never does.
  if (here && remembered() === here.dataset.place) share(here.dataset.place!);
  else remember("");
}
