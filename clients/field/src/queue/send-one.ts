// One piece, once: what the server's answer makes of it. "Sent" is said only where its hash equals ours.
import { ask, body, NoAnswer, who } from "../app/api";
import type { Receipt, Says } from "../contract";
import { canonical } from "../store/canonical";
import { dropPhoto, photoBytes } from "../store/photos";
import { claim, forget, settle, type Piece, type PieceState, type Trouble } from "./pieces";
import { lastSent, reached } from "./reach";

/** sent: done · answered: the server has it · again: this one later · stop: nothing more now. `wait` in milliseconds. */
export interface Outcome {
  how: "sent" | "answered" | "again" | "stop";
  wait?: number;
}

const made: Record<Receipt["state"], PieceState> = {
  applied: "sent",
  waiting: "held",
  conflict: "conflict",
  review: "review",
  refused: "refused",
  rival: "review",
};

export async function sendOne(id: string): Promise<Outcome> {
  const piece = await claim(id);
  if (!piece) return { how: "answered" };
  try {
    if (piece.work.verb === "photo.add") {
      const photo = await sendPhoto(piece);
      if (photo) return photo;
    }
    const answer = await put(`work/${id}`, canonical(piece.work), {
      "Content-Type": "application/json",
      "Tandem-Now": new Date().toISOString(),
      "Tandem-Lease": piece.lease,
    });
    return await understand(piece, answer);
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    if (piece.state === "sending") await settle(id, { state: "waiting", tried: true }).catch(() => undefined);
    return { how: "stop" };
  }
}

/** PUT, with a fresh token against forged requests where the old one has gone stale. */
async function put(path: string, what: BodyInit, headers: Record<string, string>): Promise<Response> {
  const send = () => ask(path, { method: "PUT", body: what, headers }, 60_000);
  const first = await send();
  if (first.status !== 403) return first;
  await who();
  return send();
}

async function understand(piece: Piece, answer: Response): Promise<Outcome> {
  const id = piece.work.id;
  const { status } = answer;
  if (status === 401) {
    reached("signed-out");
    return { how: "stop" };
  }
  if ([200, 201, 202, 409, 422].includes(status)) return receive(piece, await body<Receipt>(answer));
  if (status === 400) {
    const found = (await answer.json().catch(() => ({}))) as Partial<Receipt>;
    const broken = receiptOf(piece, { ...found, state: "refused" });
    await settle(id, { state: "refused", receipt: broken, trouble: null });
    return { how: "answered" };
  }
  if (status === 413) {
    await settle(id, { state: "refused", trouble: "large" });
    return { how: "answered" };
  }
  await fault(piece, "server");
  const wait = Number(answer.headers.get("Retry-After")) * 1000 || undefined;
  return status === 429 || status === 503 ? { how: "stop", wait } : { how: "again", wait };
}

const receiptOf = (piece: Piece, part: Partial<Receipt>): Receipt => ({
  id: piece.work.id,
  hash: piece.hash,
  received: new Date().toISOString(),
  version: 0,
  conflicts: [],
  made: {},
  clock: null,
  ...part,
  state: part.state ?? "refused",
  problems: Array.isArray(part.problems) ? part.problems : [],
});

/** Takes a receipt at its word only where it is about this piece and this very text. */
async function receive(piece: Piece, receipt: Receipt): Promise<Outcome> {
  const id = piece.work.id;
  const ours = receipt.id === id && receipt.hash === piece.hash && receipt.state in made;
  if (receipt.id === id && receipt.state === "rival") {
    await settle(id, { state: "review", receipt: receiptOf(piece, receipt), trouble: "rival" });
    return { how: "answered" };
  }
  if (!ours) {
    await fault(piece, "hash");
    return { how: "again" };
  }
  const state = made[receipt.state];
  await settle(id, { state, receipt: receiptOf(piece, receipt), trouble: null });
  if (state !== "sent") return { how: "answered" };
  lastSent.value = Date.now();
  if (piece.work.settles) await forget([piece.work.settles]);
  if (piece.work.verb === "photo.add") await dropPhoto((piece.work.say as Says["photo.add"]).photo);
  return { how: "sent" };
}

/** It stays what it was and says what went wrong. */
async function fault(piece: Piece, trouble: Trouble): Promise<void> {
  const state = piece.state === "sending" ? "waiting" : piece.state;
  await settle(piece.work.id, { state, trouble, tried: true });
}

/** The photo goes before the piece that ties it; null once the server has exactly these bytes. */
async function sendPhoto(piece: Piece): Promise<Outcome | null> {
  const { photo, sha256 } = piece.work.say as Says["photo.add"];
  const bytes = await photoBytes(photo);
  // Gone from this phone: the server had it before, or the piece will say that it is missing.
  if (!bytes) return null;
  const answer = await put(`photo/${photo}`, bytes, { "Content-Type": "application/octet-stream", "Tandem-Hash": sha256 });
  if (answer.status === 200 || answer.status === 201) {
    const receipt = await body<{ hash?: string }>(answer);
    if (receipt.hash === sha256) return null;
    await fault(piece, "hash");
    return { how: "again" };
  }
  return understand(piece, answer);
}
