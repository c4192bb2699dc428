// What is being tapped on one form, before it is one piece of work. A form is said whole: its answers stand or fall
// together at the server. It is kept at a pause, when the page is left or hidden, and by its button.
import { useEffect, useRef, useState } from "preact/hooks";
import type { Told } from "./form";

type Answers = Record<string, string[]>;
const PAUSE = 3000;

export interface Draft {
  readonly told: Told;
  readonly tell: (name: string, values: string[]) => void;
  /** Says what is new now. */
  readonly flush: () => void;
}

/** `stands` is what the record says; `keep` says what differs; nothing is said while `sound` says that it can't stand. */
export function useDraft(stands: Told, keep: (answers: Answers) => void, sound: (told: Told) => boolean): Draft {
  const [answers, setAnswers] = useState<Answers>({});
  const latest = useRef({ answers, stands, keep, sound });
  latest.current = { ...latest.current, stands, keep, sound };
  const waiting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const toldNow: Told = (name) => latest.current.answers[name] ?? latest.current.stands(name);
  const flush = () => {
    clearTimeout(waiting.current);
    const { answers: said, stands: before, keep: send } = latest.current;
    const news = Object.entries(said).filter(([name, values]) => JSON.stringify(values) !== JSON.stringify(before(name)));
    if (news.length > 0) send(Object.fromEntries(news));
  };
  const quietly = () => latest.current.sound(toldNow) && flush();
  const tell = (name: string, values: string[]) => {
    latest.current.answers = { ...latest.current.answers, [name]: values };
    setAnswers(latest.current.answers);
    clearTimeout(waiting.current);
    waiting.current = setTimeout(quietly, PAUSE);
  };
  useEffect(() => {
    const hidden = () => document.visibilityState === "hidden" && flush();
    document.addEventListener("visibilitychange", hidden);
    return () => {
      document.removeEventListener("visibilitychange", hidden);
      flush();
    };
  }, []);
  return { told: (name) => answers[name] ?? stands(name), tell, flush };
}
