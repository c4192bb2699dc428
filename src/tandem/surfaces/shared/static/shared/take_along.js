// "Copy" first has the server write down that the text is taken along, then puts it on the clipboard, and says so.
// Where the browser lets no page do that, or without this script, the form is posted and the text selected by hand.
for (const form of document.querySelectorAll("[data-take-along]")) {
  const field = form.querySelector("textarea");
  const button = form.querySelector("button[value=copied]");
  const say = (words) => {
    button.textContent = document.getElementById("live").textContent = words;
  };
  form.addEventListener("submit", async (event) => {
    if (event.submitter !== button || !navigator.clipboard) return;
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form, button));
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.status);
      field.value = (await answer.json()).text;
    } catch {
      say(form.dataset.failed);
      return;
    }
    try {
      await navigator.clipboard.writeText(field.value);
      say(form.dataset.done);
    } catch {
      // The browser said no: it is written down and selected, and can be copied by hand.
      field.select();
    }
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
