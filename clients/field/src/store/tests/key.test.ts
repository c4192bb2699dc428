// The key, the PIN, forgetting: what lies on the phone says nothing, and what was written is never lost with it.
import { beforeEach, expect, test } from "vitest";
import { everyByte, fewRounds, newPhone, openPhone, pin, restart } from "../../dev/phone";
import { FakeServer } from "../../dev/fake-server";
import { ids, sampleShift } from "../../dev/sample-shift";
import { lock, signOut, wipe } from "../../lock/session";
import { waitingOf } from "../../lock/waiting";
import { wrongWith } from "../../lock/SetPin";
import { handOverOthers } from "../../queue/left";
import { pieces } from "../../queue/pieces";
import { say } from "../../queue/say";
import { carry, recall, stands, watch, wiped } from "../../shift/keep";
import { obey } from "../../shift/lease";
import { shift } from "../../shift/signals";
import { view } from "../../shift/view";
import { db } from "../database";
import { draft, keepDraft } from "../drafts";
import { keepPhoto, photoBytes } from "../photos";
import { easy, makeUser, openWithPin, openWithPrf, users } from "../key";
import { openBytes, seal, unseal } from "../sealing";
import { opaque, opened, vault } from "../vault";

let server: FakeServer;
beforeEach(async () => {
  server = new FakeServer().install();
  await newPhone();
});
const note = { fields: { note: "He sat on the steps with Biscuit." } };

test("sealing gives back what was sealed, and nothing for another place, key or byte", async () => {
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  const sealed = await seal(key, "queue|1", { words: "ä 🙂" });
  expect(await unseal(key, "queue|1", sealed)).toEqual({ words: "ä 🙂" });
  await expect(openBytes(key, "queue|2", sealed)).rejects.toThrow();
  new Uint8Array(sealed.data)[3]! ^= 1;
  await expect(openBytes(key, "queue|1", sealed)).rejects.toThrow();
});

test("no plain word of a shift, a piece, a draft or a photo lies on the phone", async () => {
  await openPhone();
  await say("contact.set", ids.oldContact, note);
  await keepDraft("note|x", "Words being typed just now");
  await keepPhoto(new Blob(["discharge sheet in plain letters"]));
  const lies = await everyByte();
  for (const word of ["Biscuit", "steps", "Theo", "Brandt", "Orchard", "Castellan", "typed", "discharge", "contact.set", "note\"", pin]) {
    expect(lies).not.toContain(word);
  }
  expect(lies).toContain(pieces.value[0]!.work.id);
});

test("after a restart the PIN opens shift, queue, draft and photo again", async () => {
  await openPhone();
  const { work } = await say("contact.set", ids.oldContact, note);
  await keepDraft("note|x", "half a sent");
  const kept = (await keepPhoto(new Blob(["bytes"]))) as { photo: string };
  await restart();
  expect(pieces.value.map((piece) => [piece.work, piece.state])).toEqual([[work, "waiting"]]);
  expect(view.contact(ids.oldContact)!.fields.note).toBe(note.fields.note);
  expect(await draft("note|x")).toBe("half a sent");
  expect(new TextDecoder().decode((await photoBytes(kept.photo))!)).toBe("bytes");
});

test("five wrong PINs: each says how many are left, the fifth forgets, and the unsent piece goes to the server sealed", async () => {
  const owner = await openPhone();
  const { work } = await say("contact.set", ids.oldContact, note);
  lock();
  for (const left of [4, 3, 2, 1, 0]) expect(await openWithPin(owner, "111112")).toBe(left);
  expect(await openWithPin(owner, pin)).toBe("none");
  await wipe(owner, "tries");
  expect(await users()).toEqual([]);
  expect(await db.carried.count()).toBe(0);
  expect(wiped.value).toBe("tries");
  await expect.poll(() => server.left.map(({ id, author }) => [id, author])).toEqual([[work.id, ids.me]]);
  await expect.poll(() => db.queue.count()).toBe(0);
  expect(JSON.stringify(server.left[0]!.sealed)).not.toContain("steps");
});

test("a right PIN gives the tries back", async () => {
  const owner = await openPhone();
  lock();
  await openWithPin(owner, "000000");
  expect(await openWithPin(owner, pin)).toBe("open");
  lock();
  expect(await openWithPin(owner, "000000")).toBe(4);
});

test("a passkey's secret opens the same data; another secret does not", async () => {
  const { addPasskey } = await makeUser(ids.me, pin, fewRounds);
  await carry(sampleShift());
  await addPasskey(new Uint8Array([1]), new Uint8Array(32), new Uint8Array(32).fill(7));
  lock();
  const owner = await opaque(ids.me);
  expect(await openWithPrf(owner, new Uint8Array(32).fill(8))).toBe(false);
  expect(await openWithPrf(owner, new Uint8Array(32).fill(7))).toBe(true);
  await recall();
  expect(shift.value?.team?.unit).toBe("Team 3");
});

test("another user sees nothing but a number, can hand it over, and the author still finds it", async () => {
  await openPhone();
  await say("contact.set", ids.oldContact, note);
  lock();
  const other = await openPhone(ids.officer, { calls: [], contacts: [], people: [] });
  expect(pieces.value).toEqual([]);
  expect(view.contact(ids.oldContact)).toBeNull();
  expect(await waitingOf(other)).toBe(1);
  expect(await handOverOthers(other)).toBe(1);
  expect(await waitingOf(other)).toBe(0);
  await restart();
  expect(pieces.value.map(({ state }) => state)).toEqual(["review"]);
});

test("what is left for the server can be opened with the server's key alone", async () => {
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const pair = await crypto.subtle.generateKey(curve, true, ["deriveBits"]);
  await openPhone(ids.me, { server_key: await crypto.subtle.exportKey("jwk", pair.publicKey) });
  const { work } = await say("contact.set", ids.oldContact, note);
  const { left } = (await db.queue.get(work.id))!;
  const { epk, iv, ct } = JSON.parse(left!.sealed) as { epk: JsonWebKey; iv: string; ct: string };
  const bytes = (part: string) => Uint8Array.from(Buffer.from(part, "base64url"));
  const theirs = await crypto.subtle.importKey("jwk", epk, curve, false, []);
  const agreed = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, pair.privateKey, 256);
  const secret = await crypto.subtle.importKey("raw", agreed, "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info: Buffer.from("tandem phone left 1") };
  const key = await crypto.subtle.deriveKey(how, secret, { name: "AES-GCM", length: 256 }, false, ["decrypt"]);
  const bound = Buffer.from(`${work.id} ${ids.me}`);
  const read = await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytes(iv), additionalData: bound }, key, bytes(ct));
  expect(JSON.parse(Buffer.from(read).toString())).toEqual({ lease: shift.value!.lease, piece: work });
});

test("signing out with unsent work keeps it for the next sign-in; with nothing unsent the phone forgets the user", async () => {
  server.online = false;
  const owner = await openPhone();
  await say("contact.set", ids.oldContact, note);
  await signOut();
  expect(vault.value).toBeNull();
  expect(await db.carried.count()).toBe(0);
  expect(await waitingOf("")).toBe(1);
  expect(await openWithPin(owner, pin)).toBe("open");
  lock();
  await newPhone();
  await openPhone();
  await signOut();
  expect(await db.users.count()).toBe(0);
});

test("a disabled account: the shift and the key are gone, the piece is for the server; a changed role keeps the key", async () => {
  const owner = await openPhone();
  await say("contact.set", ids.oldContact, note);
  await obey(owner, "role");
  expect(shift.value).toBeNull();
  expect(pieces.value.length).toBe(1);
  await obey(owner, "disabled");
  expect(await users()).toEqual([]);
  expect((await db.queue.toArray()).map(({ owner: whose, left }) => [whose.startsWith("left-"), left !== null])).toEqual([[true, true]]);
});

test("a shift ends at its hour, and when the clock went back", async () => {
  const now = Date.now();
  expect(stands({ until: now + 1, seen: now }, now)).toBe(true);
  expect(stands({ until: now, seen: now }, now)).toBe(false);
  expect(stands({ until: now + 9e6, seen: now }, now - 11 * 60_000)).toBe(false);
  await openPhone();
  await watch(now + 25 * 3_600_000);
  expect(shift.value).toBeNull();
  expect(await db.carried.count()).toBe(0);
  expect(wiped.value).toBe("until");
});

test("a phone three days off keeps a shift as long as any other", async () => {
  await openPhone(ids.me, { taken_at: "2020-01-01T00:00:00Z", until: "2020-01-01T12:00:00Z" });
  expect((await db.carried.get(opened().owner))!.until).toBeGreaterThan(Date.now() + 11.9 * 3_600_000);
});

test("a PIN that anybody tries first is not taken", () => {
  expect(["111111", "123456", "987654"].map(easy)).toEqual([true, true, true]);
  expect(easy("121212")).toBe(false);
  expect(wrongWith("12345", "12345")?.field).toBe("pin");
  expect(wrongWith(pin, "483921")?.field).toBe("again");
  expect(wrongWith(pin, pin)).toBeNull();
});
