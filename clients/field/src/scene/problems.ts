// Answers of one form that can't all be true, or owe another one: what the server would refuse, said before it is sent.
import type { Told } from "./form";

export type Problem = readonly [field: string, sentence: string];

const one = (told: Told, name: string): string => told(name)[0]?.trim() ?? "";

function force(told: Told): Problem[] {
  const hurt = told("hurt");
  const marked = (who: (code: string) => boolean) => hurt.length === 0 || hurt.includes("unknown") || hurt.some(who);
  const sentence = "Nobody is marked as hurt here. Mark who was, or take this away.";
  const found: Problem[] = [];
  if (one(told, "person_injury") && !marked((code) => code === "person")) found.push(["person_injury", sentence]);
  if (one(told, "other_injury") && !marked((code) => code !== "person" && code !== "nobody")) found.push(["other_injury", sentence]);
  return found;
}

function family(told: Told): Problem[] {
  const owed = one(told, "report") === "made" && !(one(told, "report_to") && one(told, "report_at"));
  return owed ? [["report_to", "Say to whom the report was made, and when."]] : [];
}

function access(told: Told): Problem[] {
  return one(told, "language") === "other" && !one(told, "language_other") ? [["language_other", "Write which language."]] : [];
}

function hold(told: Told): Problem[] {
  const found: Problem[] = [];
  if (one(told, "rights") === "not_possible" && !one(told, "rights_why")) {
    found.push(["rights_why", "Say why the rights could not be told."]);
  }
  const contact = one(told, "contact");
  if (one(told, "contact_told")) {
    if (["objected", "nobody", ""].includes(contact)) {
      found.push(["contact", "Say first that the person agreed, didn't object or couldn't say."]);
    } else if (contact === "could_not" && !one(told, "contact_why")) {
      found.push(["contact_why", "Say why telling them was in the person's interest."]);
    }
  }
  return found;
}

const BY_FORM: Readonly<Record<string, (told: Told) => Problem[]>> = { force, police: force, family, access, hold };

export const problems = (form: string, told: Told): Problem[] => BY_FORM[form]?.(told) ?? [];
