// The link for the desk of a referral. The server keeps it nowhere, and neither does this phone: it stands on the screen
// until one leaves, and making it again ends the one before.
import { ask, body, NoAnswer, who } from "../app/api";
import type { Id, Problem } from "../contract";

export type Made = { link: string; words: string; until: string } | { no: "signal" | "signed-out" | "refused"; sentence: string };

export async function makeLink(referral: Id): Promise<Made> {
  try {
    if (!(await who()).signed_in) return { no: "signed-out", sentence: "" };
    const answer = await ask(`referrals/${referral}/link`, { method: "POST" });
    if (answer.ok) return await body<{ link: string; words: string; until: string }>(answer);
    if (answer.status === 401) return { no: "signed-out", sentence: "" };
    if (answer.status !== 409 && answer.status !== 422) return { no: "refused", sentence: "" };
    const told = await body<{ problems: Problem[] }>(answer);
    return { no: "refused", sentence: told.problems.map(({ sentence }) => sentence).join(" ") };
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    return { no: "signal", sentence: "" };
  }
}

/** The address that opens a text to the desk with these words. Pure. */
export const textTo = (phone: string, words: string): string => `sms:${encodeURIComponent(phone)}?body=${encodeURIComponent(words)}`;
