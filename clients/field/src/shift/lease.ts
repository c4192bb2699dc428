// Whether what is carried may still be carried: asked of the server with the lease alone, so that a locked phone asks too.
import { ask, body, NoAnswer } from "../app/api";
import type { LeaseAnswer } from "../contract";
import { db, steady, type CarriedRow } from "../store/database";
import { forgetUser } from "../store/forget";
import { vault } from "../store/vault";
import { drop, wiped } from "./keep";
import { take } from "./take";

/** Asks for every shift on this phone, acts at once on a no, and fetches what is newer than the open one. Without signal nothing changes until `until`. */
export async function checkLeases(): Promise<void> {
  for (const row of await steady(() => db.carried.toArray())) await check(row);
}

async function check({ owner, lease }: CarriedRow): Promise<void> {
  let answer: LeaseAnswer;
  try {
    const response = await ask(`lease/${encodeURIComponent(lease)}`);
    if (!response.ok) return;
    answer = await body<LeaseAnswer>(response);
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    return;
  }
  // Only a plain no is a no: whatever else answers on the way (a hotel's sign-in page) takes nothing off this phone.
  if (answer.stands === false) await obey(owner, answer.why);
  // The server knows more than this phone carries: a call that no stream told of, or news of one.
  else if (answer.stands && answer.news && vault.value?.owner === owner) await take();
}

/** What a no means. Unsent work stays in every case; of a disabled account only the server can read it. */
export async function obey(owner: string, why: Exclude<LeaseAnswer, { stands: true }>["why"]): Promise<void> {
  const open = vault.value?.owner === owner;
  if (why === "retake") {
    await drop(null, owner);
    if (open) await take();
    return;
  }
  await drop(why, owner);
  wiped.value = why;
  if (why === "disabled") {
    await forgetUser(owner, why);
    if (open) forgotten?.();
  } else if (open && why === "role") await take();
}

let forgotten: (() => void) | null = null;
/** What happens to an open phone whose user was switched off: it locks. */
export function whenForgotten(run: () => void): void {
  forgotten = run;
}
