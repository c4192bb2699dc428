"""The stretches of months a measure's page offers. The running month is in each of them and says "so far"."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_noop

from tandem.measures.period import month_words


@dataclass(frozen=True)
class Stretch:
    """`id` is the word in the address; months as "2026-11", both included."""

    id: str
    start: str
    end: str
    label: str


DEFAULT = "12"
# How many months back it starts, and how many back it ends.
_BACK = {"month": (0, 0), "last": (1, 1), "6": (5, 0), DEFAULT: (11, 0), "24": (23, 0)}
_NAMES = {
    "month": gettext_noop("This month"),
    "last": gettext_noop("Last month"),
    "6": "6 months",
    DEFAULT: "12 months",
    "24": "24 months",
}


def stretches(now: datetime, zone: ZoneInfo) -> list[Stretch]:
    """Return what the page offers at `now`, shortest first."""
    here = now.astimezone(zone)
    index = here.year * 12 + here.month - 1
    return [_stretch(id, index - first, index - last) for id, (first, last) in _BACK.items()]


def chosen(id: str | None, now: datetime, zone: ZoneInfo) -> Stretch:
    """Return the stretch of the address; the default one for a word that is none."""
    offered = {stretch.id: stretch for stretch in stretches(now, zone)}
    return offered.get(id or DEFAULT, offered[DEFAULT])


def _stretch(id: str, first: int, last: int) -> Stretch:
    start, end = (f"{i // 12:04d}-{i % 12 + 1:02d}" for i in (first, last))
    words = _short(end) if first == last else f"{_short(start)} to {_short(end)}"
    return Stretch(id, start, end, f"{_NAMES[id]}, {words}")


def _short(month: str) -> str:
    """Return "Nov 2026" for "2026-11": the box must fit a phone."""
    name, year = month_words(month).split()
    return f"{name[:3]} {year}"
