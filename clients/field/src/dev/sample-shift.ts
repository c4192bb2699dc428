// A made-up shift for development and for tests: invented people and places, phones 555-01xx. Never in the built app.
import type { CarriedCall, Shift } from "../contract";

export const sampleMark = "made-up shift for development";

const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();
const day = (offset: number): string => new Date(Date.now() + offset * 86_400_000).toISOString();
const id = (end: string): string => `00000000-0000-4000-8000-${end.padStart(12, "0")}`;

export const ids = {
  me: id("1"), officer: id("2"), team: id("3"), call: id("10"), old: id("11"), incident: id("12"),
  theo: id("20"), ana: id("21"), contact: id("30"), oldContact: id("31"), lakeside: id("40"), juniper: id("41"),
};

const nothing: Pick<CarriedCall, "lead" | "roll" | "contact_phone" | "lat_e6" | "lon_e6"> = {
  lead: null, roll: null, contact_phone: "555-0142", lat_e6: 44_980_000, lon_e6: -93_270_000,
};

export function sampleShift(change: Partial<Shift> = {}): Shift {
  return {
    contract: 1,
    lease: "bGVhc2UtZm9yLWRldmVsb3BtZW50LW9ubHktMDAwMDA",
    taken_at: ago(1),
    until: day(1),
    server_key: {
      kty: "EC", crv: "P-256",
      x: "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4", y: "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM",
    },
    me: {
      id: ids.me, name: "Rosa Castellan", role: "clinician", profession: "clinician", organization: sampleMark,
      may: { write: true, report: false, ask: true, plan: true },
    },
    zone: "America/Chicago",
    language: "en",
    settings: {
      dictation: false, dictation_words: "Dictation may leave the phone.", check_in_minutes: 20,
      sos_number: "555-0100",
    },
    team: {
      id: ids.team, unit: "Team 3",
      members: [
        { id: ids.me, name: "Rosa Castellan", profession: "clinician" },
        { id: ids.officer, name: "Ben Duarte", profession: "officer" },
      ],
    },
    calls: [
      {
        ...nothing, id: ids.call, incident: ids.incident, number: "26-1127-0041", place: "412 Orchard St, Apt 3", area: "North",
        unit: "Team 3", active: true, version: 4, times: { request: ago(24), dispatch: ago(17), arrival: null, engagement: null, clear: null },
        corrected: {}, check_in_due: null, response_words: "Co-responder team, police staged out of sight",
        staging: "Orchard and 5th, behind the bakery", attire: "Soft uniform. Unmarked, no lights.",
        exits: "One stairwell. Fire escape at the back.", pathways: [],
        known: [{ label: "Weapon", words: "knife in reach", danger: true }],
        changed: [{ label: "Weapon", was: "unknown", now: "knife in reach", at: ago(3), by: "his sister" }],
        open_words: "Is anybody else inside?", people: [ids.theo], report: {},
      },
      {
        ...nothing, id: ids.old, incident: id("13"), number: "26-1127-0029", place: "27 Larkspur Ct", area: "West",
        unit: "Team 3", active: false, version: 9,
        times: { request: ago(190), dispatch: ago(180), arrival: ago(168), engagement: ago(160), clear: ago(120) },
        corrected: {}, check_in_due: null, response_words: "Co-responder team", staging: "", attire: "", exits: "", pathways: [],
        known: [], changed: [], open_words: "", people: [ids.ana], report: {},
      },
    ],
    people: [
      {
        id: ids.theo, name: "Theo Brandt",
        cautions: [{ words: "Startles at loud knocks. Call through the door.", source: "Seen on Nov 3", by: "M. Vega, clinician", expires: day(60) }],
        card: { helps: "Call him Theo. Sit down. Talk about his dog, Biscuit.", avoid: "Raised voices. Blocking the door. Touch.", words: "", comes: "His sister", given_at: day(-60), shared_until: day(120) },
        plan: { version: 2, fields: { signs: ["I stop sleeping"], alone: ["Walk Biscuit"] } },
        plan_may: true,
      },
      { id: ids.ana, name: "Ana Ruiz", cautions: [], card: null, plan: null, plan_may: true },
    ],
    contacts: [
      {
        id: ids.oldContact, person: ids.ana, assignment: ids.old, version: 3, closed_at: null, signed: [],
        fields: { contact_outcome: "engaged", note: "No answer at first." }, referrals: [], tasks: {},
      },
    ],
    directory: {
      as_of: ago(240),
      services: [
        {
          id: ids.lakeside, name: "Lakeside Walk-in Crisis Center", organization: "Lakeside", phone: "555-0110",
          opens: [0, 1, 2, 3, 4, 5, 6].map((weekday): [number, string, string] => [weekday, "00:00", "24:00"]),
          hours_words: "Open all night", eligibility: "No insurance needed", languages: ["English", "Spanish"], needs: [["crisis_stabilization", "Crisis stabilization"]],
          lat_e6: 44_990_000, lon_e6: -93_250_000, capacity_words: "3 chairs", capacity_at: ago(60), verified_at: day(-10),
          answers_in_words: "", provider: true,
        },
        {
          id: ids.juniper, name: "Juniper Behavioral Health", organization: "Juniper", phone: "555-0111",
          opens: [0, 1, 2, 3, 4].map((weekday): [number, string, string] => [weekday, "08:00", "17:00"]),
          hours_words: "Monday to Friday 8:00 to 17:00", eligibility: "Adults", languages: ["English"], needs: [["mental_health_care", "Mental health care"], ["psychiatry", "Psychiatry"]],
          lat_e6: 44_970_000, lon_e6: -93_300_000, capacity_words: "", capacity_at: null, verified_at: day(-90),
          answers_in_words: "Answers in 6 h (median)", provider: true,
        },
      ],
    },
    instruments: [],
    offer: [],
    forms: [],
    report_forms: [],
    words: {
      contact_outcomes: [["engaged", "Engaged"], ["declined", "Declined"], ["not_found", "Couldn't find them"]],
      met: ["engaged"],
      dispositions: { engaged: [["resolved", "Resolved on scene"], ["support", "Stays with a support person"]] },
      destinations: {},
      transport_by: [],
      handoff_reasons: [["safety", "Safety changed"], ["weapon", "Weapon"], ["other", "Other, say later"]],
      unanswered: [["not_asked", "Not asked"], ["declined", "Didn't want to answer"]],
      needs: [],
      addendum_reasons: [["late", "Came to mind later"]],
    },
    plan_form: { sections: [] },
    ...change,
  };
}
