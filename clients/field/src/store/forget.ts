// Forgetting a user: what they could read goes, what the server has not yet stays, readable by the server alone.
import { newId } from "./bytes";
import { db, steady, type WipeReason } from "./database";

/**
 * Takes a user's key, shift, drafts and photos off this phone. Their unsent pieces stay, under an id of nobody, to be
 * handed over; returns how many. The user may begin anew on this phone with another key.
 */
export async function forgetUser(owner: string, why: WipeReason): Promise<number> {
  const nobody = `left-${newId()}`;
  return steady(() =>
    db.transaction("rw", [db.users, db.carried, db.queue, db.photos, db.drafts], async () => {
      await db.carried.delete(owner);
      await db.drafts.where("owner").equals(owner).delete();
      await db.photos.where("owner").equals(owner).delete();
      await db.users.delete(owner);
      const mine = db.queue.filter((row) => row.owner === owner);
      await mine.and(({ state, left }) => state === "sent" || left === null).delete();
      // The author's own sealing can't be opened any more; only what the server opens is kept.
      const kept = await db.queue
        .filter((row) => row.owner === owner)
        .modify((row) => {
          row.owner = nobody;
          row.sealed = { iv: new Uint8Array(0), data: new ArrayBuffer(0) };
        });
      if (kept) await db.users.put({ id: nobody, pin: null, passkey: null, tries: 0, used_at: Date.now(), wiped: why });
      return kept;
    }),
  );
}
