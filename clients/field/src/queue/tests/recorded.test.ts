// What the phone sends today is what `contracts/from_phone` holds; the server's tests answer the same files.
// `TANDEM_RECORD=1 npm test` writes them anew.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { afterEach, expect, test, vi } from "vitest";
import { begin } from "../../call/begin";
import { set } from "../../contact/set";
import type { Instrument as Carried, Work } from "../../contract";
import { FakeServer } from "../../dev/fake-server";
import { newPhone, openPhone, restart } from "../../dev/phone";
import { passes, record, sameEachTime, sends, written, type Told } from "../../dev/recorder";
import { ids } from "../../dev/sample-shift";
import { pairs, record as answered } from "../../screening/engine/answers";
import type { Answers } from "../../screening/engine/edition";
import { nextItem } from "../../screening/engine/flow";
import { instrument, screeningField } from "../../screening/offer";
import { shift } from "../../shift/signals";
import { hashOf } from "../../store/canonical";
import { change } from "../PiecePage";
import { addPhoto } from "../photo";
import { find, pieces } from "../pieces";
import { say } from "../say";

const at = (name: string) => new URL(`../../../../../${name}`, import.meta.url);
const folder = at("contracts/from_phone/");
const cssrs = JSON.parse(readFileSync(at("content/instruments/cssrs-screener/edition-1.json"), "utf8")) as Carried;

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const now = () => new Date().toISOString();
const stamp = (which: "arrival" | "engagement" | "clear") => say("call.stamp", ids.call, { which, at: now() });

/** The screening as its pages ask it, one answer a page; the earlier answers of a page travel with the later ones. */
async function screened(contact: string, said: Answers): Promise<void> {
  const one = instrument(shift.value!, "cssrs-screener")!;
  let answers: Answers = {};
  for (let item = nextItem(one, answers); item; item = nextItem(one, answers)) {
    answers = answered(one, answers, item.linkId, said[item.linkId]!);
    set(contact, { [screeningField(one.id)]: { edition: one.edition, language: "en", answers: pairs(one, answers) } });
    await passes(4);
  }
}

async function a_whole_call_without_signal(server: FakeServer): Promise<Told> {
  const told = record("A whole call said without signal, through a restart of the phone, and sent when signal is back.");
  server.online = false;
  await stamp("arrival");
  await passes(60);
  const contact = begin(ids.call, ids.theo);
  await passes(5);
  set(contact, { contact_outcome: "engaged" });
  await stamp("engagement");
  await passes(5);
  await screened(contact, { "1": "yes", "2": "no", "6": "no" });
  await say("call.lead", ids.call, { member: ids.officer, reason: "safety_changed" });
  await passes(20);
  set(contact, { distress_before: 8 });
  set(contact, { distress_after: 4 });
  await passes(30);
  set(contact, { "form.cues.cues": ["none"], "form.supplies.left.blanket": ["2"] });
  await passes(10);
  set(contact, { disposition: "resolved_on_scene", disposition_detail: "With his sister" });
  const yes = { need: "crisis_stabilization", why: "He wants to talk to somebody tonight.", when: "tomorrow", warm: false };
  await say("contact.refer", contact, { service: ids.lakeside, ...yes, answer: "spoken", heard_by: "Rosa Castellan" });
  await passes(40);
  set(contact, { note: "He talked about the stairs.\nCalm at the end. “Ya está,” he said." });
  await passes(15);
  await restart();
  await stamp("clear");
  await say("contact.close", contact, { clear: false });
  server.online = true;
  await sends();
  return told;
}

async function edited_before_sending(server: FakeServer): Promise<Told> {
  const told = record("What waits is changed under its own id; what may have left the phone is followed by another piece.");
  server.online = false;
  const contact = begin(ids.call, ids.theo);
  await passes(5);
  const { work } = await say("contact.set", contact, { fields: { note: "Clam at the end." } });
  await passes(5);
  await change(find(work.id)!, { note: "Calm at the end." });
  server.online = true;
  await sends();
  await passes(60);
  set(contact, { note: "Calm at the end. His sister stays." });
  await sends();
  return told;
}

/** The first answer to a photo gets lost on its way back. */
function losesOnePhotoAnswer(): void {
  const server = globalThis.fetch;
  let lost = false;
  globalThis.fetch = async (url, init) => {
    const answer = await server(url, init);
    if (lost || !String(url).includes("/photo/")) return answer;
    lost = true;
    throw new TypeError("Failed to fetch");
  };
}

async function sent_again_after_a_cut_answer(server: FakeServer): Promise<Told> {
  losesOnePhotoAnswer();
  const told = record("An answer that never came: the same photo and the same words go again, and stand there once.");
  const contact = begin(ids.call, ids.theo);
  await passes(5);
  set(contact, { contact_outcome: "engaged" });
  await passes(5);
  const picture = new Blob([new Uint8Array([0xff, 0xd8, 0xff, 0xe0, ...Array<number>(60).fill(7)])]);
  expect(await addPhoto(contact, picture, "Discharge sheet", false)).toBe("kept");
  let lost = 1;
  server.instead = (sent: Work) => (sent.verb === "contact.set" && lost-- > 0 ? "swallow" : null);
  for (let times = 0; times < 3; times += 1) {
    await sends();
    await passes(10);
  }
  return told;
}

const stories = { a_whole_call_without_signal, edited_before_sending, sent_again_after_a_cut_answer };

test.each(Object.entries(stories))("%s", async (name, story) => {
  sameEachTime();
  await newPhone();
  await openPhone(ids.me, { instruments: [cssrs], offer: ["cssrs-screener"] });
  const server = new FakeServer().install();
  const told = await story(server);
  expect(pieces.value.map(({ state }) => state)).toEqual(pieces.value.map(() => "sent"));
  for (const { work, hash } of pieces.value) expect(await hashOf(server.stored.get(work.id)!.work)).toBe(hash);
  const file = new URL(`${name}.json`, folder);
  if (process.env["TANDEM_RECORD"]) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, written(told));
  }
  expect(existsSync(file) && readFileSync(file, "utf8"), "TANDEM_RECORD=1 npm test").toBe(written(told));
});
