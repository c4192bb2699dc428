// What draws a screen again: what is said, and how it stands; never that a piece was hashed or stored.
import { effect } from "@preact/signals";
import { beforeEach, expect, test } from "vitest";
import { newPhone, openPhone } from "../../dev/phone";
import { ids } from "../../dev/sample-shift";
import { change, counts, pieces } from "../../queue/pieces";
import { say } from "../../queue/say";
import { sayTheSame, view } from "../view";

beforeEach(async () => {
  await newPhone();
  await openPhone();
});

test("one tap draws a screen once, whatever storing it takes", async () => {
  let screens = 0;
  let headers = 0;
  const stop = [effect(() => void (view.contact(ids.oldContact), (screens += 1))), effect(() => void (counts.value, (headers += 1)))];
  const { work } = await say("contact.set", ids.oldContact, { fields: { note: "one" } });
  expect(pieces.value.at(-1)!.hash).not.toBe("");
  expect([screens, headers]).toEqual([2, 2]);
  change(work.id, { state: "sent" });
  expect([screens, headers]).toEqual([3, 3]);
  expect(view.contact(ids.oldContact)!.unsent).toBe(0);
  stop.forEach((each) => each());
});

test("another word, another state or another length is not the same", async () => {
  const { work } = await say("contact.set", ids.oldContact, { fields: { note: "one" } });
  const before = pieces.value;
  change(work.id, { hash: "other", trouble: "server" });
  expect(sayTheSame(before, pieces.value)).toBe(true);
  change(work.id, { work: { ...before[0]!.work, step: 2 } });
  expect(sayTheSame(before, pieces.value)).toBe(false);
  expect(sayTheSame(before, [])).toBe(false);
  expect(sayTheSame(before, [{ ...before[0]!, state: "held" }])).toBe(false);
});
