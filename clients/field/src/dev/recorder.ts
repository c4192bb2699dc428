// Writes down what the phone sends, word for word, so that the server's tests can answer the very same words
// (`contracts/from_phone`). The clock and the ids are the same each time; bytes of a photo stand in base64.
import { vi } from "vitest";
import { inTurn } from "../queue/pieces";
import { run, stopSending } from "../queue/send";
import { ids } from "./sample-shift";

interface Request {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: unknown;
  base64?: string;
}
/** One request, and what this phone heard: `receipt`, or `nothing`, though the server may have it. */
export interface Sent {
  request: Request;
  heard: "receipt" | "nothing";
}
export interface Told {
  about: string;
  /** What the made-up ids of the shift stand for: whoever sends this again puts real ones there. */
  stands_for: Record<string, string>;
  turns: Sent[];
}

const begins = Date.parse("2026-11-27T03:20:11.123Z");
const kept = ["Content-Type", "Tandem-Hash", "Tandem-Lease", "Tandem-Now"];

/** One clock and one row of ids for a story; call it before the phone is opened, and `vi.useRealTimers` after. */
export function sameEachTime(): void {
  vi.useFakeTimers({ toFake: ["Date"], now: begins });
  let made = 0;
  vi.spyOn(crypto, "randomUUID").mockImplementation(() => `00000000-0000-4000-9000-${String((made += 1)).padStart(12, "0")}`);
}

/** So many seconds go by; what was said before lies on the phone then. */
export async function passes(seconds: number): Promise<void> {
  await inTurn(async () => undefined);
  vi.setSystemTime(Date.now() + seconds * 1000);
}

/** The signal is back: everything that waits is sent, whatever patience there was. */
export async function sends(): Promise<void> {
  await passes(0);
  stopSending();
  await run();
}

/** Hangs between the phone and the server that was installed as `fetch`; the turns fill as the phone sends. */
export function record(about: string): Told {
  const stands_for = { assignment: ids.call, person: ids.theo, officer: ids.officer, service: ids.lakeside };
  const told: Told = { about, stands_for, turns: [] };
  const server = globalThis.fetch;
  globalThis.fetch = async (url, init = {}) => {
    if (init.method !== "PUT") return server(url, init);
    const turn: Sent = { request: await requestOf(String(url), init), heard: "nothing" };
    told.turns.push(turn);
    const answer = await server(url, init);
    turn.heard = "receipt";
    return answer;
  };
  return told;
}

async function requestOf(path: string, init: RequestInit): Promise<Request> {
  const told = new Headers(init.headers);
  const headers = Object.fromEntries(kept.flatMap((name) => (told.has(name) ? [[name, told.get(name)!]] : [])));
  const request = { method: "PUT", path, headers };
  if (typeof init.body === "string") return { ...request, body: JSON.parse(init.body) as unknown };
  return { ...request, base64: Buffer.from(await new Response(init.body).arrayBuffer()).toString("base64") };
}

/** The file as it stands in the folder. */
export const written = (told: Told): string => `${JSON.stringify(told, null, 1)}\n`;
