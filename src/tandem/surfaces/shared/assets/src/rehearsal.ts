// A rehearsal's clock on a phone, the wall and the console: it runs by the last word of the server, says "waiting" when
// nothing is heard, and asks the server when something may be due. What happens then is the server's to decide.
const contact = 4_000;
// One page asks first whether something is due; the next one only if nothing has come by then.
const turn = 350;

class Rehearsal {
  private drawn: Element | null = null;
  private at = 0;
  private since = 0;
  private asked = 0;
  // A sheet that this phone alone has open: a fragment that comes meanwhile knows nothing of it, and must not shut it.
  private kept: HTMLDialogElement | null = null;

  constructor(private readonly page: HTMLElement) {
    setInterval(() => this.tick(), 200);
    setInterval(() => this.say(), contact);
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.say());
    document.addEventListener("keydown", (event) => this.escape(event), true);
    new MutationObserver(() => this.look()).observe(page, { childList: true, subtree: true });
    this.look();
    this.say();
  }

  // A fragment came: its clock is the one that counts, and its sheets become modal.
  private look(): void {
    const clock = this.page.querySelector<HTMLElement>("[data-run-clock]");
    if (clock && clock !== this.drawn) {
      this.drawn = clock;
      this.at = Number(clock.dataset.runClock);
      this.since = performance.now();
      this.asked = 0;
    }
    this.keep();
    this.page.querySelectorAll<HTMLDialogElement>("dialog.rp-sheet[open]:not(:modal)").forEach((sheet) => {
      sheet.close();
      sheet.showModal();
      sheet.querySelector<HTMLElement>("[data-focus]")?.focus();
    });
    this.tick();
  }

  private keep(): void {
    const sheet = this.page.querySelector<HTMLDialogElement>("dialog[data-keep]");
    if (sheet) {
      // Once something in it was pressed, what comes is the answer to that.
      sheet.onclick = () => sheet.removeAttribute("data-keep");
      this.kept = sheet;
    } else if (this.kept?.hasAttribute("data-keep") && this.drawn && !this.page.querySelector("dialog.rp-sheet") && this.page.querySelector("[value='offer ?']")) {
      this.drawn.append(this.kept);
    } else {
      this.kept = null;
    }
  }

  private now(): number {
    const on = this.drawn instanceof HTMLElement && this.drawn.dataset.runOn === "1";
    return this.at + (on ? performance.now() - this.since : 0);
  }

  private tick(): void {
    if (!(this.drawn instanceof HTMLElement)) return;
    const now = this.now();
    const seconds = Math.floor(now / 1000);
    const words = `${String(Math.floor(seconds / 60)).padStart(2, "0")}:${String(seconds % 60).padStart(2, "0")}`;
    this.page.querySelectorAll<HTMLElement>("[data-run-time]").forEach((clock) => {
      if (!document.documentElement.classList.contains("not-live") && clock.textContent !== words) clock.textContent = words;
    });
    this.page.querySelectorAll<HTMLElement>("[data-ring]").forEach((ring) => {
      const left = Math.max(0, Number(ring.dataset.untilMs) - now);
      ring.style.setProperty("--part", `${(100 * left) / Number(ring.dataset.ofMs)}%`);
      const number = ring.querySelector("[data-ring-seconds]");
      const second = String(Math.ceil(left / 1000));
      // Written only when it changes: writing is a change that is looked at.
      if (number && number.textContent !== second) number.textContent = second;
    });
    const next = this.drawn.dataset.next;
    const wait = 30 + turn * Number(this.drawn.dataset.asks ?? 0);
    if (next !== undefined && this.drawn.dataset.runOn === "1" && now >= Number(next) + wait && performance.now() - this.asked > 1000) {
      this.asked = performance.now();
      this.say();
    }
  }

  // "I am here": who is not heard is missed, and what is due happens.
  private say(): void {
    const url = this.page.dataset.here;
    const token = document.body.getAttribute("hx-headers");
    if (!url || !token) return;
    const headers = { ...(JSON.parse(token) as Record<string, string>), "X-Tandem-Quiet": "1" };
    void fetch(url, { method: "POST", headers, credentials: "same-origin" }).catch(() => undefined);
  }

  // Escape takes a sign back; a question about the lead needs an answer.
  private escape(event: KeyboardEvent): void {
    if (event.key !== "Escape") return;
    const sheet = document.querySelector<HTMLDialogElement>("dialog.rp-sheet:modal");
    if (!sheet) return;
    event.preventDefault();
    event.stopPropagation();
    sheet.querySelector<HTMLElement>("[data-escape-to]")?.click();
  }
}

export function startRehearsal(): void {
  const page = document.querySelector<HTMLElement>("[data-rehearsal]");
  if (page) new Rehearsal(page);
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target as HTMLElement;
    if (form.matches?.("form[data-clear]") && (event as CustomEvent).detail.successful) (form as HTMLFormElement).reset();
  });
}
