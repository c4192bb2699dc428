// Taking the shift: news is what others did, a failure leaves what was carried, and another's shift is never kept.
import { beforeEach, expect, test } from "vitest";
import { FakeServer } from "../../dev/fake-server";
import { newPhone, openPhone } from "../../dev/phone";
import { ids, sampleShift } from "../../dev/sample-shift";
import { pieces } from "../../queue/pieces";
import { reach } from "../../queue/reach";
import { say } from "../../queue/say";
import { run, stopSending } from "../../queue/send";
import { drop } from "../keep";
import { checkLeases } from "../lease";
import { arrived, shift } from "../signals";
import { isNews, take } from "../take";

let server: FakeServer;
beforeEach(async () => {
  server = new FakeServer().install();
  arrived.value = 0;
  await newPhone();
  await openPhone();
  stopSending();
});

test("news is a new call or new words about one, not one's own stamp", () => {
  const before = sampleShift();
  const calls = (change: object) => ({ ...before, calls: before.calls.map((call) => ({ ...call, ...change })) });
  expect(isNews(before, calls({ version: 99, times: { arrival: "2026-11-27T03:00:00Z" } }))).toBe(false);
  expect(isNews(before, calls({ known: [{ label: "Weapon", words: "none", danger: false }] }))).toBe(true);
  expect(isNews({ ...before, calls: [] }, before)).toBe(true);
});

test("without signal, signed out, or cut off: what was carried stays", async () => {
  const before = shift.value;
  server.online = false;
  expect(await take()).toBe(false);
  expect(reach.value).toBe("none");
  server.online = true;
  expect(await take()).toBe(false);
  server.session = { signed_in: false, csrf: "t" };
  expect(await take()).toBe(false);
  expect(reach.value).toBe("signed-out");
  server.session = { ...server.session, signed_in: true, user: ids.officer } as never;
  server.shift = sampleShift();
  expect(await take()).toBe(false);
  expect(shift.value).toBe(before);
});

test("a new shift takes the place of the old one, in two calls once", async () => {
  server.shift = sampleShift({ zone: "America/New_York" });
  expect(await Promise.all([take(), take()])).toEqual([true, true]);
  expect(shift.value?.zone).toBe("America/New_York");
  expect(arrived.value).toBe(1);
});

test("taken back: the shift and what is sent leave the phone at once, a new one follows, unsent work stays", async () => {
  await say("contact.set", ids.oldContact, { fields: { note: "sent" } });
  await run();
  server.online = false;
  await say("contact.add", ids.oldContact, { text: "unsent", reason: "late" });
  server.online = true;
  server.lease = { stands: false, why: "retake" };
  server.shift = sampleShift({ people: [] });
  await checkLeases();
  expect(shift.value?.people).toEqual([]);
  expect(pieces.value.map(({ work }) => work.verb)).toEqual(["contact.add"]);
  await drop("over");
  expect([shift.value, pieces.value.length]).toEqual([null, 1]);
});
