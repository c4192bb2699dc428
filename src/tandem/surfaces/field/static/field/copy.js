// "Copy" puts the text of a field on the clipboard, and says so. Where the browser lets no page do that, it is not there.
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(field.value);
      button.textContent = document.getElementById("live").textContent = button.dataset.done;
    } catch {
      // The browser said no: selected, it can be copied by hand.
      field.select();
    }
  });
}
