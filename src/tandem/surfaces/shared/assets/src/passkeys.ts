// Passkeys: the browser asks its own authenticator, by finger, face or PIN; the answer goes into the form as text.
const words = (button: HTMLElement, which: string): void => {
  const line = document.getElementById(button.getAttribute("aria-describedby") ?? "");
  if (line) line.textContent = button.dataset[which] ?? "";
};

async function asked(url: string, form: HTMLFormElement): Promise<Record<string, unknown>> {
  const answer = await fetch(url, { method: "POST", body: new FormData(form), credentials: "same-origin" });
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()) as Record<string, unknown>;
}

async function use(button: HTMLElement): Promise<void> {
  const form = button.closest("form")!;
  const field = form.elements.namedItem(button.dataset.passkeyField ?? "passkey") as HTMLInputElement;
  const making = button.dataset.passkey === "new";
  if (!form.checkValidity() && making) {
    form.reportValidity();
    return;
  }
  words(button, "waiting");
  try {
    const options = await asked(button.dataset.passkeyOptions!, form);
    const made = making
      ? await navigator.credentials.create({
          publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options as never),
        })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options as never) });
    field.value = JSON.stringify((made as PublicKeyCredential).toJSON());
    // Without the form's own checks: the code field beside it stays empty.
    form.submit();
  } catch {
    // Given up, timed out, or nothing fits: the browser has said which.
    words(button, "failed");
  }
}

export function startPasskeys(): void {
  const able = "PublicKeyCredential" in window && "parseRequestOptionsFromJSON" in PublicKeyCredential;
  document.querySelectorAll<HTMLElement>("[data-passkey]").forEach((button) => {
    if (able) button.hidden = false;
  });
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-passkey]");
    if (button) void use(button);
  });
}
