"""Hands that have only keys: Tab, Enter, Space, arrows. Each stop of the focus must be drawn, and not lie under a bar."""

FOCUS = """() => { const e = document.activeElement; const look = getComputedStyle(e);
  const cell = e.closest('label'); const around = cell ? getComputedStyle(cell) : look;
  const box = (cell || e).getBoundingClientRect();
  const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
  const y = box.top + box.height / 2;
  const over = document.elementFromPoint(x, y);
  const label = e.labels && e.labels[0] ? e.labels[0].innerText : '';
  return {tag: e.tagName, id: e.id, name: e.name || '', value: e.value || '', text: (e.innerText || label).trim(),
    row: !!e.closest('[data-live-list]'), inDialog: !!e.closest('dialog:modal'),
    covered: e !== document.body && !(over && ((cell || e).contains(over) || over.contains(e))),
    ring: Math.max(parseFloat(look.outlineWidth) * (look.outlineStyle !== 'none'),
      parseFloat(around.outlineWidth) * (around.outlineStyle !== 'none'),
      ...[...document.querySelectorAll('.qr:has(:focus-visible)')]
        .map(row => parseFloat(getComputedStyle(row).outlineWidth)))}; }"""


class Keys:
    """Presses keys on a page; every stop of the focus must be drawn."""

    def __init__(self, page):
        self.page = page

    def press(self, *keys: str) -> dict:
        self._only_press(*keys)
        return self.focus()

    def focus(self) -> dict:
        return self.page.evaluate(FOCUS)

    def tab_to(self, wanted: str, *, most: int = 60, back: bool = False) -> dict:
        """Tab until the focus is on a control with this id, name, or text at its beginning."""
        stops = []
        for _stop in range(most):
            here = self.press("Shift+Tab" if back else "Tab")
            stops.append(here["id"] or here["name"] or here["text"][:20] or here["tag"])
            assert here["tag"] == "BODY" or here["ring"] >= 2, f"the focus is not seen on {here}"
            assert not here["covered"], f"something lies over the focus on {here}"
            if wanted in (here["id"], here["name"]) or (wanted and here["text"].startswith(wanted)):
                return here
        raise AssertionError(f"no tab stop like {wanted!r} in {stops}")

    def write(self, field: str, words: str) -> None:
        """Tab to a field and type."""
        self.tab_to(field)
        self.page.keyboard.type(words)

    def choose(self, name: str, value: str, *, most: int = 14) -> None:
        """Tab to a group of radios, and go on by Space or arrows until `value` is the one chosen."""
        if self.tab_to(name)["value"] == value:
            self.press("Space")
            return
        for _step in range(most):
            if self.press("ArrowRight")["value"] == value:
                return
        raise AssertionError(f"no arrow leads to {name}={value}")

    def go(self, wanted: str, to: str = "**") -> None:
        """Tab to a link or button and press Enter; the page it leads to."""
        self.tab_to(wanted)
        self.follow("Enter", to=to)

    def follow(self, *keys: str, to: str = "**") -> None:
        """Press keys that lead to another page, and wait until its script runs."""
        with self.page.expect_navigation(url=to):
            self._only_press(*keys)
        self.page.locator("html.js").wait_for()

    def saved(self, *keys: str) -> None:
        """Press, and wait until the server has answered the form that went by itself."""
        with self.page.expect_response(lambda said: said.request.method == "POST"):
            self._only_press(*keys)

    def _only_press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
