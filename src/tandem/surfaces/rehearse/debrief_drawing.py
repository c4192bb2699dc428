"""The timelines of a debrief as one SVG, and nothing in it that the table beside it does not say.

Pure: a reading in, a string out. Seats are lanes under one clock; a disc with a tick is a sign seen, with the seconds
after; a cross is one that could be seen and was missed; nothing stands where it could not be seen. Colors only help:
every mark has a word or a shape of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from tandem.training.debrief.reading import Reading
from tandem.training.debrief.rows import clock

WIDE = 1120
LEFT, RIGHT = 152, 24
TOP = 56
CURVE = 84
LANE = 74
# A mark, the gap and a number of seconds beside it.
LABEL = 46
# About how wide a letter of a small label is.
LETTER = 6.2
STEPS_MS = (5_000, 10_000, 20_000, 30_000, 60_000, 120_000, 300_000)


@dataclass(frozen=True)
class Words:
    """What the picture says, in the reader's language. `seats` and `kinds` map codes to words."""

    title: str
    told: str
    arousal: str
    trust: str
    leads: str
    person: str
    seats: Mapping[str, str]
    names: Mapping[str, str]
    kinds: Mapping[str, str]
    marks: Mapping[str, str]
    after: str
    missed: str
    # A sign's whole sentence, by its place.
    signs: Mapping[int, str]


def timelines(reading: Reading, words: Words, *, from_ms: int = 0, to_ms: int | None = None) -> str:
    """The SVG of `from_ms` to `to_ms` of the run."""
    to_ms = max(to_ms or reading.lasts_ms, from_ms + 1_000)
    lanes = (*reading.seats, *reading.scripted)
    high = TOP + CURVE + LANE * len(lanes) + 32
    one = _Drawing(reading, words, lanes, from_ms, to_ms, high)
    return (
        f'<svg class="db-lines" viewBox="0 0 {WIDE} {high}" role="group" aria-labelledby="db-lines-title">'
        f'<title id="db-lines-title">{escape(words.title)}</title><desc>{escape(words.told)}</desc>'
        f"{one.grid()}{one.curve()}{one.lanes_drawn()}{one.signs()}{one.handoffs()}</svg>"
    )


def overview(reading: Reading, words: Words) -> str:
    """One bar of the whole run: who led when."""
    scale = WIDE / max(1, reading.lasts_ms)
    spans = "".join(
        f'<rect class="s-{one.seat}" x="{_n(one.from_ms * scale)}" y="0" height="12"'
        f' width="{_n((one.to_ms - one.from_ms) * scale)}"/>'
        for one in reading.led
    )
    return (
        f'<svg class="db-over" viewBox="0 0 {WIDE} 12" preserveAspectRatio="none" role="img" aria-label="{escape(words.leads)}">'
        f'<rect class="nobody" width="{WIDE}" height="12"/>{spans}</svg>'
    )


class _Drawing:
    def __init__(self, reading: Reading, words: Words, lanes: tuple[str, ...], from_ms: int, to_ms: int, high: int):
        self.reading, self.words, self.lanes = reading, words, lanes
        self.from_ms, self.to_ms, self.high = from_ms, to_ms, high

    def x(self, at_ms: int) -> float:
        return LEFT + (at_ms - self.from_ms) / (self.to_ms - self.from_ms) * (WIDE - LEFT - RIGHT)

    def inside(self, at_ms: int) -> bool:
        return self.from_ms <= at_ms <= self.to_ms

    def y(self, seat: str) -> int:
        return TOP + CURVE + LANE * self.lanes.index(seat)

    def grid(self) -> str:
        span = self.to_ms - self.from_ms
        step = next((one for one in STEPS_MS if span / one <= 11), STEPS_MS[-1])
        first = -(-self.from_ms // step) * step
        found = []
        for at in range(first, self.to_ms + 1, step):
            x = _n(self.x(at))
            found.append(f'<line class="grid" x1="{x}" x2="{x}" y1="{TOP}" y2="{self.high - 28}"/>')
            found.append(f'<text class="ax" x="{x}" y="{self.high - 8}" text-anchor="middle">{clock(at)}</text>')
        return "".join(found)

    def curve(self) -> str:
        kept = [one for one in self.reading.moments if one.at_ms <= self.to_ms]
        before = [one for one in kept if one.at_ms < self.from_ms][-1:]
        points = [*before, *(one for one in kept if one.at_ms >= self.from_ms)]
        if not points:
            return ""
        lines = []
        for name in ("arousal", "trust"):
            at = [(max(LEFT, self.x(one.at_ms)), getattr(one, name)) for one in points]
            at.append((self.x(self.to_ms), at[-1][1]))
            drawn = " ".join(f"{_n(x)},{_n(TOP + 8 + (100 - value) * (CURVE - 20) / 100)}" for x, value in at)
            lines.append(f'<polyline class="{name}" points="{drawn}"/>')
        y = TOP + 22
        return (
            f'<text class="who" x="0" y="{y}">{escape(self.words.person)}</text>'
            f'<text class="arousal-word" x="0" y="{y + 18}">{escape(self.words.arousal)}</text>'
            f'<text class="trust-word" x="0" y="{y + 36}">{escape(self.words.trust)}</text>{"".join(lines)}'
        )

    def lanes_drawn(self) -> str:
        found = []
        for seat in self.lanes:
            y = self.y(seat)
            found.append(f'<line class="lane" x1="0" x2="{WIDE}" y1="{y}" y2="{y}"/>')
            found.append(f'<circle class="s-{seat}" cx="10" cy="{y + 22}" r="9"/>')
            found.append(
                f'<text class="letter" x="10" y="{y + 26}" text-anchor="middle">{escape(self.words.seats[seat][:1])}</text>'
            )
            found.append(f'<text class="who" x="26" y="{y + 26}">{escape(_cut(self.words.names[seat], 17))}</text>')
            found.append(f'<text class="small" x="26" y="{y + 42}">{escape(_cut(self.words.seats[seat], 16))}</text>')
            found.append(self._did(seat, y + 50))
            for one in self.reading.led:
                if one.seat == seat and one.to_ms > self.from_ms and one.from_ms < self.to_ms:
                    x, end = self.x(max(one.from_ms, self.from_ms)), self.x(min(one.to_ms, self.to_ms))
                    found.append(
                        f'<rect class="s-{seat} band" x="{_n(x)}" y="{y + 58}" width="{_n(max(2, end - x))}" height="12"/>'
                    )
                    if end - x > 44:
                        found.append(f'<text class="on" x="{_n(x + 6)}" y="{y + 68}">{escape(self.words.leads)}</text>')
        return "".join(found)

    def _did(self, seat: str, y: int) -> str:
        """What a seat did: a tick each, and the words where they have room."""
        found, free = [], 0.0
        for one in self.reading.of(seat):
            if not self.inside(one.at_ms):
                continue
            x = self.x(one.at_ms)
            found.append(f'<rect class="s-{seat}" x="{_n(x)}" y="{y - 6}" width="3" height="8"/>')
            words = _cut(one.text, 26)
            wide = len(words) * LETTER
            start = min(x, WIDE - RIGHT - wide)
            if start >= free and words:
                found.append(f'<text class="small" x="{_n(start)}" y="{y - 9}">{escape(words)}</text>')
                free = start + wide + 8
        return "".join(found)

    def _marks(self) -> dict[str, list[float]]:
        """Where each lane has a tick or a cross, from left to right: a label has room where none follows soon."""
        found: dict[str, list[float]] = {}
        for one in self.reading.signs:
            if self.inside(one.at_ms):
                for seen in one.seen:
                    found.setdefault(seen.seat, []).append(self.x(one.at_ms + seen.after_ms))
                for seat in one.missed:
                    found.setdefault(seat, []).append(self.x(one.at_ms))
        return {seat: sorted(places) for seat, places in found.items()}

    def signs(self) -> str:
        found, free, beside = [], -100.0, -100.0
        marks = self._marks()
        for one in self.reading.signs:
            if not self.inside(one.at_ms):
                continue
            # Signs of one moment stand a little apart, so that no mark hides another.
            x = max(self.x(one.at_ms), beside)
            beside = x + 11
            # Two signs close together stand beside one another, each with its own line down.
            at = max(x, free)
            free = at + 30
            head = (
                f'<a href="#sign-{one.place}" data-play="{one.at_ms}" aria-label="{escape(self.words.signs[one.place])}">'
                f'<circle class="sign" cx="{_n(at)}" cy="26" r="13"/>'
                f'<text class="sign-n" x="{_n(at)}" y="31" text-anchor="middle">{one.place}</text></a>'
            )
            found.append(f'<path class="down" d="M{_n(at)} 39 L{_n(x)} {TOP} V{self.high - 28}"/>{head}')
            for seen in one.seen:
                found.append(self._seen(seen.seat, x, one.at_ms + seen.after_ms, seen.after_ms, marks[seen.seat]))
            for seat in one.missed:
                y = self.y(seat) + 16
                cross = f"M{_n(x - 5)} {y - 5} l10 10 m0 -10 l-10 10"
                found.append(f'<path class="missed" d="{cross}"><title>{escape(self.words.missed)}</title></path>')
        return "".join(found)

    def _seen(self, seat: str, x: float, at_ms: int, after_ms: int, marks: list[float]) -> str:
        y = self.y(seat) + 16
        end = min(self.x(at_ms), WIDE - RIGHT)
        tick = f"M{_n(end - 4)} {y} l3 3 l5 -6"
        left = end > WIDE - RIGHT - 36
        place = f'x="{_n(end - 10)}" text-anchor="end"' if left else f'x="{_n(end + 10)}"'
        words = escape(self.words.after % {"n": after_ms // 1000})
        # Between two marks close together a number would be read as the other's: the mark itself and the table say it.
        near = any(0 < (end - one if left else one - end) < LABEL for one in marks)
        label = "" if near else f'<text class="after" {place} y="{y + 4}">{words}</text>'
        return (
            f'<line class="l-{seat}" x1="{_n(x)}" x2="{_n(end)}" y1="{y}" y2="{y}"/>'
            f'<circle class="s-{seat}" cx="{_n(end)}" cy="{y}" r="7"><title>{words}</title></circle>'
            f'<path class="tick" d="{tick}"/>{label}'
        )

    def handoffs(self) -> str:
        found = []
        for one in self.reading.handoffs:
            both = [seat for seat in (one.from_seat, one.to_seat) if seat in self.lanes]
            if not self.inside(one.at_ms) or one.mark is None or len(both) < 2:
                continue
            x = self.x(one.at_ms)
            top, low = sorted(self.y(seat) + 64 for seat in both)
            word = self.words.marks[one.mark]
            wide = len(word) * 7.4 + 16
            left = min(max(LEFT, x - wide / 2), WIDE - RIGHT - wide)
            # On the line between two lanes, where no sign has its mark.
            mid = max(self.y(seat) for seat in both) - 3
            found.append(
                f'<line class="hand" x1="{_n(x)}" x2="{_n(x)}" y1="{top}" y2="{low}"/>'
                f'<rect class="pill {one.mark}" x="{_n(left)}" y="{_n(mid - 11)}" width="{_n(wide)}" height="20" rx="10"/>'
                f'<text class="pill-word" x="{_n(left + wide / 2)}" y="{_n(mid + 3)}" text-anchor="middle">{escape(word)}</text>'
            )
        return "".join(found)


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
