// Puts what the server says into the page: replace, insert, take away, keep the order.
// Rows never move while pointer or focus is inside their list; what waits is announced as "1 moved".
import htmx from "htmx.org";
import { tick } from "./ages";
import { say } from "./words";

const focusables = "a[href], button, input, select, textarea";
const isTyping = (element: Element | null): boolean =>
  element?.matches("input:not([type=radio]):not([type=checkbox]), textarea, select") ?? false;
const busy = (list: Element): boolean => list.matches(":hover") || list.contains(document.activeElement);

export class Rows {
  private readonly waiting = new Map<Element, Set<string>>();
  private readonly held = new Map<string, Element>();

  constructor(private readonly section: HTMLElement) {
    this.lists().forEach((list) => {
      list.addEventListener("pointerleave", () => this.settle(list));
      list.addEventListener("focusout", () => setTimeout(() => this.settle(list)));
    });
    document.addEventListener("focusout", () => setTimeout(() => this.release()));
  }

  lists(): HTMLElement[] {
    return [...this.section.querySelectorAll<HTMLElement>("[data-live-list]")];
  }

  // Applies the root elements of a message; returns them, so that their sentences can be read out.
  apply(html: string): HTMLElement[] {
    const template = document.createElement("template");
    template.innerHTML = html;
    const fresh = [...template.content.children] as HTMLElement[];
    fresh.forEach((element) => this.put(element));
    tick();
    return fresh;
  }

  // Takes the page as it stands on the server: rows that are not in it are gone.
  replaceAll(html: string): void {
    const fresh = this.apply(html);
    const known = new Set(fresh.map((element) => element.id));
    for (const list of this.lists()) {
      for (const row of [...list.children]) if (row.id && !known.has(row.id)) this.remove(row as HTMLElement);
    }
  }

  private put(fresh: HTMLElement): void {
    if (!fresh.id) return;
    const old = document.getElementById(fresh.id);
    if (fresh.hasAttribute("data-gone")) {
      if (old) this.remove(old);
      return;
    }
    if (old && old.contains(document.activeElement) && isTyping(document.activeElement)) {
      // What is being typed is never swept away; the newest version waits for the field to be left.
      this.held.set(fresh.id, fresh);
      return;
    }
    if (old) this.swap(old, fresh);
    else this.insert(fresh);
  }

  private swap(old: HTMLElement, fresh: HTMLElement): void {
    const order = [...old.querySelectorAll<HTMLElement>(focusables)];
    const place = old === document.activeElement ? -1 : order.indexOf(document.activeElement as HTMLElement);
    const focused = old.contains(document.activeElement);
    // Which row is open is this reader's own; the message is the same for everyone.
    if (old.querySelector("[aria-current=true]")) fresh.querySelector("a")?.setAttribute("aria-current", "true");
    const list = old.closest<HTMLElement>("[data-live-list]");
    const moves = list !== null && old.dataset.sort !== fresh.dataset.sort;
    old.replaceWith(fresh);
    htmx.process(fresh);
    if (focused) {
      const target = place < 0 ? fresh : [...fresh.querySelectorAll<HTMLElement>(focusables)][place];
      target?.focus({ preventScroll: true });
    }
    if (list && moves) this.order(list, fresh.id);
  }

  private insert(fresh: HTMLElement): void {
    if (fresh.dataset.sort === undefined) return;
    const name = fresh.dataset.list ?? "";
    const lists = this.lists();
    const list = lists.find((candidate) => candidate.dataset.liveList === name) ?? (name ? undefined : lists[0]);
    if (!list) return;
    list.append(fresh);
    htmx.process(fresh);
    this.order(list, fresh.id);
  }

  private remove(row: HTMLElement): void {
    const list = row.closest<HTMLElement>("[data-live-list]");
    if (list && busy(list)) {
      row.classList.add("gone");
      this.wait(list, row.id);
    } else {
      row.remove();
    }
  }

  private order(list: HTMLElement, id: string): void {
    const before = [...list.children].map((row) => row.id).join();
    if (this.sorted(list).map((row) => row.id).join() === before) return;
    if (busy(list)) this.wait(list, id);
    else list.append(...this.sorted(list));
  }

  private sorted(list: HTMLElement): HTMLElement[] {
    const rows = [...list.children] as HTMLElement[];
    return rows.sort((a, b) => {
      const [left, right] = [a.dataset.sort ?? "", b.dataset.sort ?? ""];
      const numbers = Number(left) - Number(right);
      return Number.isNaN(numbers) || left === "" || right === "" ? (left < right ? -1 : left > right ? 1 : 0) : numbers;
    });
  }

  private wait(list: HTMLElement, id: string): void {
    const ids = this.waiting.get(list) ?? new Set();
    this.waiting.set(list, ids.add(id));
    let notice = list.previousElementSibling as HTMLElement | null;
    if (!notice?.classList.contains("moved")) {
      notice = document.createElement("div");
      notice.className = "moved";
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn sm";
      button.addEventListener("click", () => this.settle(list, true));
      notice.append(button);
      list.before(notice);
    }
    notice.firstElementChild!.textContent = say.moved(ids.size);
  }

  private settle(list: HTMLElement, forced = false): void {
    if (!this.waiting.has(list) || (!forced && busy(list))) return;
    this.waiting.delete(list);
    const notice = list.previousElementSibling;
    if (notice?.classList.contains("moved")) notice.remove();
    list.querySelectorAll(":scope > .gone").forEach((row) => row.remove());
    const focused = document.activeElement as HTMLElement | null;
    const rows = this.sorted(list);
    if (rows.some((row, place) => row !== list.children[place])) list.append(...rows);
    // Moving a row drops its focus.
    if (focused && focused !== document.activeElement && list.contains(focused)) focused.focus({ preventScroll: true });
  }

  private release(): void {
    for (const [id, fresh] of [...this.held]) {
      const old = document.getElementById(id);
      if (old && old.contains(document.activeElement) && isTyping(document.activeElement)) continue;
      this.held.delete(id);
      if (old) this.swap(old, fresh as HTMLElement);
    }
  }
}
