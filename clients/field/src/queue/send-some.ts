// Some pieces in one request: what the server's answers make of them. "Sent" is said only where its hash equals ours.
import { ask, body, NoAnswer, who } from "../app/api";
import type { Answer, Receipt, Says } from "../contract";
import { canonical } from "../store/canonical";
import { dropPhoto, photoBytes } from "../store/photos";
import { claim, forget, settle, urgent, type Piece, type PieceState, type Trouble } from "./pieces";
import { lastSent, reached } from "./reach";

/** What one request may carry; a larger piece goes alone. */
export const mostPieces = 20;
const mostBytes = 500_000;

/** sent: done · answered: the server has it · again: this one later · stop: nothing more now. `wait` in milliseconds. */
export interface Outcome {
  how: "sent" | "answered" | "again" | "stop";
  wait?: number;
}
/** What the server said of one piece, with how long it asks to wait. */
type Said = { status: number; body: unknown; wait?: number };

const made: Record<Receipt["state"], PieceState> = {
  applied: "sent",
  waiting: "held",
  conflict: "conflict",
  review: "review",
  refused: "refused",
  rival: "review",
};

/** What came of each, by id, only the first of them with a photo; null where the request failed as a whole and each is better sent by itself. */
export async function sendSome(ids: readonly string[]): Promise<Map<string, Outcome> | null> {
  const found = new Map<string, Outcome>();
  const some: { piece: Piece; text: string }[] = [];
  try {
    let bytes = 0;
    for (const id of ids) {
      const piece = await claim(id);
      if (!piece) {
        found.set(id, { how: "answered" });
        continue;
      }
      const text = canonical(piece.work);
      bytes += text.length * 3;
      if (some.length > 0 && bytes > mostBytes) {
        await backToWaiting(piece);
        break;
      }
      some.push({ piece, text });
      const photo = piece.work.verb === "photo.add" ? await sendPhoto(piece) : null;
      // The rest may hang on this one.
      if (photo) return found.set(id, photo);
    }
    if (some.length === 0) return found;
    return await sendThese(some, found);
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    for (const { piece } of some) await backToWaiting(piece);
    return found.set(some[0]!.piece.work.id, { how: "stop" });
  }
}

/** It goes again later; its body stays as it is, since it may have arrived. */
const backToWaiting = async (piece: Piece): Promise<void> => {
  if (piece.state === "sending") await settle(piece.work.id, { state: "waiting", tried: true }).catch(() => undefined);
};

async function sendThese(some: { piece: Piece; text: string }[], found: Map<string, Outcome>): Promise<Map<string, Outcome> | null> {
  const [first] = some;
  const answer = await put("work", `{"pieces":[${some.map(({ text }) => text).join(",")}]}`, {
    "Content-Type": "application/json",
    "Tandem-Now": new Date().toISOString(),
    "Tandem-Lease": first!.piece.lease,
    ...(urgent(first!.piece) && { "Tandem-Urgent": "yes" }),
  });
  if (answer.status === 200) {
    const { answers } = await body<{ answers?: Answer[] }>(answer);
    for (const [at, { piece }] of some.entries()) {
      const said = answers?.[at] ?? { status: 500, body: {} };
      // What the server did not come to in this request is sent at once in the next, once something came of this one.
      if (said.status === 503) await backToWaiting(piece);
      found.set(piece.work.id, said.status === 503 ? { how: "again", wait: at > 0 ? 0 : undefined } : await understand(piece, said));
    }
    return found;
  }
  const whole = await saidOf(answer);
  if (some.length > 1 && ![401, 429, 503].includes(whole.status)) {
    for (const { piece } of some) await backToWaiting(piece);
    return null;
  }
  for (const { piece } of some.slice(1)) await backToWaiting(piece);
  return found.set(first!.piece.work.id, await understand(first!.piece, whole));
}

/** An answer to the whole request, as one of a piece. */
const saidOf = async (answer: Response): Promise<Said> => ({
  status: answer.status === 200 ? 500 : answer.status,
  body: (await answer.json().catch(() => ({}))) as unknown,
  wait: Number(answer.headers.get("Retry-After")) * 1000 || undefined,
});

/** PUT, with a fresh token against forged requests where the old one has gone stale. */
async function put(path: string, what: BodyInit, headers: Record<string, string>): Promise<Response> {
  const send = () => ask(path, { method: "PUT", body: what, headers }, 60_000);
  const first = await send();
  if (first.status !== 403) return first;
  await who();
  return send();
}

async function understand(piece: Piece, { status, body, wait }: Said): Promise<Outcome> {
  const id = piece.work.id;
  if (status === 401) {
    await backToWaiting(piece);
    reached("signed-out");
    return { how: "stop" };
  }
  if ([200, 202, 409, 422].includes(status)) return receive(piece, body as Receipt);
  if (status === 400) {
    const broken = receiptOf(piece, { ...(body as Partial<Receipt>), state: "refused" });
    await settle(id, { state: "refused", receipt: broken, trouble: null });
    return { how: "answered" };
  }
  if (status === 413) {
    await settle(id, { state: "refused", trouble: "large" });
    return { how: "answered" };
  }
  await fault(piece, "server");
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
  if (answer.status === 200) {
    const receipt = await body<{ hash?: string }>(answer);
    if (receipt.hash === sha256) return null;
    await fault(piece, "hash");
    return { how: "again" };
  }
  return understand(piece, await saidOf(answer));
}
