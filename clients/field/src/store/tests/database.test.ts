// What a phone's database goes through: closed under the app, no room, a new version with a full queue.
import Dexie from "dexie";
import { beforeEach, expect, test, vi } from "vitest";
import { FakeServer } from "../../dev/fake-server";
import { newPhone, openPhone, restart } from "../../dev/phone";
import { ids } from "../../dev/sample-shift";
import { counts, pieces } from "../../queue/pieces";
import { run } from "../../queue/send";
import { say, storeAgain } from "../../queue/say";
import { db, FieldDatabase, isFull, steady } from "../database";
import { draft, keepDraft } from "../drafts";

let server: FakeServer;
beforeEach(async () => {
  server = new FakeServer().install();
  await newPhone();
  await openPhone();
});
const note = (text: string) => ({ fields: { note: text } });

test("closed under it, the database is opened again and nothing is lost", async () => {
  db.close();
  await say("contact.set", ids.oldContact, note("one"));
  db.close();
  await keepDraft("x", "typed");
  db.backendDB().close();
  await say("contact.task", ids.oldContact, { instrument: "asq", task: "tell" });
  await restart();
  expect(pieces.value.length).toBe(2);
  expect(await draft("x")).toBe("typed");
});

test("killed while typing: what stood at the last pause is there", async () => {
  await keepDraft("note|1", "He sat");
  await keepDraft("note|1", "He sat on the st");
  await restart();
  expect(await draft("note|1")).toBe("He sat on the st");
});

test("no room: the user is told before anything is lost, room is made of what is sent, and a later try stores it", async () => {
  await say("contact.set", ids.oldContact, note("sent already"));
  await run();
  expect(pieces.value.map(({ state }) => state)).toEqual(["sent"]);
  const full = Object.assign(new Error("full"), { name: "QuotaExceededError" });
  const put = vi.spyOn(db.queue, "put").mockRejectedValue(full);
  server.online = false;
  const piece = await say("contact.task", ids.oldContact, { instrument: "asq", task: "tell" });
  expect(piece.state).toBe("full");
  expect(counts.value.needs).toBe(1);
  expect(await db.queue.count()).toBe(0);
  put.mockRestore();
  await storeAgain();
  expect(pieces.value.at(-1)!.state).toBe("waiting");
  expect(await db.queue.count()).toBe(1);
  expect(isFull({ name: "AbortError", inner: full })).toBe(true);
});

test("another fault of the database is not hidden as a full phone", async () => {
  await expect(steady(() => Promise.reject(new TypeError("other")))).rejects.toThrow(TypeError);
});

test("a new version of the app takes a full queue with it", async () => {
  await newPhone();
  db.close();
  await Dexie.delete("tandem-field");
  const old = new Dexie("tandem-field");
  old.version(1).stores({ users: "id", carried: "owner", queue: "id, [owner+order], state", photos: "id, owner" });
  await old.open();
  const rows = Array.from({ length: 300 }, (_, at) => ({ id: `p${at}`, owner: "o", order: at, state: "waiting", sealed: { at }, left: null }));
  await old.table("queue").bulkAdd(rows);
  old.close();
  const fresh = new FieldDatabase();
  expect(await fresh.queue.orderBy("id").count()).toBe(300);
  expect(await fresh.queue.get("p299")).toEqual(rows[299]);
  expect(await fresh.drafts.count()).toBe(0);
  fresh.close();
});
