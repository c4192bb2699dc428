// A phone for tests: opened on the made-up shift with a PIN of few rounds, closed and opened again as a restart does.
import type { Shift } from "../contract";
import { ready } from "../lock/session";
import { lock } from "../lock/session";
import { load } from "../queue/pieces";
import { reach } from "../queue/reach";
import { carry, recall, wiped } from "../shift/keep";
import { db } from "../store/database";
import { makeUser, openWithPin } from "../store/key";
import { opaque } from "../store/vault";
import { ids, sampleShift } from "./sample-shift";

export const pin = "483920";
export const fewRounds = 1000;

/** A phone as new. */
export async function newPhone(): Promise<void> {
  lock();
  reach.value = "yes";
  wiped.value = null;
  await db.open();
  await Promise.all(db.tables.map((table) => table.clear()));
}

export async function openPhone(user = ids.me, change: Partial<Shift> = {}): Promise<string> {
  await makeUser(user, pin, fewRounds);
  const shift = sampleShift(change);
  await carry({ ...shift, me: { ...shift.me, id: user } });
  await load();
  ready.value = true;
  return opaque(user);
}

/** Everything in memory gone, as after a restart; then opened with the PIN. */
export async function restart(user = ids.me): Promise<void> {
  lock();
  db.close({ disableAutoOpen: false });
  if ((await openWithPin(await opaque(user), pin)) !== "open") throw new Error("not opened");
  await recall();
  await load();
  ready.value = true;
}

/** Every byte that lies in the database, as text: what somebody with the phone's disk could read. */
export async function everyByte(): Promise<string> {
  const parts: string[] = [];
  const walk = (value: unknown): void => {
    if (value instanceof ArrayBuffer) parts.push(Buffer.from(value).toString("latin1"));
    else if (ArrayBuffer.isView(value)) parts.push(Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("latin1"));
    else if (value && typeof value === "object") for (const [key, held] of Object.entries(value)) { parts.push(key); walk(held); }
    else parts.push(String(value));
  };
  for (const table of db.tables) walk(await table.toArray());
  return parts.join("\n");
}
