// The frame of every screen: where one is, the way back, what the queue says, and one bar under the thumb.
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../look/Icon";
import { counts } from "../queue/pieces";
import { reach } from "../queue/reach";
import { back as goBack, go } from "./go";
import { words } from "./words";

interface Props {
  /** The heading; focus goes to it when the screen opens. It may name a place or a person: it never reaches the title bar. */
  title: string;
  small?: string;
  /** Where Back leads when there is no way back; or what it does. */
  back?: string | (() => void);
  /** The bar under the thumb: one filled button, the rest outlined. */
  foot?: ComponentChildren;
  /** No status and no menu: the lock and what comes before it. */
  bare?: boolean;
  /** The page is about the queue itself: its heading says what the status would. */
  quiet?: boolean;
  children?: ComponentChildren;
}

export function Screen({ title, small, back, foot, bare, quiet, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <>
      <header class="hd">
        {back !== undefined && (
          <button type="button" class="bk" aria-label={words.back} onClick={() => (typeof back === "string" ? goBack(back) : back())}>
            <Icon name="back" />
          </button>
        )}
        <h1 ref={heading} tabIndex={-1}>
          {title}
          {small && <small>{small}</small>}
        </h1>
        {!bare && <Status quiet={quiet} />}
      </header>
      <main class="bd">{children}</main>
      {foot && <footer class="ft">{foot}</footer>}
    </>
  );
}

/** What the queue says in two words, as a way to it. True by count: nothing is "sent" before the server's receipt. */
export function status(): { words: string; icon: string; need: boolean } {
  const { waiting, needs, unsent } = counts.value;
  if (needs) return { words: words.status.needs(needs), icon: "warn", need: true };
  if (reach.value === "signed-out") return { words: words.status.signIn, icon: "lock", need: true };
  if (reach.value === "none") return { words: words.status.noSignal, icon: "off", need: false };
  if (waiting) return { words: words.status.waiting(waiting), icon: "clock", need: false };
  if (unsent) return { words: words.status.review, icon: "pause", need: false };
  return { words: words.status.allSent, icon: "check", need: false };
}

function Status({ quiet }: { quiet?: boolean }) {
  const now = status();
  return (
    <span class="sy">
      {!quiet && (
        <a href="#/queue" class={now.need ? "need" : undefined}>
          <Icon name={now.icon} />
          <span>{now.words}</span>
        </a>
      )}
      <a href="#/menu" class="bk" aria-label={words.menu.title} onClick={(event) => { event.preventDefault(); go("/menu"); }}>
        <Icon name="menu" />
      </a>
    </span>
  );
}
