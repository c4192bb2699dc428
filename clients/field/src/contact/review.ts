// The lines of the review, from what stands. Pure but for the words of the call's times.
import { called, TIMES } from "../call/words";
import { clock } from "../look/shown";
import { inShort as photosInShort } from "../photo/words";
import { referralWords } from "../refer/Pick";
import { inShort } from "../scene/form";
import { answerWords } from "../screening/Result";
import { resultWords } from "../screening/Offer";
import { given, keptApart, offered } from "../screening/offer";
import type { Instrument } from "../screening/engine/edition";
import { keepsApart, USE } from "./apart";
import { closeProblem, distressWords, text, told } from "./rules";
import type { About } from "./step";

/** One line. `value` "" is missing; `needed` keeps the contact from closing. `step` mends it, or `link` does. */
export interface Line {
  readonly label: string;
  readonly value: string;
  readonly step: string;
  readonly needed?: boolean;
  readonly link?: string;
}

const label = (pairs: readonly (readonly [string, string])[], code: string): string => pairs.find(([each]) => each === code)?.[1] ?? "";

export function lines(found: About): Line[] {
  const { contact, carried, call, met } = found;
  const { fields } = contact;
  const { words } = carried;
  const outcome = text(fields, "contact_outcome");
  const ended = text(fields, "disposition");
  const made: Line[] = [{ label: "Contact", value: label(words.contact_outcomes, outcome), step: "outcome", needed: true }];
  if (call) {
    const said = TIMES.slice(2).flatMap(([which, name]) => {
      const at = clock(call.times[which]);
      return at ? [which === "clear" ? `${name.toLowerCase()} ${at}` : at] : [];
    });
    made.push({ label: "Times", value: said.join(", "), step: "", link: `#/call/${call.id}/scene` });
    made.push({ label: "Lead", value: call.lead ? called(call.lead) : "", step: "", link: `#/call/${call.id}/scene` });
  }
  if (met) {
    made.push({ label: "Screening", value: screened(offered(carried), found), step: "screen" });
    made.push({ label: "Distress", value: distressWords(fields["distress_before"], fields["distress_after"]), step: "distress" });
  }
  const detail = text(fields, "disposition_detail").trim();
  const next = [label(words.dispositions[outcome] ?? [], ended), detail].filter(Boolean).join(": ");
  made.push({ label: "Next", value: next, step: "next", needed: met });
  const places = words.destinations[ended] ?? [];
  if (places.length > 0) {
    const where = label([...places, ["unknown", "Unknown"]], text(fields, "transported_to"));
    const by = label([...words.transport_by, ["unknown", "unknown"]], text(fields, "transported_by")).toLowerCase();
    made.push({ label: "Taken to", value: [where, by].filter(Boolean).join(", "), step: "next" });
  }
  const form = (code: string) => carried.forms.find((one) => one.code === code);
  const short = (code: string) => {
    const one = form(code);
    return one ? inShort(one, told(fields, code)) : "";
  };
  if (ended === "involuntary_hold") {
    const owed = closeProblem(fields, words.met)?.[0] === "hold";
    made.push({ label: "Hold", value: owed ? "" : short("hold"), step: "scene/hold", needed: true });
  }
  if (met || contact.referrals.length > 0) {
    made.push({ label: "Referral", value: contact.referrals.map((each) => [referralWords(carried, each), each.next].filter(Boolean).join(". ")).join("; ") || "None", step: "refer" });
  }
  const scene = carried.forms.filter(({ code }) => code !== "hold" && code !== USE && short(code)).map(({ title }) => title);
  made.push({ label: "On scene", value: scene.join(". ") || "Nothing more", step: "scene" });
  if (contact.photos.length > 0 || !contact.closed_at) {
    made.push({ label: "Photos", value: photosInShort(contact.photos) || "None", step: "photo" });
  }
  if (keepsApart(carried)) {
    const apart = [short(USE), screened(keptApart(carried), found)].filter(Boolean).join(". ");
    made.push({ label: "Alcohol, drugs", value: apart || "Nothing more", step: "apart" });
  }
  const wrote = text(fields, "note").trim() || text(fields, "note_apart").trim();
  made.push({ label: "Note", value: contact.signed.length > 0 || (contact.closed_at && wrote) ? "Signed" : wrote ? "Written, not signed" : "", step: "note" });
  return made;
}

/** "1 no, 2 no, 6 no" for one screening without points, else each by name with its result. */
function screened(tools: readonly Instrument[], { contact }: About): string {
  const done = tools.flatMap((one) => {
    const said = given(contact.fields, one.id);
    return said && Object.keys(said.answers).length > 0 ? [{ one, said }] : [];
  });
  if (done.length === 1 && !done[0]!.one.items.some((item) => item.options.some((option) => option.weight !== null))) {
    const { one, said } = done[0]!;
    return one.items
      .filter((item) => item.linkId in said.answers)
      .map((item) => `${item.prefix} ${answerWords(item, said.answers[item.linkId]!).toLowerCase()}`)
      .join(", ");
  }
  return done.map(({ one, said }) => `${one.shortTitle}: ${resultWords(one, said.answers)}`).join(". ");
}

