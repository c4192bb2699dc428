// A photo on the phone: made small, kept sealed, named by a tap, removed whole while it waits, and never half there.
import { beforeEach, expect, test } from "vitest";
import { FakeServer } from "../../dev/fake-server";
import { everyByte, newPhone, openPhone, restart } from "../../dev/phone";
import { ids } from "../../dev/sample-shift";
import { addPhoto, canRemove, picture, removePhoto } from "../../queue/photo";
import { pieces } from "../../queue/pieces";
import { say } from "../../queue/say";
import { run, stopSending } from "../../queue/send";
import { title } from "../../queue/show";
import { view } from "../../shift/view";
import { db } from "../../store/database";
import { fit, smallEnough, TRIES, WANTED } from "../shrink";
import { inShort, KINDS, mayBePaper, photoTitle } from "../words";

let server: FakeServer;
beforeEach(async () => {
  server = new FakeServer().install();
  await newPhone();
  await openPhone();
  stopSending();
});

const sheet = () => new Blob(["the sheet in plain letters"], { type: "image/jpeg" });
const photos = () => view.contact(ids.oldContact)!.photos;

test("it keeps its proportion, grows never, and the first that is small enough is taken", async () => {
  expect([fit(4000, 3000, 2000), fit(600, 800, 2000), fit(1, 9000, 800)]).toEqual([[2000, 1500], [600, 800], [1, 800]]);
  const asked: number[] = [];
  const draw = (bytes: (longest: number) => number) => (longest: number) => {
    asked.push(longest);
    return Promise.resolve({ size: bytes(longest) } as Blob);
  };
  expect((await smallEnough(draw((longest) => longest * 160)))!.size).toBe(1700 * 160);
  expect(asked).toEqual([2000, 2000, 1700]);
  // Nothing gets there: the smallest goes. Nothing can be drawn: nothing goes.
  expect((await smallEnough(draw((longest) => WANTED + longest)))!.size).toBe(WANTED + TRIES.at(-1)![0]);
  expect(await smallEnough(() => Promise.resolve(null))).toBeNull();
});

test("added without signal it lies here sealed, is seen here, and the queue says what it is", async () => {
  server.online = false;
  expect(await addPhoto(ids.oldContact, sheet(), "Discharge sheet")).toBe("kept");
  expect(await everyByte()).not.toContain("plain letters");
  await restart();
  const [{ photo, name }] = photos() as [{ photo: string; name: string }];
  expect([name, title(pieces.value[0]!)]).toEqual(["Discharge sheet", "Photo of discharge sheet, 27 Larkspur Ct"]);
  expect(await (await picture(photo))!.text()).toBe("the sheet in plain letters");
});

test("the paper of a treatment program is kept nowhere; of another one it goes with what was answered", async () => {
  expect(await addPhoto(ids.oldContact, sheet(), "Discharge sheet", true)).toBe("program");
  expect([photos(), pieces.value, await db.photos.count(), await db.queue.count()]).toEqual([[], [], 0, 0]);
  expect(KINDS.filter(mayBePaper)).toEqual(["Discharge sheet", "Medication list", "Other"]);
  await addPhoto(ids.oldContact, sheet(), "Discharge sheet", false);
  expect(pieces.value[0]!.work.say).toMatchObject({ program_paper: false });
});

test("removed while it waits, nothing of it stays", async () => {
  await addPhoto(ids.oldContact, sheet(), "Scene");
  const { photo } = photos()[0]!;
  expect([canRemove(photo), await removePhoto(photo)]).toEqual([true, true]);
  expect([photos(), await db.photos.count(), await db.queue.count()]).toEqual([[], 0, 0]);
});

test("what has left the phone, or what a signature rests on, can't be removed", async () => {
  await addPhoto(ids.oldContact, sheet(), "Scene");
  await run();
  expect(pieces.value.map(({ state }) => state)).toEqual(["sent"]);
  expect(await removePhoto(photos()[0]!.photo)).toBe(false);
  await addPhoto(ids.contact, sheet(), "Other");
  const { photo } = pieces.value.at(-1)!.work.say as { photo: string };
  await say("contact.close", ids.contact, { clear: false });
  expect([canRemove(photo), await removePhoto(photo), await db.photos.count()]).toEqual([false, false, 1]);
});

test("on a full phone nothing of it stays behind, and that is said", async () => {
  const full = () => Promise.reject(new DOMException("", "QuotaExceededError"));
  for (const table of [db.photos, db.queue]) {
    const put = table.put;
    Object.assign(table, { put: full });
    expect(await addPhoto(ids.oldContact, sheet(), "Scene")).toBe("full");
    Object.assign(table, { put });
    expect([photos(), pieces.value, await db.photos.count(), await db.queue.count()]).toEqual([[], [], 0, 0]);
  }
});

test("words", () => {
  expect(["Medication list", "Scene", "Other"].map(photoTitle)).toEqual(["Photo of medication list", "Photo of the scene", "Photo"]);
  expect([inShort([]), inShort([{ name: "Scene" }]), inShort([{ name: "Scene" }, { name: "Other" }])]).toEqual(["", "Scene", "2: Scene, Other"]);
});
