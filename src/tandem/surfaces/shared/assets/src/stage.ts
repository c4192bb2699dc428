// The wall and the console of a rehearsal: the picture moves from one state into the next, sound is made here and from no
// file, and a picture without contact says so within two seconds.
import { keep, recall } from "./store";

const moving = 600;
const silence = 2_000;
const tweened = ["d", "transform", "cx", "cy", "r", "rx", "ry", "x", "y", "width", "height", "opacity", "stop-opacity"];
const number = /-?\d*\.?\d+/g;
const still = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;

type Way = { element: Element; name: string; to: string; parts: string[]; from: number[]; until: number[] };

// Two values of one attribute that differ in their numbers alone; those can be passed through.
function way(element: Element, name: string, from: string, to: string): Way | null {
  const parts = to.split(number);
  if (from === to || from.split(number).join("\n") !== parts.join("\n")) return null;
  return { element, name, to, parts, from: (from.match(number) ?? []).map(Number), until: (to.match(number) ?? []).map(Number) };
}

function ways(old: SVGElement, fresh: SVGElement): Way[] {
  const found: Way[] = [];
  const before = new Map([...old.querySelectorAll("[id]")].map((element) => [element.id, element]));
  fresh.querySelectorAll("#scene-people [id], #mirror-people [id]").forEach((element) => {
    const was = before.get(element.id);
    if (!was || was.tagName !== element.tagName) return;
    for (const name of tweened) {
      const one = way(element, name, was.getAttribute(name) ?? "", element.getAttribute(name) ?? "");
      if (one) found.push(one);
    }
  });
  return found;
}

class Picture {
  private shown: SVGElement | null = null;
  private frame = 0;

  constructor(private readonly page: HTMLElement) {
    new MutationObserver(() => this.look()).observe(page, { childList: true, subtree: true });
    this.look();
  }

  private look(): void {
    const fresh = this.page.querySelector<SVGElement>("svg.scene:not(.leaving)");
    if (!fresh || fresh === this.shown) return;
    const old = this.shown;
    this.shown = fresh;
    if (!old || old.outerHTML === fresh.outerHTML || !fresh.parentElement) return;
    const place = (svg: SVGElement): string | undefined => svg.querySelector<SVGElement>("[data-place]")?.dataset.place;
    // Another place, or a reader who wants no movement: one picture fades into the other.
    if (still() || place(old) !== place(fresh)) this.fade(old, fresh.parentElement);
    else this.move(ways(old, fresh));
  }

  private fade(old: SVGElement, parent: Element): void {
    const ghost = old.cloneNode(true) as SVGElement;
    [ghost, ...ghost.querySelectorAll("[id]")].forEach((element) => element.removeAttribute("id"));
    ghost.setAttribute("aria-hidden", "true");
    ghost.style.opacity = "1";
    ghost.classList.add("leaving");
    parent.append(ghost);
    requestAnimationFrame(() => requestAnimationFrame(() => ghost.style.removeProperty("opacity")));
    setTimeout(() => ghost.remove(), moving + 200);
  }

  private move(all: Way[]): void {
    cancelAnimationFrame(this.frame);
    const begun = performance.now();
    const step = (): void => {
      const t = Math.min(1, (performance.now() - begun) / moving);
      const share = t < 0.5 ? 2 * t * t : 1 - (2 - 2 * t) ** 2 / 2;
      for (const { element, name, to, parts, from, until } of all) {
        const value = t === 1 ? to : parts.map((part, i) => part + (i < until.length ? (from[i] + (until[i] - from[i]) * share).toFixed(2) : "")).join("");
        element.setAttribute(name, value);
      }
      if (t < 1) this.frame = requestAnimationFrame(step);
    };
    if (all.length) step();
  }
}

// Sirens far away, the murmur of a radio, a television behind a wall, a crowd: low, and off until somebody wants them.
class Noise {
  private context: AudioContext | null = null;
  private playing: AudioNode[] = [];
  private kind = "none";
  private readonly button: HTMLButtonElement | null;

  constructor(private readonly page: HTMLElement) {
    this.button = page.querySelector("[data-sound]");
    this.button?.addEventListener("click", () => this.turn(recall("rehearsal-sound") !== "on"));
    if (!this.button || !("AudioContext" in window)) return;
    new MutationObserver(() => this.look()).observe(page, { childList: true, subtree: true });
    // A browser lets no page sound before somebody touched it: what was on is off again until the button is used.
    this.say(false);
  }

  private turn(on: boolean): void {
    keep("rehearsal-sound", on ? "on" : "off");
    this.context ??= new AudioContext();
    void (on ? this.context.resume() : this.context.suspend());
    this.say(on);
    this.kind = "none";
    this.look();
  }

  private say(on: boolean): void {
    if (!on) keep("rehearsal-sound", "off");
    this.button?.setAttribute("aria-pressed", String(on));
    const words = this.button?.querySelector("[data-sound-words]");
    if (words) words.textContent = (on ? this.page.dataset.soundOn : this.page.dataset.soundOff) ?? "";
  }

  private look(): void {
    const kind = recall("rehearsal-sound") === "on" ? (this.page.querySelector<HTMLElement>("[data-noise]")?.dataset.noise ?? "none") : "none";
    if (kind === this.kind || !this.context) return;
    this.kind = kind;
    this.playing.forEach((node) => (node instanceof AudioScheduledSourceNode ? node.stop() : node.disconnect()));
    this.playing = [];
    if (kind === "sirens") this.sirens(this.context);
    else if (kind !== "none") this.murmur(this.context, { radio: 1700, tv: 900, crowd: 480 }[kind] ?? 700);
  }

  private sirens(context: AudioContext): void {
    const tone = new OscillatorNode(context, { type: "triangle", frequency: 640 });
    const sway = new OscillatorNode(context, { frequency: 0.22 });
    const far = new BiquadFilterNode(context, { type: "lowpass", frequency: 900 });
    const loud = new GainNode(context, { gain: 0.035 });
    const wide = new GainNode(context, { gain: 190 });
    sway.connect(wide).connect(tone.frequency);
    tone.connect(far).connect(loud).connect(context.destination);
    tone.start();
    sway.start();
    this.playing = [tone, sway, loud];
  }

  private murmur(context: AudioContext, hertz: number): void {
    const buffer = context.createBuffer(1, context.sampleRate * 3, context.sampleRate);
    const samples = buffer.getChannelData(0);
    // Syllables: noise that swells and falls about four times a second, never the same way twice.
    for (let i = 0; i < samples.length; i++) {
      const t = i / context.sampleRate;
      samples[i] = (Math.random() * 2 - 1) * Math.max(0, Math.sin(t * 24) * Math.sin(t * 7.3) + 0.2);
    }
    const voice = new AudioBufferSourceNode(context, { buffer, loop: true });
    const band = new BiquadFilterNode(context, { type: "bandpass", frequency: hertz, Q: 1.4 });
    const loud = new GainNode(context, { gain: 0.05 });
    voice.connect(band).connect(loud).connect(context.destination);
    voice.start();
    this.playing = [voice, loud];
  }
}

// Contact is asked for each second. After two seconds without, the word beside the clock says so.
function watch(page: HTMLElement): void {
  let heard = performance.now();
  setInterval(() => {
    const before = performance.now();
    fetch(page.dataset.ping!, { method: "HEAD", cache: "no-store" })
      .then(() => (heard = Math.max(heard, before)))
      .catch(() => undefined);
  }, 1000);
  setInterval(() => {
    const word = page.querySelector<HTMLElement>("[data-stage-state]");
    if (!word) return;
    const waits = performance.now() - heard > silence || document.documentElement.classList.contains("not-live");
    const said = (waits ? page.dataset.waiting : word.dataset.word) ?? "";
    if (word.textContent !== said) word.textContent = said;
    word.classList.toggle("waits", waits);
  }, 250);
}

export function startStage(): void {
  const page = document.querySelector<HTMLElement>("[data-stage]");
  if (!page) return;
  new Picture(page);
  new Noise(page);
  watch(page);
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target as HTMLElement;
    if (form.matches?.("form[data-shut]") && (event as CustomEvent).detail.successful) form.closest("dialog")?.close();
  });
}
