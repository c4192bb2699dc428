// Small choices of this device: light or dark, size of text. Never a word about a person.
const held = new Map<string, string>();

export function recall(key: string): string | null {
  try {
    return localStorage.getItem(`tandem-field-${key}`);
  } catch {
    return held.get(key) ?? null;
  }
}

export function keepChoice(key: string, value: string): void {
  held.set(key, value);
  try {
    localStorage.setItem(`tandem-field-${key}`, value);
  } catch {
    return;
  }
}
