// What asks for the reader's attention takes focus: an error summary, on load and after a swap.
function take(root: ParentNode): void {
  root.querySelector<HTMLElement>("[data-focus]")?.focus();
}

export function startFocus(): void {
  // A link of the error summary leads into the control, also when it names a group of radios.
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>(".errors a[href^='#']");
    const target = link && document.getElementById(link.hash.slice(1));
    if (!target) return;
    const control = target.matches("input, select, textarea") ? target : target.querySelector<HTMLElement>("input, button");
    if (!control) return;
    event.preventDefault();
    control.focus();
  });
  take(document);
  document.addEventListener("htmx:afterSettle", (event) => take(event.target as Element));
}
