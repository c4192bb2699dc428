// Speaking instead of typing, only where the program turned it on: the phone's own recogniser may send the voice to its
// maker, and the screen says so before anybody speaks.
import { signal } from "@preact/signals";

interface Heard {
  readonly resultIndex: number;
  readonly results: ArrayLike<{ readonly isFinal: boolean } & ArrayLike<{ readonly transcript: string }>>;
}
interface Recogniser {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  onresult: ((event: Heard) => void) | null;
  onend: (() => void) | null;
  start(): void;
  stop(): void;
}
type Makes = new () => Recogniser;

export const listening = signal(false);
let now: Recogniser | null = null;

function maker(): Makes | null {
  const found = globalThis as unknown as { SpeechRecognition?: Makes; webkitSpeechRecognition?: Makes };
  return found.SpeechRecognition ?? found.webkitSpeechRecognition ?? null;
}

export const canDictate = (): boolean => maker() !== null;

/** Listens until `stop`, handing on each finished stretch of words. */
export function listen(language: string, heard: (words: string) => void): void {
  const Make = maker();
  if (!Make || listening.value) return;
  now = new Make();
  now.lang = language === "es" ? "es-US" : "en-US";
  now.continuous = true;
  now.interimResults = false;
  now.onresult = ({ resultIndex, results }) => {
    for (let at = resultIndex; at < results.length; at++) {
      const words = results[at]![0]?.transcript.trim();
      if (results[at]!.isFinal && words) heard(words);
    }
  };
  now.onend = () => (listening.value = false);
  now.start();
  listening.value = true;
}

export function stop(): void {
  now?.stop();
  now = null;
  listening.value = false;
}
