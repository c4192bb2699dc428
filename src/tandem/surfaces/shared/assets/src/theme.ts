// Light or dark: the device's choice until the reader makes one (read before paint by static/shared/theme.js).
import { keep } from "./store";

export function startTheme(): void {
  document.addEventListener("click", (event) => {
    if (!(event.target as Element).closest("[data-theme-toggle]")) return;
    const root = document.documentElement;
    const shown = root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
    root.dataset.theme = shown === "dark" ? "light" : "dark";
    keep("theme", root.dataset.theme);
  });
}
