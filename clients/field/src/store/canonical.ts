// The one form of a piece of work that both sides hash: keys by code point, no spaces, UTF-8, whole numbers only.
import { sha256, utf8 } from "./bytes";

function byCodePoint(left: string, right: string): number {
  const a = [...left];
  const b = [...right];
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
    const apart = a[at]!.codePointAt(0)! - b[at]!.codePointAt(0)!;
    if (apart) return apart;
  }
  return a.length - b.length;
}

/** The canonical text of a value; throws TypeError for a fraction, a lone surrogate or what JSON cannot say. */
export function canonical(value: unknown): string {
  if (value === null || typeof value === "boolean") return JSON.stringify(value);
  if (typeof value === "string") {
    if (!isWellFormed(value)) throw new TypeError("A text holds half a character.");
    return JSON.stringify(value);
  }
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) throw new TypeError("Only whole numbers travel.");
    return String(Object.is(value, -0) ? 0 : value);
  }
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value === "object") {
    const entries = Object.entries(value).filter(([, held]) => held !== undefined);
    entries.sort(([left], [right]) => byCodePoint(left, right));
    return `{${entries.map(([key, held]) => `${canonical(key)}:${canonical(held)}`).join(",")}}`;
  }
  throw new TypeError("This cannot travel.");
}

const half = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
const isWellFormed = (value: string): boolean => !value.match(half);

/** The value with what no database keeps taken out: halves of characters become U+FFFD, NUL goes. */
export function wellFormed<T>(value: T): T {
  if (typeof value === "string") return value.replace(half, "\uFFFD").replaceAll("\0", "") as T;
  if (Array.isArray(value)) return value.map(wellFormed) as T;
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, held]) => [wellFormed(key), wellFormed(held)])) as T;
  }
  return value;
}

/** sha-256 of the canonical form, as 64 hex digits. */
export const hashOf = (value: unknown): Promise<string> => sha256(utf8(canonical(value)));
