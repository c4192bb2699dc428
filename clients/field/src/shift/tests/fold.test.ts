// The fold: what a screen shows is what was carried with what was said here over it, and nothing twice.
import { expect, test } from "vitest";
import type { Says, Verb } from "../../contract";
import { ids, sampleShift } from "../../dev/sample-shift";
import type { Piece } from "../../queue/pieces";
import { leadsByPhone } from "../../call/words";
import { follows } from "../../queue/order";
import { makeFold } from "../fold";

const shift = sampleShift({ taken_at: "2026-11-27T03:00:00Z" });
let made = 0;
function piece<V extends Verb>(verb: V, subject: string, say: Says[V], more: Partial<Piece> = {}): Piece {
  made += 1;
  const work = {
    id: `p${made}`, verb, subject, branch: "b", step: 1, trunk: 0, after: [], settles: null, made_at: "2026-11-27T03:10:00.000Z", was: {}, say,
    ...(more.work as object),
  };
  return { hash: "h", order: made, state: "waiting", tried: false, receipt: null, trouble: null, lease: "", ...more, work: work as never };
}
const receipt = (part: object) => ({ id: "", hash: "", state: "applied", received: "2026-11-27T03:05:00Z", version: 1, problems: [], conflicts: [], made: {}, clock: null, ...part }) as never;

test("fields said here lie over those carried, the later over the earlier", () => {
  const fold = makeFold(shift, [
    piece("contact.set", ids.oldContact, { fields: { note: "one", disposition: "resolved" } }),
    piece("contact.set", ids.oldContact, { fields: { note: "two" } }),
  ]);
  expect(fold.contact(ids.oldContact)!.fields).toEqual({ contact_outcome: "engaged", note: "two", disposition: "resolved" });
  expect(shift.contacts[0]!.fields.note).toBe("No answer at first.");
});

test("a stamp keeps the first time, a mended one keeps both", () => {
  const at = (minute: string) => `2026-11-27T03:${minute}:00.000Z`;
  const call = makeFold(shift, [
    piece("call.stamp", ids.call, { which: "arrival", at: at("10") }),
    piece("call.stamp", ids.call, { which: "arrival", at: at("11") }),
    piece("call.correct", ids.call, { which: "arrival", at: at("05"), reason: "late tap" }),
    piece("call.lead", ids.call, { member: ids.officer, reason: "safety" }),
    piece("call.check_in", ids.call, { at: at("30") }),
    piece("call.report", ids.call, { fields: { "ending.how": ["left"] } }),
    piece("call.tele", ids.call, {}),
  ]).call(ids.call)!;
  expect([call.times.arrival, call.corrected.arrival, call.lead?.name, call.check_in_due]).toEqual([at("05"), at("10"), "Ben Duarte", at("50")]);
  expect(call.report[""]).toEqual({ "ending.how": ["left"] });
  expect(makeFold(shift, [piece("call.tele", ids.call, {}, { state: "sent", receipt: receipt({}) })]).call(ids.call)!.tele_sent).toBe(true);
  expect([call.tele_asked, call.unsent]).toEqual(["2026-11-27T03:10:00.000Z", 7]);
});

test("a contact and a person begun here stand on the call, closed and referred as said", () => {
  const fold = makeFold(shift, [
    piece("person.describe", "new-person", { assignment: ids.call, given_name: "", family_name: "", appearance: "Red jacket" }),
    piece("contact.begin", "new-contact", { person: "new-person", assignment: ids.call, at: "2026-11-27T03:12:00Z" }),
    piece("contact.task", "new-contact", { instrument: "asq", task: "tell" }),
    piece("contact.refer", "new-contact", { service: ids.lakeside }),
    piece("contact.close", "new-contact", { clear: false }),
    piece("contact.add", "new-contact", { text: "Later", reason: "late" }),
    piece("photo.add", "new-contact", { photo: "ph", name: "Sheet", sha256: "", bytes: 1 }),
  ]);
  const contact = fold.contact("new-contact")!;
  expect(contact).toMatchObject({
    fresh: true, person: "new-person", tasks: { asq: ["tell"] }, referrals: [{ words: "Added, waits on this phone" }],
    closed_at: "2026-11-27T03:10:00.000Z", added: [{ text: "Later" }], photos: [{ photo: "ph" }],
  });
  expect(fold.call(ids.call)!.contacts.map(({ id }) => id)).toEqual(["new-contact"]);
  expect(fold.call(ids.call)!.people).toContain("new-person");
  expect(fold.person("new-person")).toMatchObject({ name: "Red jacket", fresh: true });
  expect(fold.contacts().length).toBe(2);
});

test("what the new shift holds already is not laid over it again; a conflict and a refused word still are", () => {
  const sent = piece("contact.set", ids.oldContact, { fields: { note: "old words" } }, { state: "sent", receipt: receipt({ received: "2026-11-27T02:59:00Z" }) });
  const later = piece("contact.set", ids.oldContact, { fields: { disposition: "support" } }, { state: "sent", receipt: receipt({}) });
  const apart = piece("contact.set", ids.oldContact, { fields: { distress_before: 8 } }, { state: "conflict" });
  expect(makeFold(shift, [sent, later, apart]).contact(ids.oldContact)!.fields).toMatchObject({ note: "No answer at first.", disposition: "support", distress_before: 8 });
  const answer = piece("contact.set", ids.oldContact, { fields: { distress_before: 5 } }, { work: { settles: apart.work.id } as never });
  expect(makeFold(shift, [answer, apart]).contact(ids.oldContact)!.fields.distress_before).toBe(5);
});

test("a contact a colleague began first: the phone's id leads to it", () => {
  const begun = piece("contact.begin", "mine", { person: ids.ana, assignment: ids.old, at: "" }, { state: "sent", receipt: receipt({ made: { contact: ids.oldContact } }) });
  const fold = makeFold(shift, [begun, piece("contact.set", "mine", { fields: { note: "over" } })]);
  expect(fold.resolve("mine")).toBe(ids.oldContact);
  expect(fold.contact("mine")).toMatchObject({ id: ids.oldContact, fresh: false, fields: { note: "over", contact_outcome: "engaged" } });
  expect(fold.contacts().map(({ id }) => id)).toEqual([ids.oldContact]);
});

test("plan and card are keyed as they are said", () => {
  const fold = makeFold(shift, [
    piece("plan.set", ids.theo, { fields: { "plan.signs": ["Biscuit is ill"] } }),
    piece("card.set", ids.theo, { fields: { "card.helps": "Sit down" } }),
  ]);
  const person = fold.person(ids.theo)!;
  expect(person.plan_fields).toEqual({ "plan.signs": ["Biscuit is ill"], "plan.alone": ["Walk Biscuit"] });
  expect([person.card_fields["card.helps"], person.card_fields["card.avoid"]]).toEqual(["Sit down", "Raised voices. Blocking the door. Touch."]);
  expect(fold.person("nobody")).toBeNull();
});

test("who leads first is known without signal: a clinician, or the officer where the call is police-led", () => {
  const arrived = [piece("call.stamp", ids.call, { which: "arrival", at: "2026-11-27T03:10:00.000Z" })];
  expect(makeFold(shift, []).call(ids.call)!.lead).toBeNull();
  expect(makeFold(shift, arrived).call(ids.call)!.lead?.name).toBe("Rosa Castellan");
  const led = { ...shift, calls: shift.calls.map((call) => ({ ...call, response: "police_led" })) };
  expect(makeFold(led, arrived).call(ids.call)!.lead?.name).toBe("Ben Duarte");
});

test("a contact closed here stays in view when the next shift carries it no more; a piece of a moment ago is not lost", () => {
  const late = { state: "sent" as const, receipt: receipt({ received: "2026-11-27T02:30:00Z" }) };
  const begun = [
    piece("contact.begin", "c1", { person: ids.theo, assignment: ids.call, at: "2026-11-27T02:20:00.000Z" }, late),
    piece("contact.set", "c1", { fields: { contact_outcome: "declined" } }, late),
    piece("contact.close", "c1", { clear: false }, late),
  ];
  const closed = makeFold(shift, begun).contact("c1")!;
  expect([closed.fields["contact_outcome"], closed.closed_at !== null, closed.unsent]).toEqual(["declined", true, 0]);
  const old = (at: string) => piece("contact.set", ids.oldContact, { fields: { note: "two" } }, { state: "sent", receipt: receipt({ received: at }) });
  expect(makeFold(shift, [old("2026-11-27T02:59:55Z")]).contact(ids.oldContact)!.fields["note"]).toBe("two");
  expect(makeFold(shift, [old("2026-11-27T02:58:00Z")]).contact(ids.oldContact)!.fields["note"]).toBe("No answer at first.");
});

test("the clinician by phone hands the lead back to who is there, and never takes another team's member for them", () => {
  const officer = { id: "there", name: "Dana Ortiz", profession: "officer" };
  const tele = { asked_at: null, taken_at: null, id: "me-by-phone", name: "Rosa Castellan", profession: "clinician", phone: "", mine: true, there: [officer] };
  const base = shift.calls[0]!;
  const led = { ...base, times: { ...base.times, arrival: "2026-11-27T03:01:00Z" }, tele, lead: { id: tele.id, name: tele.name, profession: "clinician", since: "2026-11-27T03:05:00Z" } };
  const mine = sampleShift({ taken_at: "2026-11-27T03:00:00Z", calls: [led] });
  const before = makeFold(mine, []).call(ids.call)!;
  expect(leadsByPhone(before)).toBe(true);
  const after = makeFold(mine, [piece("call.lead", ids.call, { member: "there", reason: "calmer" })]).call(ids.call)!;
  expect([after.lead?.name, leadsByPhone(after)]).toEqual(["Dana Ortiz", false]);
  expect(makeFold({ ...mine, calls: [{ ...led, lead: null }] }, []).call(ids.call)!.lead?.name).toBe("Dana Ortiz");
  const queue = [piece("call.lead", ids.call, { member: "there", reason: "calmer" })];
  expect(follows("call.tele_end", ids.call, {}, queue)).toEqual([queue[0]!.work.id]);
});

test("a referral says where it stands: on this phone, at the server, and then in the server's own words, once", () => {
  const refer = (more: Partial<Piece>, answer = "spoken") => piece("contact.refer", ids.oldContact, { service: ids.lakeside, answer }, more);
  const words = (one: Piece, of = shift) => makeFold(of, [one]).contact(ids.oldContact)!.referrals.map((each) => each.words);
  expect(words(refer({}))).toEqual(["Added, waits on this phone"]);
  expect(words(refer({}, "no"))).toEqual(["Not sent: they said no"]);
  const sent = refer({ state: "sent", receipt: receipt({ received: "2026-11-27T02:59:55Z" }) });
  expect(words(sent)).toEqual(["Added"]);
  const told = [{ service: "Lakeside Walk-in Crisis Center", words: "Sent, no word yet", next: "Call them, 555-0110", phone: "555-0110" }];
  expect(words(sent, { ...shift, contacts: [{ ...shift.contacts[0]!, referrals: told }] })).toEqual(["Sent, no word yet"]);
});
