// Words being typed: sealed at each pause of 300 ms, so that a phone killed while typing costs a word and not a note.
import { db, steady } from "./database";
import { seal, unseal } from "./sealing";
import { opened } from "./vault";

const bound = (id: string): string => `draft|${id}`;

/** Keeps what is typed under a place of the app, e.g. "note|<contact>". An empty text drops it. */
export async function keepDraft(id: string, text: string): Promise<void> {
  const { owner, key } = opened();
  if (!text) return dropDraft(id);
  const sealed = await seal(key, bound(id), text);
  await steady(() => db.drafts.put({ id, owner, sealed }));
}

export async function draft(id: string): Promise<string | null> {
  const { owner, key } = opened();
  const row = await steady(() => db.drafts.get([owner, id]));
  return row ? unseal<string>(key, bound(id), row.sealed) : null;
}

export async function dropDraft(id: string): Promise<void> {
  const { owner } = opened();
  await steady(() => db.drafts.delete([owner, id]));
}
