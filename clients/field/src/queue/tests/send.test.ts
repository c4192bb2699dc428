// The queue against a server that fails in every way: nothing is called sent that is not, nothing goes twice, nothing is lost.
import { beforeEach, describe, expect, test } from "vitest";
import { FakeServer } from "../../dev/fake-server";
import { newPhone, openPhone, restart } from "../../dev/phone";
import { ids } from "../../dev/sample-shift";
import { lock } from "../../lock/session";
import { db } from "../../store/database";
import { keepPhoto, photoBytes } from "../../store/photos";
import { answer } from "../ConflictPage";
import { change, editable } from "../PiecePage";
import { follows } from "../order";
import { counts, find, pieces } from "../pieces";
import { reach } from "../reach";
import { amend, say } from "../say";
import { backOff, next, run, stopSending } from "../send";
import { faceOf, line } from "../show";
import { bothOf } from "../values";

let server: FakeServer;
beforeEach(async () => {
  server = new FakeServer().install();
  await newPhone();
  await openPhone();
  stopSending();
});
const note = (text: string) => say("contact.set", ids.oldContact, { fields: { note: text } });
const outcome = (code: string) => say("contact.set", ids.oldContact, { fields: { contact_outcome: code } });
const states = () => pieces.value.map(({ state }) => state);
/** Sends again at once, whatever patience there was. */
const again = async () => {
  stopSending();
  await run();
};

test("sent only with the server's receipt and the same hash", async () => {
  const { work, hash } = await note("one");
  expect(states()).toEqual(["waiting"]);
  await run();
  expect(states()).toEqual(["sent"]);
  expect(server.stored.get(work.id)!.hash).toBe(hash);
  expect((await db.queue.get(work.id))!.left).toBeNull();
});

test("a receipt with a wrong hash or of another piece is never sent", async () => {
  const { work } = await note("one");
  for (const wrong of [{ hash: "0".repeat(64) }, { id: "other" }, { state: "done" as never }]) {
    server.state = () => ({ state: "applied", ...wrong });
    server.stored.clear();
    await again();
    expect(states()).toEqual(["waiting"]);
    expect(find(work.id)!.trouble).toBe("hash");
  }
  server.state = () => ({ state: "applied" });
  server.stored.clear();
  await again();
  expect(states()).toEqual(["sent"]);
});

test("in the order they were made, an SOS before everything", async () => {
  server.online = false;
  const first = await note("one");
  const second = await outcome("engaged");
  const sos = await say("safety.sos", ids.me, { sos: "s", at: new Date().toISOString() });
  server.online = true;
  await again();
  expect(server.puts).toEqual([sos.work.id, first.work.id, second.work.id]);
});

describe("what the server answers", () => {
  test.each([
    [200, { state: "applied" }, "sent"],
    [202, { state: "waiting" }, "held"],
    [202, { state: "review" }, "review"],
    [409, { state: "conflict", conflicts: [{ field: "note", yours: "one", stands: "theirs", by: "Marisol Vega", at: "2026-11-27T03:20:11Z" }] }, "conflict"],
    [422, { state: "refused", problems: [{ field: "note", sentence: "Say it shorter." }] }, "refused"],
  ] as const)("%i %o", async (_, receipt, state) => {
    await note("one");
    server.state = () => receipt as never;
    await again();
    expect(states()).toEqual([state]);
    await restart();
    expect(states()).toEqual([state]);
    expect(line(pieces.value[0]!)).not.toBe("");
  });

  test("400 is a no with its sentence, 413 is too large, both kept", async () => {
    await note("one");
    server.instead = () => Response.json({ problems: [{ field: "say", sentence: "No such field." }] }, { status: 400 });
    await again();
    expect([states(), line(pieces.value[0]!)]).toEqual([["refused"], "No such field."]);
    await say("contact.add", ids.oldContact, { text: "long", reason: "late" });
    server.instead = () => new Response(null, { status: 413 });
    await again();
    expect(pieces.value.map(({ state, trouble }) => [state, trouble])).toEqual([["refused", null], ["refused", "large"]]);
  });

  test("409 for the same id with another body: both kept for review", async () => {
    await note("one");
    server.instead = () => Response.json({ id: pieces.value[0]!.work.id, hash: "x", state: "rival" }, { status: 409 });
    await again();
    expect(pieces.value.map(({ state, trouble }) => [state, trouble])).toEqual([["review", "rival"]]);
  });

  test("401: nothing more is sent, nothing is lost, and the phone says sign in again", async () => {
    await note("one");
    await outcome("engaged");
    server.instead = () => new Response(null, { status: 401 });
    await again();
    expect(reach.value).toBe("signed-out");
    expect(server.puts.length).toBe(1);
    expect(states()).toEqual(["waiting", "waiting"]);
    server.instead = null;
    await again();
    expect(states()).toEqual(["sent", "sent"]);
  });

  test("5xx and nonsense: one bad piece does not stop the others, and it is tried again", async () => {
    const bad = await note("bad");
    await outcome("engaged");
    for (const wrong of [["<h1>", 500], ["", 404]] as const) {
      server.instead = (work) => (work.id === bad.work.id ? new Response(wrong[0], { status: wrong[1] }) : null);
      await again();
      expect(find(bad.work.id)!.trouble).toBe("server");
    }
    expect(states()).toEqual(["waiting", "sent"]);
    server.instead = () => new Response("<html>", { status: 200 });
    await again();
    expect(states()).toEqual(["waiting", "sent"]);
    server.instead = null;
    await again();
    expect(states()).toEqual(["sent", "sent"]);
  });

  test("cut before, cut after: the same body under the same id, and one row", async () => {
    const { work } = await note("one");
    for (const how of ["cut", "swallow", "swallow", "cut"] as const) {
      server.instead = () => how;
      await again();
      expect(states()).toEqual(["waiting"]);
      await restart();
      stopSending();
    }
    server.instead = null;
    await again();
    expect(states()).toEqual(["sent"]);
    expect([...server.stored.keys()]).toEqual([work.id]);
  });

  test("a stale token is fetched anew, once", async () => {
    await note("one");
    let first = true;
    server.instead = () => (first ? ((first = false), new Response(null, { status: 403 })) : null);
    await again();
    expect(states()).toEqual(["sent"]);
  });
});

test("nobody's work is sent in another's session", async () => {
  await note("one");
  server.session = { ...server.session, user: ids.officer } as never;
  await again();
  expect(server.puts).toEqual([]);
  expect(reach.value).toBe("signed-out");
});

test("two tabs never send twice: the lock is one's", async () => {
  await note("one");
  await navigator.locks.request("tandem-field-sender", {}, async () => {
    await run();
    expect(server.puts).toEqual([]);
  });
  await Promise.all([run(), run(), run()]);
  expect(server.puts.length).toBe(1);
});

test("locked in the middle: the rest waits", async () => {
  server.online = false;
  await note("one");
  await say("safety.roll", ids.me, { roll: ids.call });
  server.online = true;
  stopSending();
  server.instead = () => (lock(), null);
  await run();
  expect(server.puts.length).toBe(1);
});

describe("together", () => {
  /** So many pieces in the queue, said without signal. */
  const queued = async (many: number) => {
    server.online = false;
    for (let at = 0; at < many; at += 1) await say("contact.task", ids.oldContact, { instrument: "asq", task: `t${at}` });
    server.online = true;
    return pieces.value.map(({ work }) => work.id);
  };

  test("twenty go in one request, in their order, and the rest in the next", async () => {
    const all = await queued(45);
    await again();
    expect(server.requests).toEqual([all.slice(0, 20), all.slice(20, 40), all.slice(40)]);
    expect(new Set(states())).toEqual(new Set(["sent"]));
  });

  test("what is large goes in more requests", async () => {
    server.online = false;
    for (let at = 0; at < 4; at += 1) await say("contact.add", ids.oldContact, { text: "x".repeat(80_000), reason: "late" });
    server.online = true;
    await again();
    expect(server.requests.map(({ length }) => length)).toEqual([2, 2]);
    expect(states()).toEqual(["sent", "sent", "sent", "sent"]);
  });

  test("pieces of another lease go by themselves", async () => {
    await queued(3);
    pieces.value = pieces.value.map((piece, at) => ({ ...piece, lease: at === 1 ? "other" : "this" }));
    expect(next(pieces.value, 0, new Map()).map(({ lease }) => lease)).toEqual(["this"]);
    expect(next(pieces.value.slice(1), 0, new Map()).map(({ lease }) => lease)).toEqual(["other"]);
  });

  test("a refused one among them stops no other", async () => {
    const [, bad] = await queued(4);
    server.instead = ({ id }) => (id === bad ? Response.json({ problems: [{ field: "say", sentence: "No." }] }, { status: 400 }) : null);
    await again();
    expect(states()).toEqual(["sent", "refused", "sent", "sent"]);
    expect(server.requests.length).toBe(1);
  });

  test("what the server did not come to is sent at once in the next request", async () => {
    const all = await queued(4);
    server.instead = ({ id }) => (server.requests.length === 1 && id !== all[0] ? Response.json({}, { status: 503 }) : null);
    await again();
    expect(server.requests).toEqual([all, all.slice(1)]);
    expect(states()).toEqual(["sent", "sent", "sent", "sent"]);
  });

  test("a request that fails whole is sent again one by one, and what comes after together", async () => {
    const all = await queued(23);
    server.instead = ({ id }) => (id === all[1] ? new Response("<h1>", { status: 500 }) : null);
    await again();
    expect(server.requests.map(({ length }) => length)).toEqual([20, ...Array<number>(20).fill(1), 3]);
    expect(find(all[1]!)!.trouble).toBe("server");
    expect(states().filter((state) => state === "sent").length).toBe(22);
  });

  test("a photo that does not arrive holds back what comes after it, and nothing before it", async () => {
    const [first] = await queued(1);
    server.online = false;
    const kept = await keepPhoto(new Blob(["jpeg"]));
    if (typeof kept === "string") throw new Error(kept);
    const tied = await say("photo.add", ids.oldContact, { ...kept, name: "Stairs" });
    server.online = true;
    server.photo = () => new Response("", { status: 500 });
    await again();
    expect([find(first!)!.state, find(tied.work.id)!.state, find(tied.work.id)!.trouble]).toEqual(["sent", "waiting", "server"]);
    server.photo = null;
    await again();
    expect(states()).toEqual(["sent", "sent"]);
  });

  test("a word that it is urgent goes with an SOS, and with nothing else", async () => {
    await queued(1);
    await say("safety.sos", ids.me, { sos: "s", at: new Date().toISOString() });
    await again();
    expect(server.urgent).toEqual([true, false]);
  });
});

describe("typing and changing", () => {
  test("fifty pauses are one piece; what may have left is never changed under its id", async () => {
    server.online = false;
    await Promise.all([note("H"), note("He"), note("He s")]);
    await note("He sat");
    expect(pieces.value.length).toBe(1);
    expect(pieces.value[0]!.work.was).toEqual({ note: "No answer at first." });
    server.online = true;
    server.instead = () => "swallow";
    await again();
    const first = pieces.value[0]!.work;
    await note("He sat down");
    expect(await amend(first.id, { fields: { note: "other" } })).toBe(false);
    expect(pieces.value.map(({ work }) => [work.was.note, (work.say as { fields: { note: string } }).fields.note, work.after.length])).toEqual([
      ["No answer at first.", "He sat", 0],
      ["He sat", "He sat down", 1],
    ]);
    server.instead = null;
    await again();
    expect(states()).toEqual(["sent", "sent"]);
    await restart();
    expect(pieces.value.map(({ work, hash }) => server.stored.get(work.id)?.hash === hash)).toEqual([true, true]);
  });

  test("what is typed while it is being sent becomes the next piece", async () => {
    await note("one");
    server.instead = async () => {
      server.instead = null;
      await note("one two");
      return null;
    };
    await again();
    expect(pieces.value.map(({ work, state }) => [(work.say as { fields: { note: string } }).fields.note, state])).toEqual([
      ["one", "sent"],
      ["one two", "sent"],
    ]);
    expect(server.stored.size).toBe(2);
  });

  test("a waiting piece is changed in place, a refused one by a new piece that settles it", async () => {
    const { work } = await note("one");
    expect(editable(find(work.id)!)).toBe(true);
    await change(find(work.id)!, { note: "better" });
    expect(pieces.value.map((piece) => piece.work.id)).toEqual([work.id]);
    server.state = () => ({ state: "refused", problems: [{ field: "note", sentence: "Too odd." }] });
    await again();
    await change(find(work.id)!, { note: "best" });
    expect(pieces.value[1]!.work).toMatchObject({ settles: work.id, say: { fields: { note: "best" } }, was: { note: "No answer at first." } });
    expect(counts.value.needs).toBe(0);
    server.state = () => ({ state: "applied" });
    await again();
    expect(states()).toEqual(["sent"]);
  });
});

test("a conflict: the choice stands on the server's side and settles it, and both can be kept", async () => {
  const { work } = await note("Yours.");
  const stands = "Hers.";
  server.state = () => ({ state: "conflict", conflicts: [{ field: "note", yours: "Yours.", stands, by: "Marisol Vega", at: "2026-11-27T00:00:00Z" }] });
  await again();
  expect(faceOf(find(work.id)!).act).toBe("Choose");
  expect(counts.value).toMatchObject({ needs: 1, waiting: 0 });
  const both = bothOf("note", stands, "Yours.") as string;
  expect(both).toBe("Hers.\n\nYours.");
  await answer(find(work.id)!, { note: both });
  expect(pieces.value[1]!.work).toMatchObject({ settles: work.id, was: { note: stands }, say: { fields: { note: both } } });
  server.state = () => ({ state: "applied" });
  await again();
  expect(pieces.value.map(({ work: { id }, state }) => [id === work.id, state])).toEqual([[false, "sent"]]);
  expect(bothOf("contact_outcome", "engaged", "declined")).toBeNull();
  expect(bothOf("plan.signs", ["a", "b"], ["b", "c"])).toEqual(["a", "b", "c"]);
});

test("a piece the server holds goes on when what it waited for is sent", async () => {
  const person = crypto.randomUUID();
  const contact = crypto.randomUUID();
  const described = await say("person.describe", person, { assignment: ids.call, given_name: "", family_name: "", appearance: "Red jacket" });
  const begun = await say("contact.begin", contact, { person, assignment: ids.call, at: new Date().toISOString() });
  const set = await say("contact.set", contact, { fields: { note: "n" } });
  const closed = await say("contact.close", contact, { clear: true });
  expect([begun.work.after, set.work.after]).toEqual([[described.work.id], [begun.work.id]]);
  expect(closed.work.after.sort()).toEqual([begun.work.id, set.work.id].sort());
  let asked = 0;
  server.state = ({ verb }) => ({ state: verb === "contact.begin" && asked++ === 0 ? "waiting" : "applied" });
  await again();
  server.stored.get(begun.work.id)!.receipt.state = "applied";
  await again();
  expect(new Set(states())).toEqual(new Set(["sent"]));
  expect(follows("contact.set", contact, { fields: { note: "m" } }, pieces.value)).toEqual([]);
});

test("steps of a branch count up, and the trunk is the version this phone took", async () => {
  server.online = false;
  const one = await note("one");
  const two = await outcome("engaged");
  const three = await note("three");
  expect([one, two, three].map(({ work }) => [work.step, work.trunk])).toEqual([[1, 3], [2, 3], [3, 3]]);
  expect(new Set([one, two, three].map(({ work }) => work.branch)).size).toBe(1);
  expect(three.work.after).toEqual([one.work.id]);
});

test("a photo goes before the piece that ties it, and is let go once the server has both", async () => {
  const kept = await keepPhoto(new Blob(["jpeg"]));
  if (typeof kept === "string") throw new Error(kept);
  await say("photo.add", ids.oldContact, { ...kept, name: "Discharge sheet" });
  await again();
  expect(states()).toEqual(["sent"]);
  expect(await photoBytes(kept.photo)).toBeNull();
  expect(await keepPhoto(new Blob([new Uint8Array(5 * 1_048_576 + 1)]))).toBe("large");
});

test("patience doubles to five minutes, with jitter; who waits is not first", () => {
  expect([0, 1, 5, 30].map((times) => backOff(times, 300_000, 1))).toEqual([1000, 2000, 32_000, 300_000]);
  expect(backOff(3, 300_000, 0)).toBe(4000);
  expect(backOff(9, 10_000, 1)).toBe(10_000);
  expect(next([], 0, new Map())).toEqual([]);
});
