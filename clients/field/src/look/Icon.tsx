// The icons of the pages, drawn from the same file. Each is decoration; the word beside it says what is meant.
import sprite from "../../../../src/tandem/surfaces/shared/static/shared/icons.svg?raw";

const SHAPES = new Map<string, string>();
for (const [, name, drawn] of sprite.matchAll(/<symbol id="([^"]+)"[^>]*>(.*?)<\/symbol>/gs)) SHAPES.set(name!, drawn!);

export function Icon({ name }: { name: string }) {
  return <svg class="i" viewBox="0 0 24 24" aria-hidden="true" dangerouslySetInnerHTML={{ __html: SHAPES.get(name) ?? "" }} />;
}
