// A tiny server for tests: it keeps pieces by id and hash as the contract says, and can be made to fail in any way.
import type { Receipt, Who, Work } from "../contract";
import { hashOf } from "../store/canonical";
import { ids } from "./sample-shift";

type Answer = Response | "cut" | "swallow" | null;

export class FakeServer {
  stored = new Map<string, { work: Work; hash: string; receipt: Receipt }>();
  puts: string[] = [];
  /** The ids of each request, and whether it said that it is urgent. */
  requests: string[][] = [];
  urgent: boolean[] = [];
  /** What to answer to a photo instead. */
  photo: (() => Response) | null = null;
  /** What to answer to a wish for a referral's link. */
  link: () => Response = () => new Response(null, { status: 404 });
  left: { id: string; author: string; sealed: { epk: JsonWebKey; iv: string; ct: string } }[] = [];
  session: Who = { signed_in: true, user: ids.me, name: "", role: "", profession: "", organization: "", csrf: "token" };
  online = true;
  lease: object = { stands: true };
  shift: object | null = null;
  /** What to answer to a piece instead; `cut`: it never arrived; `swallow`: it arrived and the answer did not. */
  instead: ((work: Work) => Answer | Promise<Answer>) | null = null;
  /** What state a piece comes out in. */
  state: (work: Work) => Partial<Receipt> = () => ({ state: "applied" });

  install(): this {
    globalThis.fetch = ((url: string, init?: RequestInit) => this.answer(String(url), init)) as typeof fetch;
    return this;
  }

  private async answer(url: string, init: RequestInit = {}): Promise<Response> {
    if (!this.online) throw new TypeError("Failed to fetch");
    const path = url.replace("/phone/api/", "");
    if (path === "me") return Response.json(this.session);
    if (path === "shift") return this.shift ? Response.json(this.shift) : new Response(null, { status: 404 });
    if (path.startsWith("lease/")) return Response.json(this.lease);
    if (path === "left") {
      const { packages } = JSON.parse(String(init.body)) as { packages: FakeServer["left"] };
      this.left.push(...packages);
      return Response.json({ taken: packages.map(({ id }) => id) }, { status: 202 });
    }
    if (path.startsWith("referrals/")) return this.link();
    if (path.startsWith("photo/")) return this.photo?.() ?? Response.json({ hash: new Headers(init.headers).get("Tandem-Hash") });
    if (path === "work") this.urgent.push(new Headers(init.headers).has("Tandem-Urgent"));
    if (path === "work") return this.takeAll((JSON.parse(String(init.body)) as { pieces: Work[] }).pieces);
    return new Response(null, { status: 200 });
  }

  /** Each by itself; what goes wrong with one of several that is no answer of JSON goes wrong with the whole request. */
  private async takeAll(works: Work[]): Promise<Response> {
    this.requests.push(works.map(({ id }) => id));
    const answers: { status: number; body: unknown }[] = [];
    for (const work of works) {
      const answer = await this.take(work);
      const text = await answer.clone().text();
      if (!text.startsWith("{")) return answer;
      answers.push({ status: answer.status, body: JSON.parse(text) });
    }
    return Response.json({ answers });
  }

  private async take(work: Work): Promise<Response> {
    this.puts.push(work.id);
    const instead = await this.instead?.(work);
    if (instead === "cut") throw new TypeError("Failed to fetch");
    if (instead && instead !== "swallow") return instead;
    const hash = await hashOf(work);
    const before = this.stored.get(work.id);
    if (before && before.hash !== hash) return Response.json({ ...before.receipt, hash, state: "rival" }, { status: 409 });
    const receipt: Receipt = before?.receipt ?? {
      id: work.id, hash, state: "applied", received: new Date().toISOString(), version: 1, problems: [], conflicts: [], made: {}, clock: null,
      ...this.state(work),
    };
    this.stored.set(work.id, { work, hash, receipt });
    if (instead === "swallow") throw new TypeError("Failed to fetch");
    const status = { applied: 200, waiting: 202, review: 202, conflict: 409, rival: 409, refused: 422 }[receipt.state];
    return Response.json(receipt, { status });
  }
}
