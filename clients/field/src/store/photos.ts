// Photos taken for a contact: sealed like everything, sent before the piece that ties them, let go once the server has them.
import { newId, sha256 } from "./bytes";
import { db, isFull, steady } from "./database";
import { openBytes, sealBytes } from "./sealing";
import { makeRoom } from "./room";
import { opened } from "./vault";

/** The most a photo may have: 5 MB. */
export const largest = 5 * 1_048_576;
export type PhotoKept = { photo: string; sha256: string; bytes: number } | "full" | "large";

const bound = (id: string): string => `photo|${id}`;

/** Seals and stores a photo; say("photo.add", contact, {...kept, name}) ties it. */
export async function keepPhoto(file: Blob): Promise<PhotoKept> {
  if (file.size > largest) return "large";
  const { owner, key } = opened();
  const whole = await file.arrayBuffer();
  const id = newId();
  const row = { id, owner, sealed: await sealBytes(key, bound(id), whole) };
  const put = () => steady(() => db.photos.put(row));
  try {
    await put().catch(async (error: unknown) => {
      if (!isFull(error)) throw error;
      await makeRoom();
      await put();
    });
  } catch (error) {
    if (!isFull(error)) throw error;
    return "full";
  }
  return { photo: id, sha256: await sha256(whole), bytes: file.size };
}

/** The bytes of a photo of the open user, or null. */
export async function photoBytes(id: string): Promise<ArrayBuffer | null> {
  const { owner, key } = opened();
  const row = await steady(() => db.photos.get(id));
  return row && row.owner === owner ? openBytes(key, bound(id), row.sealed) : null;
}

export const dropPhoto = (id: string): Promise<void> => steady(() => db.photos.delete(id));
