// The conversations the server's tests recorded, spoken again by the phone: the same words go out, each answer is understood.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { beforeEach, describe, expect, test } from "vitest";
import type { Answer, Receipt, Work } from "../../contract";
import { FakeServer } from "../../dev/fake-server";
import { newPhone, openPhone } from "../../dev/phone";
import { hashOf } from "../../store/canonical";
import { find, forget, keep, pieces, settled, type Piece, type PieceState } from "../pieces";
import { sendSome } from "../send-some";
import { line } from "../show";

interface Turn {
  request: { method: string; path: string; body: { pieces: Work[] } };
  response: { status: number; body: { answers: Answer[] } };
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
    expect(turns.length).toBeGreaterThan(0);
    for (const [at, { request, response }] of turns.entries()) {
      const { pieces: works } = request.body;
      const { answers } = response.body;
      for (const [place, work] of works.entries()) {
        const hash = await hashOf(work);
        // The same id with other words is another phone's: this one never had the first.
        if (find(work.id) && find(work.id)!.hash !== hash) await forget([work.id]);
        if (find(work.id)) continue;
        const order = at * 100 + place;
        const piece: Piece = { work, hash, order, state: "waiting", tried: false, receipt: null, trouble: null, lease: "" };
        pieces.value = [...pieces.value, piece];
        await keep(piece);
      }
      server.instead = (sent) => {
        const place = works.findIndex(({ id }) => id === sent.id);
        expect(sent).toEqual(works[place]);
        return Response.json(answers[place]!.body, { status: answers[place]!.status });
      };
      await sendSome(works.map(({ id }) => id));
      for (const [place, work] of works.entries()) {
        const said = answers[place]!.body as Receipt;
        if (said.hash) expect(said.hash).toBe(await hashOf(work));
        const found = find(work.id)!;
        expect([at, found.state]).toEqual([at, said.hash ? becomes[said.state] : "refused"]);
        expect(line(found)).not.toBe("");
        if (work.settles && found.state === "sent") expect(find(work.settles)).toBeUndefined();
        else if (work.settles) expect(settled.value.has(work.settles)).toBe(true);
      }
    }
  });
});
