// Light or dark, and how large the text is: the phone's own choice until the user makes one.
import { signal } from "@preact/signals";
import { keepChoice, recall } from "./lasting";

export type Theme = "light" | "dark" | "phone";
export const themes: readonly Theme[] = ["phone", "light", "dark"];
export const sizes = ["100", "125", "150", "200"] as const;
export type Size = (typeof sizes)[number];

const known = <T extends string>(list: readonly T[], value: string | null, otherwise: T): T =>
  list.includes(value as T) ? (value as T) : otherwise;

export const theme = signal<Theme>(known(themes, recall("theme"), "phone"));
export const size = signal<Size>(known(sizes, recall("size"), "100"));

function show(): void {
  const root = document.documentElement;
  if (theme.value === "phone") delete root.dataset.theme;
  else root.dataset.theme = theme.value;
  root.style.fontSize = size.value === "100" ? "" : `${size.value}%`;
}

/** Whether so little text fits across the screen that a bar with four answers would hide the question. */
export const large = (): boolean => {
  const chosen = size.value === "100" ? 1 : Number(size.value) / 100;
  const letter = Math.max(16 * chosen, parseFloat(getComputedStyle(document.documentElement).fontSize) || 16);
  return innerWidth / letter < 16;
};

export function startTheme(): void {
  show();
}

export function setTheme(value: Theme): void {
  theme.value = value;
  keepChoice("theme", value);
  show();
}

export function setSize(value: Size): void {
  size.value = value;
  keepChoice("size", value);
  show();
}
