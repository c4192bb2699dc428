// What the phone shows: what was carried, and over it what was said on this phone and is not in it yet. Pure.
import type { CarriedCall, CarriedContact, CarriedPerson, Fields, Id, Lead, Member, Moment, Says, Shift } from "../contract";
import type { Piece } from "../queue/pieces";

export interface FoldedCall extends CarriedCall {
  contacts: FoldedContact[];
  /** Asked on this phone for a clinician by phone or video, at. */
  tele_asked: Moment | null;
  /** That question has the server's receipt: it is on its way to every clinician on shift. */
  tele_sent: boolean;
  /** Said on this phone that nobody is needed by phone any more. */
  tele_over: boolean;
  /** How many pieces about this call wait for the server. */
  unsent: number;
}
export interface FoldedContact extends CarriedContact {
  /** Began on this phone and the server has not told its own version yet. */
  fresh: boolean;
  photos: { photo: Id; name: string }[];
  added: { text: string; reason: string; at: Moment }[];
  unsent: number;
}
export interface FoldedPerson extends CarriedPerson {
  /** Keyed plan.<section>, as plan.set says them. */
  plan_fields: Fields;
  /** Keyed card.<name>, as card.set says them. */
  card_fields: Fields;
  appearance: string;
  /** Described on this phone. */
  fresh: boolean;
}

export interface Fold {
  call(id: Id): FoldedCall | null;
  contact(id: Id): FoldedContact | null;
  person(id: Id): FoldedPerson | null;
  calls(): FoldedCall[];
  contacts(): FoldedContact[];
  resolve(id: Id): Id;
}

// A shift is read while pieces are being taken: one received shortly before may not be in it yet. Said twice is harmless.
const OVERLAP = 15_000;

/** The pieces that still count: not those in what was carried already, and not those another piece has replaced. */
export function counting(shift: Shift, queue: readonly Piece[], resolve: (id: Id) => Id = (id) => id): Piece[] {
  const replaced = new Set(queue.flatMap(({ work }) => work.settles ?? []));
  const carried = new Set(shift.contacts.map(({ id }) => id));
  const from = Date.parse(shift.taken_at) - OVERLAP;
  return queue.filter(({ work, state, receipt }) => {
    if (replaced.has(work.id)) return false;
    if (state !== "sent" || !receipt) return true;
    // A closed contact is carried no more; what was said of it here stays in view as long as its pieces do.
    const gone = (work.verb.startsWith("contact.") || work.verb === "photo.add") && !carried.has(resolve(work.subject));
    return gone || Date.parse(receipt.received) > from;
  });
}

export function makeFold(shift: Shift, queue: readonly Piece[]): Fold {
  const alias = new Map<Id, Id>();
  for (const { work, receipt } of queue) {
    const made = work.verb === "contact.begin" ? receipt?.made.contact : work.verb === "person.describe" ? receipt?.made.person : null;
    if (made && made !== work.subject) alias.set(work.subject, made);
  }
  const resolve = (id: Id): Id => alias.get(id) ?? id;
  const live = counting(shift, queue, resolve);
  const about = new Map<Id, Piece[]>();
  for (const piece of live) {
    const id = resolve(piece.work.subject);
    about.set(id, [...(about.get(id) ?? []), piece]);
  }
  const said = (id: Id): Piece[] => about.get(resolve(id)) ?? [];
  const once = <T>(make: (id: Id) => T): ((id: Id) => T) => {
    const kept = new Map<Id, T>();
    return (id) => {
      const real = resolve(id);
      if (!kept.has(real)) kept.set(real, make(real));
      return kept.get(real)!;
    };
  };
  const contact = once((id) => {
    const carried = shift.contacts.find((one) => one.id === id);
    const begun = said(id).find(({ work }) => work.verb === "contact.begin")?.work.say as Says["contact.begin"] | undefined;
    const base = carried ?? (begun ? freshContact(id, resolve(begun.person), begun.assignment) : null);
    return base && foldContact(base, !carried, said(id), shift);
  });
  const contacts = (): FoldedContact[] => {
    const fresh = live.filter(({ work }) => work.verb === "contact.begin").map(({ work }) => resolve(work.subject));
    const ids = new Set([...shift.contacts.map(({ id }) => id), ...fresh]);
    return [...ids].flatMap((id) => contact(id) ?? []);
  };
  const call = once((id) => {
    const carried = shift.calls.find((one) => one.id === id);
    return carried ? foldCall(carried, said(id), shift, live, contacts()) : null;
  });
  return {
    call,
    contact,
    person: once((id) => foldPerson(id, said(id), shift)),
    calls: () => shift.calls.flatMap(({ id }) => call(id) ?? []),
    contacts,
    resolve,
  };
}

const freshContact = (id: Id, person: Id, assignment: Id | null): CarriedContact => ({
  id,
  person,
  assignment,
  version: 0,
  closed_at: null,
  signed: [],
  fields: {},
  referrals: [],
  tasks: {},
});

const unsent = (about: Piece[]): number => about.filter(({ state }) => state !== "sent").length;

function foldContact(base: CarriedContact, fresh: boolean, about: Piece[], shift: Shift): FoldedContact {
  const made: FoldedContact = {
    ...base,
    fields: { ...base.fields },
    referrals: [...base.referrals],
    tasks: { ...base.tasks },
    photos: [],
    added: [],
    fresh,
    unsent: unsent(about),
  };
  for (const { work, state, receipt } of about) {
    if (work.verb === "contact.set") Object.assign(made.fields, (work.say as Says["contact.set"]).fields);
    else if (work.verb === "contact.task") {
      const { instrument, task } = work.say as Says["contact.task"];
      made.tasks[instrument] = [...new Set([...(made.tasks[instrument] ?? []), task])];
    } else if (work.verb === "contact.refer") {
      const { service, answer } = work.say as Says["contact.refer"];
      const name = shift.directory.services.find(({ id }) => id === service)?.name;
      // What the server told of it since says more than this piece.
      const told = state === "sent" && receipt && receipt.received <= shift.taken_at;
      if (told && base.referrals.some((one) => one.service === name)) continue;
      const words = answer === "no" ? "Not sent: they said no" : state === "sent" ? "Added" : "Added, waits on this phone";
      made.referrals.push({ service, words });
    } else if (work.verb === "contact.close") made.closed_at ??= work.made_at;
    else if (work.verb === "contact.add") {
      const { text, reason } = work.say as Says["contact.add"];
      made.added.push({ text, reason, at: work.made_at });
    } else if (work.verb === "photo.add") {
      const { photo, name } = work.say as Says["photo.add"];
      made.photos.push({ photo, name });
    }
  }
  return made;
}

function foldCall(base: CarriedCall, about: Piece[], shift: Shift, live: Piece[], contacts: FoldedContact[]): FoldedCall {
  const made: FoldedCall = {
    ...base,
    times: { ...base.times },
    corrected: { ...base.corrected },
    people: [...base.people],
    report: { ...base.report },
    contacts: contacts.filter(({ assignment }) => assignment === base.id),
    tele_asked: null,
    tele_sent: false,
    tele_over: false,
    unsent: unsent(about),
  };
  // The team is asked again this long after it arrived, and after each "OK".
  const due = (at: Moment): Moment => new Date(Date.parse(at) + shift.settings.check_in_minutes * 60_000).toISOString();
  // What the server says of the question beats an answered piece of this phone's, however fresh.
  const known = ({ state, receipt }: Piece): boolean => state === "sent" && !!receipt && receipt.received <= shift.taken_at;
  for (const piece of about) {
    const { work } = piece;
    if (work.verb === "call.stamp") {
      const { which, at } = work.say as Says["call.stamp"];
      if (which === "arrival" && !made.times.arrival) made.check_in_due ??= due(at);
      made.times[which] ??= at;
    } else if (work.verb === "call.correct") {
      const { which, at } = work.say as Says["call.correct"];
      const first = made.times[which];
      if (first) made.corrected[which] ??= first;
      made.times[which] = at;
    } else if (work.verb === "call.lead") {
      made.lead = leadOf(shift, made, (work.say as Says["call.lead"]).member, work.made_at) ?? made.lead;
    } else if (work.verb === "call.check_in") {
      made.check_in_due = due((work.say as Says["call.check_in"]).at);
    } else if (work.verb === "call.report") {
      const { fields, person } = work.say as Says["call.report"];
      made.report[person ?? ""] = { ...made.report[person ?? ""], ...fields };
    } else if (work.verb.startsWith("call.tele") && known(piece)) {
      continue;
    } else if (work.verb === "call.tele") {
      made.tele_asked = work.made_at;
      made.tele_sent = piece.state === "sent";
      made.tele_over = false;
    } else if (work.verb === "call.tele_end") {
      made.tele_asked = null;
      made.tele_over = true;
    }
  }
  if (made.tele_over && made.tele?.mine) made.active = false;
  made.lead ??= made.times.arrival ? firstLead(shift, made) : null;
  for (const { work } of live) {
    if (work.verb === "safety.roll" && (work.say as Says["safety.roll"]).roll === made.roll?.id) made.roll = null;
    if (work.verb === "person.describe" && (work.say as Says["person.describe"]).assignment === base.id) made.people.push(work.subject);
  }
  return made;
}

/** Who leads from the arrival on until somebody says otherwise: the server's `first_lead`, so that it is known offline. */
const LEADS_FIRST = ["clinician", "unlicensed_clinician", "nurse", "paramedic", "peer", "case_manager", "officer"];

function firstLead(shift: Shift, call: CarriedCall): Lead | null {
  const order = call.response === "police_led" ? ["officer", ...LEADS_FIRST] : LEADS_FIRST;
  const members = onScene(shift, call);
  const profession = order.find((one) => members.some((member) => member.profession === one));
  const first = members.find((member) => member.profession === profession);
  return first && call.times.arrival ? { ...first, since: call.times.arrival } : null;
}

/** Who is on scene: one's own team, or, for the clinician by phone, the team that called. */
const onScene = (shift: Shift, { tele }: CarriedCall): readonly Member[] =>
  tele?.mine ? (tele.there ?? []) : (shift.team?.members ?? []);

function leadOf(shift: Shift, call: FoldedCall, member: Id, since: Moment): Lead | null {
  const { tele } = call;
  if (tele?.id === member) return { id: member, name: tele.name, profession: tele.profession, since };
  const found = onScene(shift, call).find(({ id }) => id === member);
  return found ? { ...found, since } : null;
}

function foldPerson(id: Id, about: Piece[], shift: Shift): FoldedPerson | null {
  const carried = shift.people.find((one) => one.id === id);
  const described = about.find(({ work }) => work.verb === "person.describe")?.work.say as Says["person.describe"] | undefined;
  if (!carried && !described) return null;
  const name = described ? [described.given_name, described.family_name].filter(Boolean).join(" ") || described.appearance : "";
  const base: CarriedPerson = carried ?? { id, name, cautions: [], card: null, plan: null, plan_may: true };
  const made: FoldedPerson = {
    ...base,
    plan_fields: named("plan", base.plan?.fields ?? {}),
    card_fields: named("card", base.card ?? {}),
    appearance: described?.appearance ?? "",
    fresh: !carried,
  };
  for (const { work } of about) {
    if (work.verb === "plan.set") Object.assign(made.plan_fields, (work.say as Says["plan.set"]).fields);
    if (work.verb === "card.set") Object.assign(made.card_fields, (work.say as Says["card.set"]).fields);
  }
  return made;
}

const named = (prefix: string, fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => !["given_at", "shared_until"].includes(name))
      .map(([name, value]) => [name.startsWith(`${prefix}.`) ? name : `${prefix}.${name}`, value]),
  );
