"""What must hold on any page, asked of an open page: axe, no sideways scroll, no cut text, no raw ids or codes."""

import re

from axe_playwright_python.base import AXE_SCRIPT

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
RUN_AXE = """tags => axe.run({runOnly: tags, resultTypes: ['violations']}).then(said => said.violations.flatMap(
  one => one.nodes.map(node => one.id + ': ' + node.target.join(' '))))"""
TOO_WIDE = """() => {
  const wide = document.documentElement.scrollWidth - window.innerWidth;
  if (wide <= 0) return [];
  const inScroller = e => { for (let p = e.parentElement; p && p !== document.body; p = p.parentElement)
    if (getComputedStyle(p).overflowX !== 'visible') return true; return false; };
  const out = [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > innerWidth + 1
    && !inScroller(e)).slice(0, 3).map(e => e.tagName + '.' + e.className);
  return ['scrolls sideways by ' + wide + ' px: ' + out.join(', ')];
}"""
CUT = """() => [...document.body.querySelectorAll('*')].filter(e => {
  const look = getComputedStyle(e);
  if (e.matches('.sr, .sr *, svg *, textarea, select, input') || !e.checkVisibility()) return false;
  if (look.overflowX === 'visible' && look.overflowY === 'visible') return false;
  const hides = way => way === 'hidden' || way === 'clip';
  return e.textContent.trim() && ((hides(look.overflowX) && e.scrollWidth > e.clientWidth + 1)
    || (hides(look.overflowY) && e.scrollHeight > e.clientHeight + 1));
}).map(e => 'text is cut in ' + e.tagName + '.' + e.className + ': ' + e.textContent.trim().slice(0, 40))"""
# Text that lies on other text: leaves of the page whose own words share more than a sliver with another leaf's.
OVERLAP = """() => {
  const leaves = [...document.body.querySelectorAll('*')].filter(e => e.checkVisibility({contentVisibilityAuto: true})
    && !e.matches('.sr, .sr *, svg *, option, dialog *, .skip, textarea, input')
    && ![...function*() { for (let p = e; p; p = p.parentElement) yield p; }()].some(
      p => ['sticky', 'fixed', 'absolute'].includes(getComputedStyle(p).position))
    && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()));
  const boxes = leaves.flatMap(e => [...e.childNodes].filter(n => n.nodeType === 3 && n.data.trim()).flatMap(n => {
    const range = document.createRange(); range.selectNodeContents(n);
    return [...range.getClientRects()].map(box => ({e, box, text: n.data.trim()})); }));
  const found = [];
  for (let i = 0; i < boxes.length; i++) for (let j = i + 1; j < boxes.length; j++) {
    const a = boxes[i].box, b = boxes[j].box;
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const tall = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    const least = Math.min(a.height, b.height);
    if (wide > 3 && tall > least * .4 && boxes[i].e !== boxes[j].e)
      found.push('text on text: ' + boxes[i].text.slice(0, 30) + ' / ' + boxes[j].text.slice(0, 30));
  }
  return found.slice(0, 3);
}"""
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-")
CODE = re.compile(r"(?<![\w/@.?=&:#-])(?:[a-z]+_[a-z_]+|True|False|null|undefined|NaN|(?<=[a-z] )None)(?![\w/@=])")
BANNER = "Demo city: everyone here is made up."
TO_DO = "before real people"
ALSO = "Ciudad de demostración: todas las personas son inventadas."


def words(page) -> str:
    """What a reader sees, without the text of form fields."""
    return page.locator("body").inner_text()


def written(text: str, *, ids_shown: bool = False) -> list[str]:
    """Faults of the words. `ids_shown`: pages that show an address or a secret on purpose."""
    found = []
    if not any(one in text for one in (BANNER, ALSO, TO_DO)):
        found.append(f"does not say “{BANNER}”")
    without_links = re.sub(r"https?://\S+", "", text)
    if not ids_shown and UUID.search(without_links):
        found.append(f"shows a raw id: {UUID.search(without_links)[0]}")
    return found + [f"shows a raw code: {code}" for code in dict.fromkeys(CODE.findall(without_links))]


def drawn(page) -> list[str]:
    """Faults of the layout at the present width."""
    return page.evaluate(TOO_WIDE) + page.evaluate(CUT) + page.evaluate(OVERLAP)


def axe(page) -> list[str]:
    """WCAG 2.1 A and AA violations that axe-core finds, as "rule: selector"."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return [f"axe {one}" for one in page.evaluate(RUN_AXE, TAGS)]


class Listening:
    """What the browser itself complains of on a page: script errors, refused content, failed requests."""

    def __init__(self, page):
        self._heard: list[str] = []
        page.on("pageerror", lambda error: self._heard.append(f"script error: {error}"))
        page.on("console", self._console)

    def _console(self, message) -> None:
        # A page that is not there says so in the console as well; its status is looked at by itself. Where a browser
        # keeps a sound back until somebody touches the page, the page's own switch says so.
        expected = ("Failed to load resource", "The AudioContext was not allowed to start")
        if message.type in ("error", "warning") and not message.text.startswith(expected):
            self._heard.append(f"console {message.type}: {message.text[:200]}")

    def heard(self) -> list[str]:
        """What was heard since the last time this was asked."""
        found, self._heard[:] = list(self._heard), []
        return found
