// Resting: a warning before the page locks, extended by one key; text that was typed is sealed by the server meanwhile
// and comes back to the same person after the lock. The server ends the session by its own clock; this only says so.
import { post } from "./sos";

const warning = 60_000;
// The server notes a use at most once a minute, so that its clock may be a minute ahead of ours.
const slack = 60_000;
const every = 10_000;
let box: HTMLDialogElement | null = null;
let used = Date.now();
let kept = 0;
let dirty = false;
let timer: number | undefined;
// One session may have many pages open: a use of one is a use of all.
const others = "BroadcastChannel" in window ? new BroadcastChannel("use") : null;

function use(): void {
  used = Date.now();
  others?.postMessage("");
}

type Texts = Record<string, string>;
type Field = HTMLInputElement | HTMLTextAreaElement;

function fields(): [string, Field][] {
  const all = document.querySelectorAll<Field>("main textarea[name], main input[name]");
  const seen = new Map<string, number>();
  const found: [string, Field][] = [];
  for (const one of all) {
    const kind = one instanceof HTMLInputElement ? one.type : "text";
    if (!["text", "search", "tel", "email", "url"].includes(kind) || one.autocomplete === "one-time-code") continue;
    const name = `${one.form?.getAttribute("action") ?? ""} ${one.name}`;
    const place = seen.get(name) ?? 0;
    seen.set(name, place + 1);
    found.push([`${name} ${place}`, one]);
  }
  return found;
}

function typed(): Texts {
  return Object.fromEntries(fields().flatMap(([name, one]) => (one.value !== one.defaultValue ? [[name, one.value]] : [])));
}

async function keep(): Promise<void> {
  window.clearTimeout(timer);
  timer = undefined;
  if (!dirty || !box) return;
  dirty = false;
  kept = Date.now();
  use();
  await post(box.dataset.keep!, { path: location.pathname, fields: JSON.stringify(typed()) }).catch(() => (dirty = true));
}

async function giveBack(): Promise<void> {
  if (!box || !("unsaved" in box.dataset)) return;
  const answer = await post(box.dataset.take!, { path: location.pathname });
  const texts = ((await answer.json()) as { fields: Texts }).fields;
  let any = false;
  for (const [name, one] of fields()) {
    const was = texts[name];
    if (was === undefined || one.value !== one.defaultValue) continue;
    one.value = was;
    any = dirty = true;
  }
  const live = document.getElementById("live");
  if (!any) return;
  if (live) live.textContent = box.dataset.back ?? "";
  const said = document.createElement("p");
  said.className = "note ok";
  said.textContent = box.dataset.back ?? "";
  document.querySelector("main h1, main")?.insertAdjacentElement("afterend", said);
}

async function stay(): Promise<void> {
  box?.close();
  use();
  await post(box!.dataset.still!, {}).catch(() => undefined);
}

async function lock(): Promise<void> {
  const next = encodeURIComponent(location.pathname);
  // Nothing of the page stays in sight, whatever the line does.
  document.body.replaceChildren();
  await post(box!.dataset.lock!, {}).catch(() => undefined);
  location.replace(`${box!.dataset.signIn}?locked=1&next=${next}`);
}

async function look(): Promise<void> {
  if (!box) return;
  const left = Number(box.dataset.idle) * 1000 - slack - (Date.now() - used);
  if (left <= 0) {
    await keep();
    await lock();
    return;
  }
  if (left > warning) return;
  const count = box.querySelector("[data-left]");
  if (count) count.textContent = String(Math.ceil(left / 1000));
  if (!box.open) {
    box.showModal();
    void keep();
  }
}

export function startIdle(): void {
  box = document.querySelector<HTMLDialogElement>("#idle");
  if (!box) return;
  others?.postMessage("");
  others?.addEventListener("message", () => {
    used = Date.now();
    if (box?.open) box.close();
  });
  void giveBack();
  document.addEventListener("input", () => {
    dirty = true;
    timer ??= window.setTimeout(() => void keep(), Math.max(1000, every - (Date.now() - kept)));
  });
  document.addEventListener("visibilitychange", () => document.hidden && void keep());
  document.addEventListener("htmx:afterRequest", (event) => {
    const quiet = (event as CustomEvent).detail?.requestConfig?.headers?.["X-Tandem-Quiet"];
    if (!quiet) use();
  });
  // What was sent need not be kept any more.
  document.addEventListener("submit", () => {
    dirty = false;
    if (kept) void post(box!.dataset.keep!, { path: location.pathname, fields: "{}" }).catch(() => undefined);
  });
  document.addEventListener("keydown", (event) => {
    if (!box?.open) return;
    event.preventDefault();
    void stay();
  }, true);
  box.querySelector("[data-stay]")?.addEventListener("click", () => void stay());
  window.setInterval(() => void look(), 1000);
}
