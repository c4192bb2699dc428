// The SOS button: hold one second, or press Enter (or a switch) twice. Then the same SOS is sent again and again, over a
// bad line too and from the next page on, until a dispatcher has heard it; until then the phone says so.
import { recall, keep } from "./store";

type Pressed = { id: string; at: string; url: string; state: string; words: string };

const key = "sos";
const hold = 1000;
const twice = 3000;
let pressed: Pressed | null = read();
let nextTry = 0;
let tries = 0;
let reached = false;
let sending = false;
let holding: number | undefined;
let firstPress = 0;
let hint = "";

function read(): Pressed | null {
  try {
    return JSON.parse(recall(key) || "null") as Pressed | null;
  } catch {
    return null;
  }
}

function store(value: Pressed | null): void {
  pressed = value;
  keep(key, value ? JSON.stringify(value) : "");
}

const token = (): string => {
  const headers = document.body.getAttribute("hx-headers");
  return headers ? ((JSON.parse(headers) as Record<string, string>)["X-CSRFToken"] ?? "") : "";
};

export function post(url: string, values: Record<string, string>, accept = "application/json"): Promise<Response> {
  const headers = { "X-CSRFToken": token(), Accept: accept, "HX-Request": "true" };
  return fetch(url, { method: "POST", headers, body: new URLSearchParams(values), credentials: "same-origin", keepalive: true });
}

// Random also on an address that is not https, where the browser hands out no ready-made id.
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function raise(url: string): void {
  if (pressed && pressed.state !== "over") return;
  store({ id: newId(), at: new Date().toISOString(), url, state: "unsent", words: "" });
  tries = 0;
  nextTry = 0;
  reached = false;
  void send();
}

async function send(): Promise<void> {
  if (!pressed || sending) return;
  sending = true;
  const mine = pressed;
  try {
    const answer = await post(mine.url, { id: mine.id, at: mine.at });
    if (answer.status === 404) {
      // Another person's phone by now: their SOS is not ours to repeat.
      store(null);
    } else if (answer.ok && !answer.redirected) {
      const said = (await answer.json()) as { state: string; words: string };
      reached = true;
      tries = 0;
      store(said.state === "over" ? null : { ...mine, ...said });
    } else {
      throw new Error(String(answer.status));
    }
  } catch {
    reached = false;
    tries += 1;
  }
  sending = false;
  nextTry = Date.now() + (reached ? (pressed?.state === "heard" ? 10_000 : 3000) : Math.min(10_000, 1000 * 2 ** Math.min(tries, 4)));
  show();
}

function show(): void {
  const line = document.querySelector<HTMLElement>("[data-sos-words]");
  if (!line) return;
  let words = hint || line.dataset.idle || "";
  if (pressed && !hint) {
    const waiting = pressed.state !== "heard";
    words = waiting ? ((reached ? line.dataset.waiting : line.dataset.unsent) ?? "") : pressed.words;
  }
  line.classList.toggle("err", Boolean(pressed && pressed.state !== "heard"));
  if (line.textContent !== words) line.textContent = words;
}

function say(name: "hold" | "again" | ""): void {
  hint = name ? (document.querySelector<HTMLElement>("[data-sos-words]")?.dataset[name] ?? "") : "";
  show();
}

const button = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>("[data-sos]") : null;

function letGo(): void {
  if (holding === undefined) return;
  clearTimeout(holding);
  holding = undefined;
  document.querySelectorAll("[data-sos].held").forEach((one) => one.classList.remove("held"));
  say("");
}

export function startSos(): void {
  document.addEventListener("pointerdown", (event) => {
    const found = button(event.target);
    if (!found || event.button > 0) return;
    found.classList.add("held");
    say("hold");
    holding = window.setTimeout(() => {
      letGo();
      raise(found.dataset.sos!);
    }, hold);
  });
  for (const end of ["pointerup", "pointercancel", "contextmenu", "blur"]) {
    addEventListener(end, (event) => {
      if (end === "contextmenu" && button(event.target)) event.preventDefault();
      else letGo();
    });
  }
  // A keyboard, a switch and a screen reader all end in a click without a pointer (detail 0). A short tap does nothing.
  document.addEventListener("click", (event) => {
    const found = button(event.target);
    if (!found) return;
    event.preventDefault();
    if (event.detail !== 0) return;
    if (Date.now() - firstPress < twice) {
      firstPress = 0;
      say("");
      raise(found.dataset.sos!);
    } else {
      firstPress = Date.now();
      say("again");
      setTimeout(() => firstPress && Date.now() - firstPress >= twice && say(""), twice + 50);
    }
  });
  document.addEventListener("keydown", (event) => {
    const found = button(event.target);
    // A held Enter key is one press, not two; and a link that is a button hears the space bar too.
    if (!found) return;
    if (event.key === "Enter" && event.repeat) event.preventDefault();
    if (event.key === " ") {
      event.preventDefault();
      if (!event.repeat) found.click();
    }
  });
  setInterval(() => {
    if (pressed && Date.now() >= nextTry) void send();
    show();
  }, 500);
  show();
}
