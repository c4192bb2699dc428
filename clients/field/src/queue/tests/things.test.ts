// What was written of one contact is one thing that waits, in however many pieces; nobody is frightened by a number.
import { beforeEach, expect, test } from "vitest";
import { FakeServer } from "../../dev/fake-server";
import { newPhone, openPhone } from "../../dev/phone";
import { ids } from "../../dev/sample-shift";
import { counts, find, pieces } from "../pieces";
import { together } from "../QueuePage";
import { say } from "../say";
import { run, stopSending } from "../send";
import { titleOf } from "../show";

let server: FakeServer;
beforeEach(async () => {
  server = new FakeServer().install();
  server.online = false;
  await newPhone();
  await openPhone();
  stopSending();
});

const contact = (fields: object) => say("contact.set", ids.oldContact, { fields: fields as never });

test("pieces of one contact are one line, its pieces still there one by one", async () => {
  await say("call.stamp", ids.call, { which: "arrival", at: "2026-11-27T03:20:11.123Z" });
  await say("call.stamp", ids.call, { which: "engagement", at: "2026-11-27T03:21:11.123Z" });
  await contact({ "screening.cssrs": { edition: "1", language: "en", answers: [["1", "no"]] } });
  await contact({ distress_after: 3 });
  await contact({ note: "He slept." });
  const lines = together(pieces.value);
  expect(lines.map((some) => [titleOf(some), some.length])).toEqual([
    ["Times, 412 Orchard St, Apt 3", 2],
    ["Contact, 27 Larkspur Ct", 3],
  ]);
  expect(counts.value).toEqual({ waiting: 2, needs: 0, review: 0, unsent: 2 });
});

test("what needs somebody stands by itself and is counted by itself", async () => {
  await contact({ note: "He slept." });
  const note = pieces.value.at(-1)!.work.id;
  await contact({ distress_after: 3 });
  server.state = ({ id }) => (id === note ? { state: "refused", problems: [{ field: "note", sentence: "No." }] } : { state: "waiting" });
  server.online = true;
  await run();
  expect(find(note)!.state).toBe("refused");
  expect(together(pieces.value)).toHaveLength(2);
  expect(counts.value).toEqual({ waiting: 1, needs: 1, review: 0, unsent: 1 });
});
