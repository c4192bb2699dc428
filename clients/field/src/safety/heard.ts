// Whether anybody has heard an SOS: the same SOS is told to the pages' own door again and again until somebody has.
// Telling it twice is one SOS; it also is a second way for it where the queue is held up.
import { effect } from "@preact/signals";
import { form, NoAnswer } from "../app/api";
import { raised, told, type Raised } from "./sos";

const waiting = 3000;
const heard = 10_000;
let timer: ReturnType<typeof setTimeout> | undefined;

async function ask({ sos, at }: Raised): Promise<void> {
  try {
    const answer = await form("/field/safety/sos/", { id: sos, at });
    if (!answer.ok) return;
    const { state, words } = (await answer.json()) as { state?: string; words?: string };
    told.value = { ...told.value, [sos]: { state: state ?? "", words: words ?? "" } };
  } catch (error) {
    if (!(error instanceof NoAnswer) && !(error instanceof SyntaxError)) throw error;
  }
}

async function again(): Promise<void> {
  const now = raised.value;
  timer = undefined;
  if (!now || now.state === "over") return;
  await ask(now);
  timer ??= setTimeout(() => void again(), raised.value?.state === "heard" ? heard : waiting);
}

/** Begins asking as soon as an SOS is raised. */
export function startHeard(): void {
  effect(() => {
    if (raised.value && timer === undefined) timer = setTimeout(() => void again(), waiting);
  });
}

/** Says that it is over, and why; true once the server has it. */
export async function standDown(sos: string, reason: string): Promise<boolean> {
  try {
    const answer = await form(`/field/safety/sos/${sos}/stand-down/`, { reason });
    const done = answer.type === "opaqueredirect";
    if (done) told.value = { ...told.value, [sos]: { state: "over", words: "" } };
    return done;
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    return false;
  }
}
