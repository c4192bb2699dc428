// Native dialogs: modal, closed by Esc, focus returns by itself. A link that opens one has a page of its own as well.
function open(dialog: HTMLDialogElement): void {
  if (!dialog.open) dialog.showModal();
}

function upgrade(root: ParentNode): void {
  // The server renders `open` when a form in a dialog came back with errors.
  root.querySelectorAll<HTMLDialogElement>("dialog.dlg[open]:not(:modal)").forEach((dialog) => {
    dialog.close();
    dialog.showModal();
  });
}

export function startDialogs(): void {
  document.addEventListener("click", (event) => {
    const target = event.target as Element;
    const opener = target.closest<HTMLElement>("[data-open-dialog]");
    const dialog = opener && document.querySelector<HTMLDialogElement>(opener.dataset.openDialog ?? "");
    if (dialog) {
      event.preventDefault();
      open(dialog);
      return;
    }
    target.closest("[data-close-dialog]")?.closest("dialog")?.close();
  });
  upgrade(document);
  document.addEventListener("htmx:afterSettle", (event) => upgrade(event.target as Element));
}
