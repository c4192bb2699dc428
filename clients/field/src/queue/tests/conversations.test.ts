// The conversations the server's tests recorded, spoken again by the phone: the same words go out, each answer is understood.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { beforeEach, describe, expect, test } from "vitest";
import type { Receipt, Work } from "../../contract";
import { FakeServer } from "../../dev/fake-server";
import { newPhone, openPhone } from "../../dev/phone";
import { hashOf } from "../../store/canonical";
import { find, forget, keep, pieces, settled, type Piece, type PieceState } from "../pieces";
import { sendOne } from "../send-one";
import { line } from "../show";

interface Turn {
  request: { method: string; path: string; body: Work };
  response: { status: number; body: Receipt };
}
const folder = new URL("../../../../../contracts/conversations/", import.meta.url);
const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".json")) : [];
const becomes: Record<Receipt["state"], PieceState> = {
  applied: "sent", waiting: "held", conflict: "conflict", review: "review", refused: "refused", rival: "review",
};

beforeEach(async () => {
  await newPhone();
  await openPhone();
});

describe.runIf(names.length)("recorded by the server", () => {
  test.each(names)("%s", async (name) => {
    const { turns } = JSON.parse(readFileSync(new URL(name, folder), "utf8")) as { turns: Turn[] };
    const server = new FakeServer().install();
    const pieceTurns = turns.filter(({ request }) => request.method === "PUT" && request.path.includes("/work/"));
    expect(pieceTurns.length).toBeGreaterThan(0);
    for (const [at, { request, response }] of pieceTurns.entries()) {
      const work = request.body;
      const hash = await hashOf(work);
      // The same id with other words is another phone's: this one never had the first.
      if (find(work.id) && find(work.id)!.hash !== hash) await forget([work.id]);
      if (!find(work.id)) {
        const piece: Piece = { work, hash, order: at, state: "waiting", tried: false, receipt: null, trouble: null, lease: "" };
        pieces.value = [...pieces.value, piece];
        await keep(piece);
      }
      server.instead = (sent) => {
        expect(sent).toEqual(work);
        return Response.json(response.body, { status: response.status });
      };
      await sendOne(work.id);
      expect(response.body.hash).toBe(hash);
      const found = find(work.id)!;
      expect([at, found.state]).toEqual([at, becomes[response.body.state]]);
      expect(line(found)).not.toBe("");
      if (work.settles && found.state === "sent") expect(find(work.settles)).toBeUndefined();
      else if (work.settles) expect(settled.value.has(work.settles)).toBe(true);
    }
  });
});
