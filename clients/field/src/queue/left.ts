// Work of somebody who cannot send it from here: handed over sealed, to wait for a supervisor of its author.
import { ask, body, NoAnswer } from "../app/api";
import { db, steady, type QueueRow } from "../store/database";
import { vault } from "../store/vault";

const batch = 50;
const day = 24 * 3_600_000;

const unsent = (row: QueueRow): boolean => row.state !== "sent";

/** Hands over what `which` picks, all or in parts; returns how many were taken, or null without signal. */
async function handOver(which: (row: QueueRow) => boolean): Promise<number | null> {
  const rows = await steady(() => db.queue.filter((row) => unsent(row) && row.state !== "review" && row.left !== null && which(row)).toArray());
  let taken = 0;
  for (let at = 0; at < rows.length; at += batch) {
    const some = rows.slice(at, at + batch);
    const packages = some.map(({ id, left }) => ({ id, author: left!.author, sealed: JSON.parse(left!.sealed) as object }));
    let ids: string[];
    try {
      const answer = await ask("left", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ packages }) }, 60_000);
      if (answer.status !== 202) return taken || null;
      ids = (await body<{ taken: string[] }>(answer)).taken;
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      return taken || null;
    }
    // It stays on this phone as handed over, so that its author still finds it; a forgotten author's is let go.
    await steady(() => db.queue.where("id").anyOf(ids).modify({ state: "review" }));
    taken += ids.length;
  }
  if (taken) await letGo();
  return taken;
}

/** What a forgotten author left and the server has is no use to anybody here. */
async function letGo(): Promise<void> {
  const forgotten = await steady(() => db.users.filter(({ wiped, pin, passkey }) => wiped !== null && !pin && !passkey).primaryKeys());
  await steady(() => db.queue.filter(({ owner, state }) => forgotten.includes(owner) && (state === "review" || state === "sent")).delete());
  for (const owner of forgotten) {
    const rest = await steady(() => db.queue.filter((row) => row.owner === owner).count());
    if (rest === 0) await steady(() => db.users.delete(owner));
  }
}

/** What another user's "Hand over" does: everything that is not `except`'s. */
export const handOverOthers = (except: string): Promise<number | null> => handOver(({ owner }) => owner !== except);

/** Without being asked: what forgotten users left, and what lies here longer than a shift. */
export async function handOverOld(now = Date.now()): Promise<number | null> {
  const forgotten = new Set(await steady(() => db.users.filter(({ pin, passkey }) => !pin && !passkey).primaryKeys()));
  return handOver((row) => row.owner !== vault.value?.owner && (forgotten.has(row.owner) || row.order < now - day));
}
