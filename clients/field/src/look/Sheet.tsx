// A sheet that comes up under the thumb: a native dialog, so that focus stays in it, Esc closes it, and focus goes back.

import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";

interface Props {
  title: string;
  /** Esc, or the button that keeps things as they are. */
  close: () => void;
  children: ComponentChildren;
}

export function Sheet({ title, close, children }: Props) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    dialog.current?.showModal();
    return () => before?.focus();
  }, []);
  return (
    <dialog
      ref={dialog}
      class="sheet up"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
    >
      <h2 class="h" id={id} tabIndex={-1}>
        {title}
      </h2>
      {children}
    </dialog>
  );
}
