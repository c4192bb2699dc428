// Room on the phone: told before something is lost, made by letting go of what the server has.
import { signal } from "@preact/signals";
import { db, steady } from "./database";
import { vault } from "./vault";

/** Whether little room is left (under 20 MB): the frame then says so before anything is lost. */
export const low = signal(false);
const little = 20 * 1_048_576;

export async function look(): Promise<void> {
  try {
    const { quota = 0, usage = 0 } = await navigator.storage.estimate();
    low.value = quota > 0 && quota - usage < little;
  } catch {
    low.value = false;
  }
}

/** Asks the browser not to clear this phone's work by itself. */
export async function persist(): Promise<boolean> {
  try {
    return (await navigator.storage.persisted()) || (await navigator.storage.persist());
  } catch {
    return false;
  }
}

/** Lets go of the open user's work that the server has acknowledged; nothing else is ever cleared for room. */
export async function makeRoom(): Promise<void> {
  const owner = vault.value?.owner;
  if (!owner) return;
  await steady(async () => {
    const sent = await db.queue.where("state").equals("sent").filter((row) => row.owner === owner).primaryKeys();
    await db.queue.bulkDelete(sent);
  });
}
