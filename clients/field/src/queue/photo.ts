// Photos in the queue: the bytes lie sealed beside the piece that ties them to a contact, and the two come and go together.
import type { Id, Says } from "../contract";
import { dropPhoto, keepPhoto, photoBytes } from "../store/photos";
import { find, pieces, removable, takeBack, type Piece } from "./pieces";
import { say } from "./say";

/**
 * Keeps a photo of a contact and queues it. On a full phone nothing of it stays behind, and that is what is said.
 * `program`: whether it is a paper of a program for alcohol or drug treatment, where that was asked; such a one is never
 * kept, not even here.
 */
export async function addPhoto(contact: Id, file: Blob, name: string, program?: boolean): Promise<"kept" | "full" | "large" | "program"> {
  if (program) return "program";
  const kept = await keepPhoto(file);
  if (typeof kept === "string") return kept;
  const piece = await say("photo.add", contact, { ...kept, name, ...(program === undefined ? {} : { program_paper: program }) });
  if (piece.state !== "full") return "kept";
  if (await takeBack(piece.work.id)) await dropPhoto(kept.photo);
  return "full";
}

const saidOf = (piece: Piece) => piece.work.say as Says["photo.add"];

/** The piece that ties a photo. */
export const pieceOf = (photo: Id): Piece | undefined =>
  pieces.value.findLast((piece) => piece.work.verb === "photo.add" && saidOf(piece).photo === photo);

/** Whether a photo can still be removed: it never left this phone, and nothing that was signed rests on it. */
export function canRemove(photo: Id): boolean {
  const piece = pieceOf(photo);
  return piece !== undefined && removable(piece);
}

/** Removes a photo that never left this phone; false, and nothing changed, once it may have. */
export async function removePhoto(photo: Id): Promise<boolean> {
  const piece = pieceOf(photo);
  if (!piece || !(await takeBack(piece.work.id))) return false;
  if (!find(piece.work.id)) await dropPhoto(photo);
  return true;
}

/** The picture itself while it lies on this phone; null once the server has it, and it was let go. */
export async function picture(photo: Id): Promise<Blob | null> {
  const bytes = await photoBytes(photo);
  return bytes && new Blob([bytes], { type: "image/jpeg" });
}
