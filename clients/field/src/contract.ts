// What travels between the phone and the server: the TypeScript face of `contracts/*.schema.json`.

export type Id = string;
/** A moment as the wire has it: ISO 8601 with an offset, e.g. 2026-11-27T03:20:11.123Z. */
export type Moment = string;
/** A field's value on a contact, a report, a plan or a card: never a float. */
export type Plain = string | number | boolean | null | Plain[] | { [key: string]: Plain };
export type Fields = Record<string, Plain>;
export type Pair = [code: string, label: string];

export type Which = "arrival" | "engagement" | "clear";

export interface Me {
  id: Id;
  name: string;
  role: string;
  profession: string;
  organization: string;
  may: { write: boolean; report: boolean; ask: boolean; plan: boolean };
}

export interface Settings {
  dictation: boolean;
  dictation_words: string;
  check_in_minutes: number;
  /** Where an SOS may go as a text message when the network does not carry it; absent: the program set none. */
  sos_number?: string;
}

export interface Member {
  id: Id;
  name: string;
  profession: string;
}

export interface Changed {
  label: string;
  was: string;
  now: string;
  at: Moment;
  by: string;
}

export interface Known {
  label: string;
  words: string;
  danger: boolean;
}

export interface Lead {
  id: Id;
  name: string;
  profession: string;
  since: Moment;
}

export type Times = Partial<Record<"request" | "dispatch" | Which, Moment | null>>;

export interface CarriedCall {
  id: Id;
  incident: Id;
  number: string;
  place: string;
  area: string;
  unit: string;
  active: boolean;
  lat_e6: number | null;
  lon_e6: number | null;
  version: number;
  times: Times;
  /** The first time of one that was mended: which → first. */
  corrected: Record<string, Moment>;
  lead: Lead | null;
  check_in_due: Moment | null;
  roll: { id: Id; asked_at: Moment } | null;
  /** The code of the response that was chosen; says who leads first. */
  response?: string;
  response_words: string;
  staging: string;
  attire: string;
  exits: string | string[];
  pathways: (string | Pathway)[];
  /** Where to stand and what to wear, as the recommendation says it; "" and absent: nothing said. */
  advice?: { icon: string; label: string; text: string }[];
  /** The clinician by phone: asked for since when, and who it is once one took it. `mine`: it is this reader. */
  tele?: {
    asked_at: Moment | null;
    taken_at: Moment | null;
    id: Id | null;
    name: string;
    profession: string;
    phone: string;
    mine: boolean;
    /** Who is on scene: whom the clinician by phone hands the lead back to. Absent in a shift that an older server made. */
    there?: Member[];
  } | null;
  /** Who chose the response over the recommendation. */
  response_by?: string;
  /** What the caller said, and who told it. */
  told?: string;
  told_by?: string;
  known: Known[];
  changed: Changed[];
  open_words: string;
  contact_phone?: string;
  people: Id[];
  /** What stands of the officer's forms, by person's id ("" for nobody). */
  report: Record<string, Fields>;
  /** Whom a report can be about; ids alone, since an officer may not know who it is. */
  report_people?: Id[];
}

/** An officer alone who waits for a clinician by phone: nothing of a person, no place. */
export interface Ask {
  id: Id;
  unit: string;
  area: string;
  asked_at: Moment;
}

/** What more to do for somebody who served, is young, or lives with something; said on the call, never a diagnosis. */
export interface Pathway {
  name: string;
  team: string[];
  bring: string;
  needs: string;
  look_for: string;
}

export interface Caution {
  words: string;
  helps?: string;
  avoid?: string;
  source: string;
  by: string;
  expires: Moment | null;
}

export type Card = { given_at?: Moment | null; shared_until?: Moment | null } & Fields;
export type Plan = { version: number; fields: Fields } & Record<string, unknown>;

export interface CarriedPerson {
  id: Id;
  name: string;
  cautions: Caution[];
  card: Card | null;
  plan: Plan | null;
  plan_may: boolean;
  about?: { age: number | null; appearance: string; says_name: string; pronouns: string; language: string };
  /** Who should come next time, as the person said it. */
  wish?: { who: string[]; language: string; helps: string; words: string; given_at: Moment | null } | null;
}

/** A referral of a contact. `service` is its name, or its id for one said on this phone; `next` what to do about it, "" for nothing. */
export interface Referred {
  service: string;
  words: string;
  next?: string;
  phone?: string;
  /** The server's id; without one it waits on this phone. */
  id?: Id;
  /** Whether a link for its desk can be made. */
  link?: boolean;
}

export interface CarriedContact {
  id: Id;
  person: Id;
  assignment: Id | null;
  version: number;
  closed_at: Moment | null;
  signed: { text: string; by: string; at: Moment }[];
  fields: Fields;
  referrals: Referred[];
  tasks: Record<string, string[]>;
}

export interface Service {
  id: Id;
  name: string;
  organization: string;
  phone: string;
  /** Weekday 0 (Monday) to 6, from and to as "HH:MM". */
  opens: [day: number, from: string, to: string][];
  /** false: nobody knows when it is open, which is never shown as closed. */
  hours_known?: boolean;
  /** Days that are not as their weekday; closed where they hold no span. */
  exceptions?: { on: string; spans: [from: string, to: string][] }[];
  by_appointment?: boolean;
  checked_words?: string;
  stale?: boolean;
  hours_words: string;
  eligibility: string;
  languages: string[];
  needs: Pair[];
  lat_e6: number | null;
  lon_e6: number | null;
  capacity_words: string;
  capacity_at: Moment | null;
  verified_at: Moment | null;
  answers_in_words: string;
  provider: boolean;
  [more: string]: unknown;
}

/** An edition as `content/instruments` holds it; the engine of `screening/` reads it. */
export type Instrument = { code?: string; [more: string]: unknown };

export interface FormField {
  name: string;
  label: string;
  kind: string;
  options: Pair[];
  unknowns: Pair[];
  alone: string[];
  hint: string;
  limit: number | null;
  fold: string;
  brief: string;
}

export interface Form {
  code: string;
  title: string;
  small: string;
  note: string;
  quick: string;
  quick_answers: unknown;
  fields: FormField[];
}

export interface ShiftWords {
  contact_outcomes: Pair[];
  met: string[];
  dispositions: Record<string, Pair[]>;
  destinations: Record<string, Pair[]>;
  transport_by: Pair[];
  handoff_reasons: Pair[];
  unanswered: Pair[];
  needs: Pair[];
  addendum_reasons: Pair[];
  [more: string]: unknown;
}

export interface PlanForm {
  sections: { name: string; label: { en: string; es: string }; hint: { en: string; es: string }; lines: number }[];
}

export interface Shift {
  contract: 1;
  lease: string;
  taken_at: Moment;
  until: Moment;
  server_key: JsonWebKey;
  me: Me;
  zone: string;
  language: string;
  settings: Settings;
  team: { id: Id; unit: string; members: Member[] } | null;
  /** Absent in a shift that an older server made. */
  asks?: Ask[];
  calls: CarriedCall[];
  people: CarriedPerson[];
  contacts: CarriedContact[];
  directory: { as_of: Moment; services: Service[] };
  instruments: Instrument[];
  offer: string[];
  forms: Form[];
  report_forms: Form[];
  words: ShiftWords;
  plan_form: PlanForm;
}

type Spoken<Names extends string = string> = { fields: Partial<Record<Names, Plain>> & Fields };

/** What each verb says; the subject is named beside it. */
export interface Says {
  "call.stamp": { which: Which; at: Moment };
  "call.correct": { which: Which; at: Moment; reason: string };
  "call.lead": { member: Id; reason: string };
  "call.check_in": { at: Moment };
  "call.report": Spoken & { person?: Id };
  "call.tele": Record<string, never>;
  "call.tele_end": Record<string, never>;
  "person.describe": { assignment: Id | null; given_name: string; family_name: string; appearance: string };
  "contact.begin": { person: Id; assignment: Id | null; at: Moment };
  "contact.set": Spoken;
  "contact.task": { instrument: string; task: string };
  "contact.refer": { service: Id } & Record<string, Plain>;
  "contact.close": { clear: boolean };
  "contact.add": { text: string; reason: string };
  "plan.set": Spoken;
  "card.set": Spoken;
  "safety.sos": { sos: Id; at: Moment; lat_e6?: number; lon_e6?: number };
  "safety.roll": { roll: Id };
  "photo.add": { photo: Id; name: string; sha256: string; bytes: number; program_paper?: boolean };
}
export type Verb = keyof Says;

/** A piece of work as it is sent. Its hash is over the canonical form of exactly this. */
export interface Work<V extends Verb = Verb> {
  id: Id;
  verb: V;
  subject: Id;
  branch: Id;
  step: number;
  trunk: number;
  after: Id[];
  settles: Id | null;
  made_at: Moment;
  was: Fields;
  say: Says[V];
}

export interface Problem {
  field: string;
  sentence: string;
}

export interface Conflict {
  field: string;
  yours: Plain;
  stands: Plain;
  by: string;
  at: Moment;
}

export interface Receipt {
  id: Id;
  hash: string;
  state: "applied" | "waiting" | "conflict" | "review" | "refused" | "rival";
  received: Moment;
  version: number;
  problems: Problem[];
  conflicts: Conflict[];
  made: { person?: Id; contact?: Id };
  clock: { skew_s: number } | null;
}

/** What the server says of one piece of a request: a receipt, or `problems` where it is no piece of work. */
export interface Answer {
  status: number;
  body: Receipt | { problems?: Problem[] };
}

export interface SignedIn {
  signed_in: true;
  user: Id;
  name: string;
  role: string;
  profession: string;
  organization: string;
  csrf: string;
}
export type Who = SignedIn | { signed_in: false; csrf: string };

/** `news`: of the calls this human is on, something changed since the shift was taken. */
export type LeaseAnswer = { stands: true; news: boolean } | { stands: false; why: "disabled" | "locked" | "role" | "over" | "retake" };
