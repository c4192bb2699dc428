// What asks for the reader's attention takes focus: an error summary, on load and after a swap.
function take(root: ParentNode): void {
  root.querySelector<HTMLElement>("[data-focus]")?.focus();
}

export function startFocus(): void {
  take(document);
  document.addEventListener("htmx:afterSettle", (event) => take(event.target as Element));
}
