// News reach an open phone whatever its line does: breaks, hangs without a word, is refused, or answers too early.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FakeServer } from "../../dev/fake-server";
import { newPhone, openPhone } from "../../dev/phone";
import { sampleShift } from "../../dev/sample-shift";
import { stopSending } from "../../queue/send";
import { hear, hearAgain, stopHearing } from "../events";
import { checkLeases } from "../lease";
import { shift } from "../signals";
import { take } from "../take";

/** The browser's stream, as far as the phone knows it. */
class Line {
  static readonly OPEN = 1;
  static readonly CLOSED = 2;
  static all: Line[] = [];
  readyState = 0;
  onerror: (() => void) | null = null;
  private runs = new Map<string, () => void>();
  constructor() {
    Line.all.push(this);
  }
  addEventListener(kind: string, run: () => void): void {
    this.runs.set(kind, run);
  }
  close(): void {
    this.readyState = Line.CLOSED;
  }
  tells(kind: string): void {
    if (kind === "open") this.readyState = Line.OPEN;
    this.runs.get(kind)?.();
  }
  refused(): void {
    this.readyState = Line.CLOSED;
    this.onerror?.();
  }
}

function gate(): { opened: Promise<void>; open: () => void } {
  let open = () => {};
  const opened = new Promise<void>((done) => (open = done));
  return { opened, open };
}

const line = (): Line => Line.all.at(-1)!;
const at = (zone: string) => sampleShift({ zone });
let server: FakeServer;

beforeEach(async () => {
  server = new FakeServer().install();
  await newPhone();
  await openPhone();
  stopSending();
  Line.all = [];
  vi.stubGlobal("EventSource", Line);
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"] });
  server.shift = at("America/Denver");
  const listening = hear();
  line().tells("open");
  await listening;
});

afterEach(() => {
  stopHearing();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const knows = (zone: string) => vi.waitFor(() => expect(shift.value?.zone).toBe(zone), { interval: 1 });

test("a call told while an older answer is on its way is fetched after it", async () => {
  const fetched = globalThis.fetch;
  const [held, read] = [gate(), gate()];
  globalThis.fetch = async (url, init) => {
    const answer = await fetched(url, init);
    if (String(url).endsWith("/shift")) {
      read.open();
      await held.opened;
    }
    return answer;
  };
  const first = take();
  await read.opened;
  server.shift = at("America/Chicago");
  line().tells("arrival");
  await vi.advanceTimersByTimeAsync(400);
  held.open();
  await first;
  await knows("America/Chicago");
});

test("many news at once are fetched once", async () => {
  const fetched = globalThis.fetch;
  let takes = 0;
  globalThis.fetch = (url, init) => {
    if (String(url).endsWith("/shift")) takes += 1;
    return fetched(url, init);
  };
  server.shift = at("America/Nome");
  for (let piece = 0; piece < 9; piece += 1) line().tells("arrival");
  await vi.advanceTimersByTimeAsync(400);
  await knows("America/Nome");
  expect(takes).toBe(1);
});

test("a stream that broke and is open again has missed what happened between", async () => {
  server.shift = at("America/Phoenix");
  server.lease = { stands: true, news: true };
  line().tells("open");
  await knows("America/Phoenix");
});

test("a line that hangs without a word is dead after two beats, and opened anew", async () => {
  for (let beat = 0; beat < 5; beat += 1) {
    await vi.advanceTimersByTimeAsync(8_000);
    line().tells("beat");
  }
  expect(Line.all).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(24_000);
  expect(Line.all).toHaveLength(2);
  expect(Line.all[0]!.readyState).toBe(Line.CLOSED);
  server.shift = at("America/Boise");
  server.lease = { stands: true, news: true };
  line().tells("open");
  await knows("America/Boise");
});

test("one that is refused is tried again within seconds, and never rarer than each quarter of a minute", async () => {
  for (let times = 1; times < 8; times += 1) {
    line().refused();
    await vi.advanceTimersByTimeAsync(15_000);
    expect(Line.all).toHaveLength(times + 1);
  }
});

test("who looks at the phone with a line that is not surely open has a new one at once", () => {
  hearAgain();
  expect(Line.all).toHaveLength(1);
  line().readyState = 0;
  hearAgain();
  expect(Line.all).toHaveLength(2);
});

test("an arrival that could not be fetched is fetched as soon as there is signal", async () => {
  server.online = false;
  server.shift = at("America/Juneau");
  line().tells("arrival");
  await vi.advanceTimersByTimeAsync(2_500);
  server.online = true;
  await vi.advanceTimersByTimeAsync(5_000);
  await knows("America/Juneau");
});

test("without any stream the lease says that there is news", async () => {
  stopHearing();
  server.shift = at("America/Detroit");
  await checkLeases();
  expect(shift.value?.zone).not.toBe("America/Detroit");
  server.lease = {};
  await checkLeases();
  expect(shift.value).not.toBeNull();
  server.lease = { stands: true, news: true };
  await checkLeases();
  await knows("America/Detroit");
});
