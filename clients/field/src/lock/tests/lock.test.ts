// What a finger said a moment before the phone was locked lies on the phone, and the key is gone.
import { expect, test, beforeEach } from "vitest";
import { newPhone, openPhone, restart } from "../../dev/phone";
import { ids } from "../../dev/sample-shift";
import { afterPicture } from "../../look/tap";
import { pieces, stored } from "../../queue/pieces";
import { say } from "../../queue/say";
import { view } from "../../shift/view";
import { db } from "../../store/database";
import { vault } from "../../store/vault";
import { lock, ready } from "../session";

beforeEach(async () => {
  await newPhone();
  await openPhone();
});

const tap = () => void say("call.stamp", ids.call, { which: "arrival", at: "2026-11-27T03:20:11.123Z" });

test("a tap within the same moment as the lock is stored, sealed, and the key goes after it", async () => {
  tap();
  lock();
  expect(ready.value).toBe(false);
  await stored();
  await Promise.resolve();
  expect(await db.queue.count()).toBe(1);
  expect([vault.value, pieces.value]).toEqual([null, []]);
  await restart();
  expect(view.call(ids.call)?.times.arrival).toBe("2026-11-27T03:20:11.123Z");
});

test("a tap that waits for its picture is said before the lock", async () => {
  globalThis.requestAnimationFrame = () => 0;
  afterPicture(tap);
  expect(pieces.value).toHaveLength(0);
  lock();
  await stored();
  expect(await db.queue.count()).toBe(1);
});

test("who has said nothing is locked at once", () => {
  lock();
  expect(vault.value).toBeNull();
});
