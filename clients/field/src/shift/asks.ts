// Taking the call of an officer alone. The first one has it, so that this alone needs signal and never waits in the queue.
import { ask, body, NoAnswer, who } from "../app/api";
import type { Id, Problem } from "../contract";
import { take } from "./take";

export type Taken = { call: Id } | { no: "signal" | "signed-out" | "refused"; sentence: string };

/** Takes it: the call is then in the shift like one of one's own, or it says who has it. */
export async function takeAsk(id: Id): Promise<Taken> {
  try {
    if (!(await who()).signed_in) return { no: "signed-out", sentence: "" };
    const answer = await ask(`asks/${id}/take`, { method: "POST" });
    if (answer.ok) {
      const { call } = await body<{ call: Id }>(answer);
      await take();
      return { call };
    }
    const told = answer.status === 404 ? { problems: [] } : await body<{ problems?: Problem[] }>(answer);
    void take();
    return { no: "refused", sentence: told.problems?.map(({ sentence }) => sentence).join(" ") ?? "" };
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    return { no: "signal", sentence: "" };
  }
}
