// Single keys, only outside fields, and only while the reader has not turned them off (WCAG 2.1.4).
import { keep, recall } from "./store";
import { say } from "./words";

const isField = (element: Element): boolean =>
  element.matches("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]");
const on = (): boolean => recall("keys") !== "off";
const visible = (element: Element): boolean => element.getClientRects().length > 0;

function listFocusables(): HTMLElement[] {
  return [...document.querySelectorAll("[data-live-list] > [id], [data-keys-list-rows] > *")]
    .filter(visible)
    .map((row) => (row.matches("a, button") ? row : row.querySelector("a, button")) as HTMLElement | null)
    .filter((found) => found !== null);
}

function step(by: number): void {
  const rows = listFocusables();
  if (!rows.length) return;
  const here = rows.findIndex((row) => row === document.activeElement);
  const marked = rows.findIndex((row) => row.getAttribute("aria-current") === "true");
  const from = here >= 0 ? here : marked;
  const to = from < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, from + by));
  rows[to].focus();
}

function fillHelp(dialog: HTMLDialogElement): void {
  const list = dialog.querySelector("[data-keys-list]");
  if (!list) return;
  const rows: [string, string][] = listFocusables().length ? [["J K", say.next]] : [];
  document.querySelectorAll<HTMLElement>("[data-key]").forEach((element) => {
    const key = element.dataset.key ?? "";
    if (rows.some(([known]) => known === key.toUpperCase())) return;
    rows.push([key.toUpperCase(), element.dataset.keyWords ?? element.textContent?.trim() ?? ""]);
  });
  rows.push(["?", say.help]);
  list.replaceChildren(
    ...rows.flatMap(([key, words]) => {
      const term = document.createElement("dt");
      const mark = document.createElement("kbd");
      const meaning = document.createElement("dd");
      mark.textContent = key;
      term.append(mark);
      meaning.textContent = words;
      return [term, meaning];
    }),
  );
  const toggle = dialog.querySelector<HTMLInputElement>("[data-keys-toggle]");
  if (toggle) toggle.checked = on();
}

export function startKeys(): void {
  const help = document.querySelector<HTMLDialogElement>("#keys-help");
  // Filled before the dialog opens by key or by button.
  document.querySelectorAll("[data-open-dialog='#keys-help']").forEach((opener) =>
    opener.addEventListener("click", () => help && fillHelp(help)),
  );
  help?.addEventListener("change", (event) => {
    const box = event.target as HTMLInputElement;
    if (box.matches("[data-keys-toggle]")) keep("keys", box.checked ? "on" : "off");
  });
  document.addEventListener("keydown", (event) => {
    if (!on() || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.defaultPrevented || isField(event.target as Element) || document.querySelector("dialog:modal")) return;
    const key = event.key.toLowerCase();
    if (key === "?" && help) {
      event.preventDefault();
      fillHelp(help);
      help.showModal();
      return;
    }
    if (key === "j" || key === "k") {
      event.preventDefault();
      step(key === "j" ? 1 : -1);
      return;
    }
    if (key.length !== 1) return;
    const target = [...document.querySelectorAll<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)].find(visible);
    if (target) {
      event.preventDefault();
      target.click();
    }
  });
}
