// Forms through htmx where they ask for it. No eval, no page kept in the browser's storage, own origin only.
import htmx from "htmx.org";

Object.assign(htmx.config, {
  allowEval: false,
  allowScriptTags: false,
  includeIndicatorStyles: false,
  // A copy of a page in the browser's storage would outlive the right to see it.
  historyCacheSize: 0,
  refreshOnHistoryMiss: true,
  selfRequestsOnly: true,
  // 422 is the form again, with what to fix.
  responseHandling: [
    { code: "204", swap: false },
    { code: "[23]..", swap: true },
    { code: "422", swap: true },
    { code: "[45]..", swap: false, error: true },
  ],
});

function notSaved(shown: boolean): void {
  const box = document.getElementById("not-saved");
  if (!box) return;
  // Filled only when needed, so that the alert is announced.
  box.textContent = shown ? (box.dataset.words ?? "") : "";
  box.hidden = !shown;
}

// While a tap is on its way, a live view may draw its target anew; the answer belongs to what stands there by then.
function stand(request: { target: HTMLElement }): void {
  const first = request.target;
  Object.defineProperty(request, "target", {
    get: () => (first.isConnected || !first.id ? first : (document.getElementById(first.id) ?? first)),
    set: (value: HTMLElement) => Object.defineProperty(request, "target", { value, writable: true, enumerable: true, configurable: true }),
    enumerable: true,
    configurable: true,
  });
}

export function startForms(): void {
  document.addEventListener("change", (event) => {
    const control = event.target as HTMLInputElement;
    const form = control.form;
    if (!form?.hasAttribute("data-submit-on-change")) return;
    if (control.matches("input[type=radio], input[type=checkbox], select")) form.requestSubmit();
  });
  for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(failure, () => notSaved(true));
  }
  document.addEventListener("htmx:beforeRequest", (event) => stand((event as CustomEvent).detail));
  document.addEventListener("htmx:configRequest", (event) => {
    // A tap that waited for the one before it still says which button it was, though that button was drawn anew.
    const { parameters, triggeringEvent } = (event as CustomEvent).detail;
    const button = (triggeringEvent as SubmitEvent | undefined)?.submitter as HTMLButtonElement | null | undefined;
    if (button?.name && parameters[button.name] === undefined) parameters[button.name] = button.value;
  });
  document.addEventListener("htmx:afterSwap", () => notSaved(false));
  document.addEventListener("htmx:afterRequest", (event) => (event as CustomEvent).detail.successful && notSaved(false));
}
