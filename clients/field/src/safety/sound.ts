// Sounds made here, from no file. A browser lets a page sound only after somebody has touched it.
let context: AudioContext | null = null;

export function unlockSound(): void {
  if (typeof AudioContext === "undefined") return;
  context ??= new AudioContext();
  if (context.state === "suspended") void context.resume().catch(() => undefined);
}

function beep(after: number, hertz: number, seconds: number): void {
  if (!context || context.state !== "running") return;
  const at = context.currentTime + 0.02 + after;
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

export const late = (): void => [0, 0.3].forEach((after) => beep(after, 740, 0.22));
export const news = (): void => [0, 0.18].forEach((after) => beep(after, 520, 0.12));
