// A new version waits for a tap, and touches neither the queue nor anything else.
import { afterEach, expect, test, vi } from "vitest";
import { useNew, waitingVersion } from "../update";

afterEach(() => vi.unstubAllGlobals());

test("nothing changes over before the tap; then the page is read anew once", () => {
  const listeners: (() => void)[] = [];
  const reload = vi.fn();
  Object.defineProperty(navigator, "serviceWorker", { configurable: true, value: { addEventListener: (_: string, run: () => void) => listeners.push(run) } });
  vi.stubGlobal("location", { reload });
  const postMessage = vi.fn();
  waitingVersion.value = { postMessage } as never;
  expect(postMessage).not.toHaveBeenCalled();
  useNew();
  expect(postMessage).toHaveBeenCalledExactlyOnceWith({ type: "SKIP_WAITING" });
  listeners.forEach((run) => run());
  listeners.forEach((run) => run());
  expect(reload).toHaveBeenCalledTimes(1);
});
