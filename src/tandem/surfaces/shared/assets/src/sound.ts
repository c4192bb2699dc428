// The sound of a check-in that is late and of an SOS nobody has heard. It stops only by an act that takes its cause off
// the page, never by a click elsewhere. Made here, from no file. Each desk has a switch, and says when it is silent.
import { now } from "./ages";
import { keep, recall } from "./store";

const key = "sound";
let context: AudioContext | null = null;
let next = 0;

const wanted = (): boolean => recall(key) !== "off";

// "sos", "late" or nothing: what is on the page that somebody must act on.
export function cause(): "sos" | "late" | null {
  if (document.querySelector("[data-rings=sos]")) return "sos";
  if (document.querySelector("[data-rings=late]")) return "late";
  for (const one of document.querySelectorAll<HTMLElement>("[data-rings-at]")) {
    if (Date.parse(one.dataset.ringsAt ?? "") <= now()) return "late";
  }
  return null;
}

function beep(at: number, hertz: number, seconds: number): void {
  if (!context) return;
  const tone = context.createOscillator();
  const loud = context.createGain();
  tone.frequency.value = hertz;
  tone.type = "square";
  loud.gain.setValueAtTime(0.0001, at);
  loud.gain.exponentialRampToValueAtTime(0.2, at + 0.02);
  loud.gain.setValueAtTime(0.2, at + seconds - 0.03);
  loud.gain.exponentialRampToValueAtTime(0.0001, at + seconds);
  tone.connect(loud).connect(context.destination);
  tone.start(at);
  tone.stop(at + seconds);
}

function ring(why: "sos" | "late"): void {
  const state = document.documentElement.dataset;
  context ??= new AudioContext();
  if (context.state === "suspended") void context.resume();
  // Whether a sound is wanted now is on the page too, for whoever looks instead of listening.
  state.ringing = why;
  if (context.state !== "running" || Date.now() < next) return;
  const at = context.currentTime + 0.02;
  if (why === "sos") [0, 0.22, 0.44].forEach((after, step) => beep(at + after, step % 2 ? 660 : 990, 0.18));
  else [0, 0.3].forEach((after) => beep(at + after, 740, 0.22));
  next = Date.now() + (why === "sos" ? 1000 : 3000);
  if (why === "sos" && "vibrate" in navigator && document.body.classList.contains("phone")) navigator.vibrate([300, 100, 300]);
}

function show(): void {
  const blocked = context !== null && context.state !== "running" && document.documentElement.dataset.ringing;
  document.querySelectorAll<HTMLButtonElement>("[data-sound-switch]").forEach((button) => {
    const words = !wanted() ? button.dataset.off : blocked ? button.dataset.blocked : button.dataset.on;
    if (button.textContent !== words) button.textContent = words ?? "";
    button.setAttribute("aria-pressed", String(wanted()));
    button.classList.toggle("silent", !wanted() || Boolean(blocked));
    button.hidden = false;
  });
}

export function startSound(): void {
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-sound-switch]") : null;
    // A browser lets a page sound only after somebody has touched it.
    if (context && context.state !== "running") void context.resume().then(show);
    if (!button) return;
    const blocked = context !== null && context.state !== "running";
    if (!blocked) keep(key, wanted() ? "off" : "on");
    show();
  });
  setInterval(() => {
    const why = cause();
    if (why && wanted()) ring(why);
    else delete document.documentElement.dataset.ringing;
    show();
  }, 500);
  show();
}
