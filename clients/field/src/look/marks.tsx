// Small parts that carry meaning: a state is a word and a shape, colour only helps. Dashed is unknown.

import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "./Icon";

export type Tone = "ok" | "warn" | "danger" | "info" | "unknown" | "";

const SHAPES: Record<Tone, string> = { ok: "check", warn: "warn", danger: "warn", info: "", unknown: "", "": "" };

export function Chip({ tone = "", icon, children }: { tone?: Tone; icon?: string; children: ComponentChildren }) {
  const shape = icon ?? SHAPES[tone];
  return (
    <span class={`chip ${tone}`}>
      {shape && <Icon name={shape} />}
      {children}
    </span>
  );
}

export function Note({ tone = "", live, children }: { tone?: "ok" | "warn" | "danger" | ""; live?: boolean; children: ComponentChildren }) {
  return (
    <div class={`note ${tone}`} role={live ? "status" : undefined}>
      {children}
    </div>
  );
}

/** One thing known of the call or the person, with its sign: what helps, avoid, staging. */
export function Fact({ icon, label, tone, children }: { icon: string; label: string; tone?: "ok" | "avoid"; children: ComponentChildren }) {
  return (
    <div class={`kv ${tone ?? ""}`}>
      <Icon name={icon} />
      <dl>
        <dt>{label}</dt>
        <dd>{children}</dd>
      </dl>
    </div>
  );
}

/** What keeps the tap from being done, read out at once and brought into view, on the way to where it is mended. */
export function Problem({ children }: { children: ComponentChildren }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} class="note danger" role="alert" tabIndex={-1}>
      {children}
    </div>
  );
}
