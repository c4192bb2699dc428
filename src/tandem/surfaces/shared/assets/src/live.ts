// Live views by server-sent events. Silence is shown, loudly, and the ages stop; when the feed returns, the page is
// read again before it is called live.
import { clockWords, now, stopAges } from "./ages";
import { Rows } from "./rows";
import { say } from "./words";

const silence = 20_000;
const between = 5_000;
// A press is over by then, even when its end was never told.
const press = 1_000;
// What the stream was to bring should be here by then; otherwise the page asks for it.
const patience = 1_200;

// At most one sentence each 5 s reaches a screen reader; the newest of each row wins.
class Speaker {
  private readonly queue = new Map<string, string>();
  private timer: number | undefined;

  add(id: string, sentence: string): void {
    this.queue.delete(id);
    this.queue.set(id, sentence);
    if (this.timer === undefined) this.next();
  }

  private next(): void {
    const first = this.queue.entries().next().value;
    if (!first) {
      this.timer = undefined;
      return;
    }
    this.queue.delete(first[0]);
    const region = document.getElementById("live");
    if (region) region.textContent = first[1];
    this.timer = window.setTimeout(() => this.next(), between);
  }
}

class Feed {
  private readonly rows: Rows;
  private readonly speaker = new Speaker();
  private source: EventSource | null = null;
  private heard = now();
  private openedAt = now();
  private lost = false;
  private wasOpen = false;
  private tries = 0;
  private retryAt = 0;
  private readonly quiet: boolean;
  // A row put in new under a finger would swallow the tap: what comes during a press waits for its end.
  private pressed = 0;
  private readonly late: string[] = [];
  private messages = 0;

  constructor(private readonly section: HTMLElement) {
    this.rows = new Rows(section);
    this.quiet = section.hasAttribute("data-live-quiet");
    this.open();
    setInterval(() => this.watch(), 1000);
    section.addEventListener("pointerdown", () => (this.pressed = window.setTimeout(() => this.lifted(), press)));
    for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => setTimeout(() => this.lifted()));
    this.answerByStream();
    // A page in the back-forward cache must not wake up with old rows and a dead stream.
    addEventListener("pagehide", () => this.source?.close());
    addEventListener("pageshow", (event) => event.persisted && this.gone());
  }

  // A form that says so asks for no answer of its own while the stream is heard: the stream brings it, to everybody at
  // once. An answer that does not come is asked for.
  private answerByStream(): void {
    let before = 0;
    const ours = (event: Event): boolean => (event.target as HTMLElement).matches("form[data-live-answer]");
    this.section.addEventListener("htmx:configRequest", (event) => {
      before = this.messages;
      if (!ours(event) || this.lost || this.source?.readyState !== EventSource.OPEN) return;
      (event as CustomEvent<{ headers: Record<string, string> }>).detail.headers["X-Tandem-Live"] = "1";
    });
    this.section.addEventListener("htmx:afterRequest", (event) => {
      const { xhr } = (event as CustomEvent<{ xhr: XMLHttpRequest }>).detail;
      if (!ours(event) || xhr.status !== 204) return;
      const seen = before;
      if (this.messages === seen) setTimeout(() => this.messages === seen && void this.refresh(), patience);
    });
  }

  private open(): void {
    this.source?.close();
    this.retryAt = 0;
    this.openedAt = now();
    const source = new EventSource(this.section.dataset.live!);
    this.source = source;
    source.onopen = () => this.opened();
    source.onmessage = (event) => this.message(event.data);
    source.addEventListener("beat", () => this.beat());
    source.addEventListener("gone", () => this.gone());
    source.onerror = () => this.failed(source);
  }

  // What is shown may be shown no longer. A quiet feed shows nothing of the kind beside what somebody may be typing:
  // it starts again, and finds out.
  private gone(): void {
    if (!this.quiet) location.reload();
    else if (!this.retryAt) {
      this.source?.close();
      this.retryAt = now() + 30_000;
    }
  }

  private async opened(): Promise<void> {
    this.tries = 0;
    if (this.wasOpen || this.lost) await this.refresh();
    this.wasOpen = true;
    this.beat();
  }

  private beat(): void {
    this.heard = now();
    if (!this.lost) return;
    this.lost = false;
    if (!this.quiet) stopAges(null);
    this.speaker.add("state", say.back);
    this.show();
  }

  private lifted(): void {
    clearTimeout(this.pressed);
    this.pressed = 0;
    this.late.splice(0).forEach((data) => this.message(data));
  }

  private message(data: string): void {
    this.messages += 1;
    if (this.pressed) {
      this.late.push(data);
      return;
    }
    const { html } = JSON.parse(data) as { html?: string };
    for (const element of html ? this.rows.apply(html) : []) {
      const speaking = element.dataset.say ? element : element.querySelector<HTMLElement>("[data-say]");
      if (speaking?.dataset.say) this.speaker.add(element.id, speaking.dataset.say);
    }
    this.beat();
  }

  private failed(source: EventSource): void {
    if (source !== this.source) return;
    this.lose();
    // The browser retries a broken connection itself; one that was refused is ours to try again.
    if (source.readyState === EventSource.CLOSED && !this.retryAt) {
      this.tries += 1;
      this.retryAt = now() + Math.min(30_000, 1000 * 2 ** this.tries);
    }
    this.show();
  }

  private lose(): void {
    if (this.lost) return;
    this.lost = true;
    if (!this.quiet) stopAges(this.heard);
    this.show();
  }

  private watch(): void {
    // A stream that is open but silent is dead: say so, and start over, each time after the same silence.
    if (now() - this.heard > silence && now() - this.openedAt > silence) {
      this.lose();
      this.open();
    }
    if (this.retryAt && now() >= this.retryAt) this.open();
    this.show();
  }

  private async refresh(): Promise<void> {
    const url = this.section.dataset.liveRefresh;
    if (!url) return;
    const answer = await fetch(url, { headers: { "HX-Request": "true" }, credentials: "same-origin" }).catch(() => null);
    if (answer?.ok && !answer.redirected) this.rows.replaceAll(await answer.text());
    else if (answer && !this.quiet) location.reload();
  }

  private show(): void {
    document.documentElement.classList.toggle("not-live", this.lost);
    const state = document.querySelector<HTMLElement>("[data-live-state]");
    const words = state?.querySelector("[data-live-words]");
    state?.classList.toggle("lost", this.lost);
    const seconds = Math.max(0, Math.floor((now() - this.heard) / 1000));
    const more = state?.querySelector("[data-live-more]");
    if (words) words.textContent = this.lost ? say.lost(clockWords(this.heard)) : say.live;
    if (more) more.textContent = this.lost ? "" : say.updated(`${seconds} s`);
    const strip = document.querySelector<HTMLElement>("[data-live-stale]");
    if (!strip) return;
    const headline = strip.querySelector("[data-live-stale-words]");
    const sentence = `${say.lost(clockWords(this.heard))}.`;
    if (this.lost && headline && headline.textContent !== sentence) headline.textContent = sentence;
    // The count-down is not announced each second.
    const retry = strip.querySelector("[data-live-retry]");
    retry?.setAttribute("aria-hidden", "true");
    const wait = Math.ceil((this.retryAt - now()) / 1000);
    if (retry) retry.textContent = this.retryAt && wait > 0 ? say.retry(wait) : say.retrying;
    strip.hidden = !this.lost;
  }
}

export function startLive(): void {
  document.querySelectorAll<HTMLElement>("[data-live]").forEach((section) => new Feed(section));
}
