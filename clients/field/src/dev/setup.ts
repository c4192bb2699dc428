// What vitest runs before each file: a database in memory, and the few things of a browser that Node lacks.
import "fake-indexeddb/auto";

const held = new Map<string, string>();
Object.assign(globalThis, {
  addEventListener: () => undefined,
  document: { addEventListener: () => undefined, visibilityState: "visible", documentElement: { dataset: {}, style: {} } },
  localStorage: { getItem: (key: string) => held.get(key) ?? null, setItem: (key: string, value: string) => held.set(key, value) },
});

if (!globalThis.navigator) Object.defineProperty(globalThis, "navigator", { configurable: true, value: {} });

// One lock for all, as a browser has it for all tabs.
const taken = new Set<string>();
Object.defineProperty(globalThis.navigator, "locks", {
  configurable: true,
  value: {
    async request(name: string, _options: object, work: (lock: object | null) => Promise<void>) {
      if (taken.has(name)) return work(null);
      taken.add(name);
      try {
        await work({});
      } finally {
        taken.delete(name);
      }
    },
  },
});
