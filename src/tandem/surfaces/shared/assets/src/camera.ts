// A browser as the camera of a rehearsal: small whole films one after another, each sent with its hash until the server
// has it. The server takes them in order; what it refuses for good stops the camera at once.
const PIECE_MS = 10_000;
const AGAIN_MS = 3_000;
const TYPES = ["video/webm;codecs=vp8,opus", "video/webm", "video/mp4"];

interface Piece { readonly film: Blob; readonly begun: number; readonly lasts: number }

function token(): string {
  const headers = document.body.getAttribute("hx-headers");
  return headers ? ((JSON.parse(headers) as Record<string, string>)["X-CSRFToken"] ?? "") : "";
}

async function hash(bytes: ArrayBuffer): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return [...new Uint8Array(digest)].map((one) => one.toString(16).padStart(2, "0")).join("");
}

class Camera {
  private waiting: Piece[] = [];
  private next = 0;
  private on = false;
  private sending = false;
  private begun = 0;
  private stream: MediaStream | null = null;
  private recorder: MediaRecorder | null = null;

  constructor(private readonly box: HTMLElement) {
    const button = box.querySelector<HTMLButtonElement>("[data-camera-begin]")!;
    button.hidden = false;
    button.addEventListener("click", () => void this.begin(button));
    document.querySelectorAll<HTMLFormElement>("[data-camera-stop]").forEach((form) =>
      form.addEventListener("submit", (event) => {
        if (!this.on && !this.waiting.length) return;
        event.preventDefault();
        void this.stop(form);
      }),
    );
    window.addEventListener("beforeunload", (event) => {
      if (this.on || this.waiting.length) event.preventDefault();
    });
  }

  private say(words: string): void {
    const line = this.box.querySelector<HTMLElement>("[data-camera-words]")!;
    line.hidden = !words;
    line.textContent = words;
  }

  private post(path: string, body?: Blob, headers: Record<string, string> = {}): Promise<Response> {
    const url = `${this.box.dataset.camera}${path}?team=${this.box.dataset.team}`;
    return fetch(url, { method: "POST", body: body ?? null, headers: { "X-CSRFToken": token(), ...headers }, credentials: "same-origin" });
  }

  private async begin(button: HTMLButtonElement): Promise<void> {
    this.say("");
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ video: { width: { ideal: 854 }, frameRate: { ideal: 20 } }, audio: true });
    } catch {
      this.say(this.box.dataset.refused ?? "");
      return;
    }
    const answer = await this.post("begin/").catch(() => null);
    const told = answer ? ((await answer.json().catch(() => ({}))) as { next?: number; error?: string }) : {};
    if (!answer?.ok) {
      this.end();
      this.say(told.error ?? this.box.dataset.lost ?? "");
      return;
    }
    this.next = told.next ?? 0;
    this.on = true;
    button.hidden = true;
    const picture = this.box.querySelector("video")!;
    picture.srcObject = this.stream;
    picture.hidden = false;
    void picture.play();
    this.box.querySelector<HTMLElement>(".db-rec")!.hidden = false;
    document.querySelectorAll<HTMLElement>("[data-camera-stop]").forEach((one) => (one.hidden = false));
    this.begun = performance.now();
    setInterval(() => this.tick(), 1_000);
    this.record();
  }

  private tick(): void {
    const seconds = Math.floor((performance.now() - this.begun) / 1000);
    const time = this.box.querySelector<HTMLElement>("[data-camera-time]")!;
    if (this.on) time.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }

  // Each piece is a recorder of its own, so that each can be looked at by itself.
  private record(): void {
    if (!this.on || !this.stream) return;
    const type = TYPES.find((one) => MediaRecorder.isTypeSupported(one)) ?? "";
    const recorder = new MediaRecorder(this.stream, { mimeType: type, videoBitsPerSecond: 900_000 });
    const parts: Blob[] = [];
    const begun = performance.now();
    recorder.ondataavailable = (event) => parts.push(event.data);
    recorder.onstop = () => {
      const film = new Blob(parts, { type: type.split(";")[0] });
      const lasts = Math.max(1, Math.round(performance.now() - begun));
      this.record();
      if (film.size && film.size <= Number(this.box.dataset.most)) this.waiting.push({ film, begun, lasts });
      void this.send();
    };
    recorder.start();
    this.recorder = recorder;
    setTimeout(() => recorder.state !== "inactive" && recorder.stop(), PIECE_MS);
  }

  private async send(): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    while (this.waiting.length) {
      const one = this.waiting[0]!;
      const headers = {
        "Content-Type": one.film.type,
        "X-Sha256": await hash(await one.film.arrayBuffer()),
        "X-Ago": String(Math.round(performance.now() - one.begun)),
        "X-Lasts": String(Math.min(one.lasts, 60_000)),
      };
      const answer = await this.post(`${this.next}/`, one.film, headers).catch(() => null);
      if (answer?.ok) {
        this.waiting.shift();
        this.next = ((await answer.json()) as { next: number }).next;
        this.say(this.waiting.length > 2 ? (this.box.dataset.late ?? "") : "");
      } else if (answer && answer.status < 500) {
        const told = (await answer.json().catch(() => ({}))) as { error?: string };
        this.waiting = [];
        this.end();
        this.say(told.error ?? this.box.dataset.lost ?? "");
      } else {
        this.say(this.box.dataset.lost ?? "");
        await new Promise((later) => setTimeout(later, AGAIN_MS));
      }
    }
    this.sending = false;
  }

  private end(): void {
    this.on = false;
    this.stream?.getTracks().forEach((track) => track.stop());
    this.box.querySelector<HTMLElement>(".db-rec")!.hidden = true;
  }

  private async stop(form: HTMLFormElement): Promise<void> {
    this.on = false;
    if (this.recorder?.state === "recording") {
      await new Promise((done) => {
        this.recorder!.addEventListener("stop", () => setTimeout(done, 0));
        this.recorder!.stop();
      });
    }
    this.end();
    while (this.waiting.length || this.sending) await new Promise((later) => setTimeout(later, 100));
    this.say(this.box.dataset.done ?? "");
    const button = form.querySelector<HTMLButtonElement>("button");
    form.requestSubmit(button);
  }
}

interface Shot { readonly url: string; readonly at: number; readonly lasts: number }

// The film in the debrief: pieces follow one another, and every moment of the page can be looked at.
class Film {
  private pieces: Shot[] = [];
  private here = -1;
  private readonly screen: HTMLVideoElement;

  constructor(private readonly box: HTMLElement) {
    this.screen = box.querySelector("video")!;
    this.screen.addEventListener("ended", () => this.show(this.here + 1, 0, true));
    void this.load();
    document.addEventListener("click", (event) => {
      const mark = (event.target as Element).closest<HTMLElement>("[data-play]");
      if (mark) this.play(Number(mark.dataset.play));
    });
  }

  private async load(): Promise<void> {
    const answer = await fetch(this.box.dataset.film!, { credentials: "same-origin" }).catch(() => null);
    if (!answer?.ok) return;
    this.pieces = ((await answer.json()) as { pieces: Shot[] }).pieces;
    this.show(0, 0, false);
  }

  private play(at: number): void {
    const found = this.pieces.filter((one) => one.at <= at).length - 1;
    this.show(Math.max(0, found), Math.max(0, at - (this.pieces[Math.max(0, found)]?.at ?? 0)) / 1000, true);
    this.screen.scrollIntoView({ block: "nearest" });
  }

  private show(place: number, seconds: number, play: boolean): void {
    const one = this.pieces[place];
    if (!one) return;
    const go = (): void => {
      if (seconds) this.screen.currentTime = Math.min(seconds, Math.max(0, one.lasts / 1000 - 0.2));
      if (play) void this.screen.play().catch(() => undefined);
    };
    const words = this.box.querySelector<HTMLElement>("[data-film-words]");
    if (words) words.textContent = `${Math.floor(one.at / 60_000)}:${String(Math.floor(one.at / 1000) % 60).padStart(2, "0")}`;
    if (place === this.here) return go();
    this.here = place;
    this.screen.src = one.url;
    this.screen.addEventListener("loadedmetadata", go, { once: true });
  }
}

export function startCamera(): void {
  const able = "MediaRecorder" in window && !!navigator.mediaDevices;
  if (able) document.querySelectorAll<HTMLElement>("[data-camera]").forEach((box) => new Camera(box));
  document.querySelectorAll<HTMLElement>("[data-film]").forEach((box) => new Film(box));
}
