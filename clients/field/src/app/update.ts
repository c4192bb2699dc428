// A new version of the app: fetched beside the old one, and waiting until somebody says so. The queue is not touched by it.
import { signal } from "@preact/signals";
import { announce } from "./announce";
import { words } from "./words";

export const waitingVersion = signal<ServiceWorker | null>(null);
const hour = 3_600_000;

export async function startUpdates(): Promise<void> {
  if (!("serviceWorker" in navigator) || import.meta.env.DEV) return;
  const registration = await navigator.serviceWorker.register("/phone/sw.js", { scope: "/phone/" }).catch(() => null);
  if (!registration) return;
  const seen = (worker: ServiceWorker | null) => {
    // Without one that runs already this is the first visit, and no update.
    if (worker?.state === "installed" && navigator.serviceWorker.controller) waitingVersion.value = worker;
  };
  seen(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const worker = registration.installing;
    worker?.addEventListener("statechange", () => seen(worker));
  });
  setInterval(() => void registration.update().catch(() => undefined), hour);
}

/** Changes over: the new version takes the page, which is read anew. Waiting work lies in the database and stays. */
export function useNew(): void {
  announce(words.update.busy);
  let once = false;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (once) return;
    once = true;
    location.reload();
  });
  waitingVersion.value?.postMessage({ type: "SKIP_WAITING" });
}
