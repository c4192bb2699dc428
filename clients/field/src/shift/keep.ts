// Keeping the shift on the phone: sealed whole once when it is taken, opened once at unlocking, dropped when it ends.
import { signal } from "@preact/signals";
import type { Shift } from "../contract";
import { forget, pieces } from "../queue/pieces";
import { db, steady, type WipeReason } from "../store/database";
import { sealerTo, seal, unseal } from "../store/sealing";
import { opened, vault } from "../store/vault";
import { carrying, shift } from "./signals";

/** Why the shift was taken off this phone, until the user has read it. */
export const wiped = signal<WipeReason | null>(null);

/** A clock that went back further than this is not believed. */
const back = 10 * 60_000;
const day = 24 * 3_600_000;

const bound = (owner: string): string => `carried|${owner}`;

/** Whether a shift may still be shown, by a clock that may be wrong. Pure; all in milliseconds. */
export function stands(row: { until: number; seen: number }, now: number): boolean {
  return now < row.until && now > row.seen - back;
}

export async function carry(taken: Shift): Promise<void> {
  const { owner, key } = opened();
  const now = Date.now();
  // The server's hours on the phone's clock: a phone three days off keeps its shift as long as any other, and no longer.
  const hours = Math.min(day, Math.max(0, Date.parse(taken.until) - Date.parse(taken.taken_at)));
  const sealed = await seal(key, bound(owner), taken);
  await steady(() => db.carried.put({ owner, lease: taken.lease, until: now + hours, seen: now, sealed }));
  const sealer = await sealerTo(taken.server_key).catch(() => null);
  vault.value = { ...opened(), user: taken.me.id, sealer };
  shift.value = taken;
  carrying.value = "ready";
  await letGo(taken);
}

/** What the server has had for longer than a shift is let go. */
async function letGo(taken: Shift): Promise<void> {
  const before = Date.parse(taken.taken_at) - day;
  const known = pieces.value.filter(({ state, receipt }) => state === "sent" && receipt && Date.parse(receipt.received) < before);
  await forget(known.map(({ work }) => work.id));
}

/** Opens what lies on the phone for the open user. */
export async function recall(): Promise<void> {
  const { owner, key } = opened();
  const row = await steady(() => db.carried.get(owner));
  if (!row) return;
  if (!stands(row, Date.now())) return drop("until");
  const carried = await unseal<Shift>(key, bound(owner), row.sealed);
  vault.value = { ...opened(), user: carried.me.id, sealer: await sealerTo(carried.server_key).catch(() => null) };
  shift.value = carried;
  carrying.value = "ready";
}

/** Takes the shift and what is sent off this phone; unsent work stays. Without a reason the user is not told: a new one follows at once. */
export async function drop(why: WipeReason | null, owner = opened().owner): Promise<void> {
  await steady(() => db.carried.delete(owner));
  await steady(() => db.queue.filter((row) => row.owner === owner && row.state === "sent").delete());
  if (vault.value?.owner !== owner) return;
  pieces.value = pieces.value.filter(({ state }) => state !== "sent");
  shift.value = null;
  carrying.value = "gone";
  if (why) wiped.value = why;
}

/** Notes the time, and drops what has ended: for every user of this phone, open or not. */
export async function watch(now = Date.now()): Promise<void> {
  const rows = await steady(() => db.carried.toArray());
  for (const row of rows) {
    if (!stands(row, now)) await drop("until", row.owner);
    else if (now > row.seen) await steady(() => db.carried.update(row.owner, { seen: now }));
  }
}
