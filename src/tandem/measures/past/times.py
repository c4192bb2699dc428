"""Dates and times of an old file, read one cell at a time. Pure. Nothing is guessed: what can be read two ways asks.

A cell is text, or has `kind` (t both, d a date, h a time of day) and `iso` where the file itself says it is a time.
"""

import re
from calendar import month_abbr
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tandem.foundation.clock.wall import readings
from tandem.vocabulary.past import Reason

MONTH_FIRST, DAY_FIRST = "month", "day"
# A spreadsheet counts days from the end of 1899, or from 1904 on old Macs.
SERIALS = {"1900": datetime(1899, 12, 30), "1904": datetime(1904, 1, 1)}
FIRST_YEAR = 1990
ASIDE = "aside"

_CLOCK = re.compile(r"(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(?:([AaPp])\.?[Mm]?\.?)?|(\d{3,4})", re.ASCII)
_OFFSET = re.compile(r"(.*\d)\s*(Z|[+-]\d\d:?\d\d)", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ,]+(.+))?", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d\d)(?:[T ,]+(.+))?", re.ASCII)
_DAY_NAMED = re.compile(r"(\d{1,2})[- ]([A-Za-z]{3,9})\.?[- ,]+(\d{4}|\d\d)(?:[ ,]+(.+))?", re.ASCII)
_MONTH_NAMED = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})(?:[ ,]+(.+))?", re.ASCII)
_RUN = re.compile(r"(\d{4})(\d\d)(\d\d)[T ]?(?:(\d\d)(\d\d)(\d\d)?)?", re.ASCII)
_SERIAL = re.compile(r"[2-7]\d{4}(\.\d+)?", re.ASCII)
_CUT = re.compile(r"\d{1,3}:\d\d\.\d", re.ASCII)
_MONTHS = {name.casefold(): number for number, name in enumerate(month_abbr) if name}
_LETTERS = {*_MONTHS, "sept", "a", "p", "am", "pm", "t", "z", "e"}


@dataclass(frozen=True)
class Parts:
    """What a cell holds before any question is answered.

    `kind`: blank, date (with a clock or not), clock, serial, cut (MM:SS.s), or words. `day` is (year, month, day), or
    `either` (first, second, year) where the order decides. `held` says that the file itself held it as a date.
    """

    kind: str
    day: tuple[int, int, int] | None = None
    either: tuple[int, int, int] | None = None
    clock: tuple[int, int, int] | None = None
    serial: float = 0.0
    offset: timedelta | None = None
    held: bool = False


BLANK, WORDS = Parts("blank"), Parts("words")


def parts(cell) -> Parts:
    """What a cell holds."""
    kind = getattr(cell, "kind", "")
    if kind:
        return _held(kind, cell.iso)
    text = str(cell).strip()
    if not text:
        return BLANK
    if len(text) > 60:
        return WORDS
    if _CUT.fullmatch(text):
        return Parts("cut")
    if (clock := _clock(text)) is not None:
        return Parts("clock", clock=clock)
    if _SERIAL.fullmatch(text):
        return Parts("serial", serial=float(text))
    return _dated(text)


def _held(kind: str, iso: str) -> Parts:
    if kind == "h":
        clock = _clock(iso.split(".")[0])
        return Parts("clock", clock=clock) if clock else WORDS
    at = datetime.fromisoformat(iso)
    clock = (at.hour, at.minute, at.second) if kind == "t" else None
    return Parts("date", day=(at.year, at.month, at.day), clock=clock, held=True)


def _dated(text: str) -> Parts:
    offset = None
    if (found := _OFFSET.fullmatch(text)) and ":" in found[1]:
        text, offset = found[1], _minutes(found[2])
    for pattern, make in _DATES:
        if found := pattern.fullmatch(text):
            made = make(found.groups())
            if made is None:
                return WORDS
            clock = made[2]
            if clock == "":
                return WORDS
            return Parts("date", day=made[0], either=made[1], clock=clock, offset=offset)
    return WORDS


def _minutes(text: str) -> timedelta:
    if text == "Z":
        return timedelta()
    sign = -1 if text[0] == "-" else 1
    return sign * timedelta(hours=int(text[1:3]), minutes=int(text[-2:]))


def _tail(text: str | None):
    """The clock after a date: None where there is none, "" where it is no clock."""
    if text is None or not text.strip():
        return None
    found = _clock(text.strip())
    return "" if found is None else found


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _named(day: str, month: str, year: str, rest):
    number = _MONTHS.get(month[:3].casefold())
    return number and ((_year(year), number, int(day)), None, _tail(rest))


_DATES = (
    (_YEAR_FIRST, lambda g: ((int(g[0]), int(g[1]), int(g[2])), None, _tail(g[3]))),
    (_YEAR_LAST, lambda g: (None, (int(g[0]), int(g[1]), _year(g[2])), _tail(g[3]))),
    (_DAY_NAMED, lambda g: _named(g[0], g[1], g[2], g[3])),
    (_MONTH_NAMED, lambda g: _named(g[1], g[0], g[2], g[3])),
    (
        _RUN,
        lambda g: (
            (int(g[0]), int(g[1]), int(g[2])),
            None,
            (int(g[3]), int(g[4]), int(g[5] or 0)) if g[3] else None,
        ),
    ),
)


def _clock(text: str) -> tuple[int, int, int] | None:
    found = _CLOCK.fullmatch(text)
    if not found:
        return None
    hour, minute, second, half, run = found.groups()
    if run:
        hour, minute, second = run[:-2], run[-2:], "0"
    h, m, s = int(hour), int(minute), int(second or 0)
    if half:
        if not 1 <= h <= 12:
            return None
        h = h % 12 + (12 if half in "Pp" else 0)
    return (h, m, s) if h < 24 and m < 60 and s < 60 else None


@dataclass(frozen=True)
class Answers:
    """What somebody said where a file can be read two ways. None of a question means it is still open.

    `orders` by column name: month or day first. `serial`: 1900, 1904 or aside. `gap`: later or aside. `fold`: first,
    second or aside. `next_day`: next or aside. `turned`: columns whose held dates have day and month exchanged, or not.
    """

    orders: dict[str, str]
    turned: dict[str, str]
    serial: str | None = None
    gap: str | None = None
    fold: str | None = None
    next_day: str | None = None


@dataclass(frozen=True)
class Reading:
    """A cell as a moment. `at` is None where it is unknown, and `why` then says so unless it was blank.

    `mended` are the ways it was read otherwise than it stands. `open` names a question that must be answered first.
    """

    at: datetime | None = None
    why: Reason | None = None
    mended: tuple[Reason, ...] = ()
    open: str = ""


NOTHING = Reading()


def read(
    found: Parts, column: str, answers: Answers, zone: ZoneInfo, now: datetime, *, call_at: datetime | None = None
) -> Reading:
    """One cell as a moment in UTC. A clock alone takes the day of `call_at`."""
    if found.kind == "blank":
        return NOTHING
    if found.kind == "words":
        return Reading(why=Reason.NO_TIME)
    if found.kind == "cut":
        return Reading(why=Reason.MANGLED_TIME)
    if found.kind == "serial":
        return _of_serial(found, answers, zone, now)
    if found.kind == "clock":
        return _of_clock(found, answers, zone, now, call_at)
    mended: tuple[Reason, ...] = ()
    if found.either:
        order = answers.orders.get(column)
        if order is None:
            return Reading(open=f"order:{column}")
        one, two, year = found.either
        found = replace(found, day=(year, one, two) if order == MONTH_FIRST else (year, two, one))
    elif found.held and answers.turned.get(column) == "turn" and found.day[2] <= 12:
        found, mended = replace(found, day=(found.day[0], found.day[2], found.day[1])), (Reason.TURNED,)
    try:
        wall = datetime.combine(date(*found.day), time(*(found.clock or (0, 0, 0))))
    except ValueError:
        return Reading(why=Reason.NO_SUCH_DAY)
    if found.offset is not None:
        return _sane((wall - found.offset).replace(tzinfo=UTC), now, mended)
    return _at(wall, answers, zone, now, mended)


def _of_serial(found: Parts, answers: Answers, zone: ZoneInfo, now: datetime) -> Reading:
    if answers.serial is None:
        return Reading(open="serial")
    if answers.serial == ASIDE:
        return Reading(why=Reason.SERIAL_ASIDE)
    seconds = round(found.serial * 86_400)
    return _at(SERIALS[answers.serial] + timedelta(seconds=seconds), answers, zone, now, (Reason.SERIAL,))


def _of_clock(found: Parts, answers: Answers, zone: ZoneInfo, now: datetime, call_at: datetime | None) -> Reading:
    if call_at is None:
        return Reading(why=Reason.NO_TIME)
    local = call_at.astimezone(zone).replace(tzinfo=None)
    wall = datetime.combine(local.date(), time(*found.clock))
    if wall >= local.replace(second=0, microsecond=0):
        return _at(wall, answers, zone, now, ())
    if answers.next_day is None:
        return Reading(open="next_day")
    if answers.next_day == ASIDE:
        return Reading(why=Reason.BEFORE_CALL)
    return _at(wall + timedelta(days=1), answers, zone, now, (Reason.NEXT_DAY,))


def _at(wall: datetime, answers: Answers, zone: ZoneInfo, now: datetime, mended: tuple[Reason, ...]) -> Reading:
    if wall.year < FIRST_YEAR:
        return Reading(why=Reason.LONG_AGO)
    if wall.year > now.year + 1:
        return Reading(why=Reason.FUTURE)
    moments = readings(wall, zone)
    if len(moments) == 1:
        return _sane(moments[0], now, mended)
    if not moments:
        if answers.gap is None:
            return Reading(open="gap")
        if answers.gap == ASIDE:
            return Reading(why=Reason.SKIPPED_HOUR)
        # Read with the offset of before, the time lands an hour later on the clock that had gone forward.
        return _sane(wall.replace(tzinfo=zone).astimezone(UTC), now, (*mended, Reason.LATER))
    if answers.fold is None:
        return Reading(open="fold")
    if answers.fold == ASIDE:
        return Reading(why=Reason.TWICE)
    return _sane(moments[0 if answers.fold == "first" else 1], now, (*mended, Reason.WHICH_HOUR))


def _sane(at: datetime, now: datetime, mended: tuple[Reason, ...]) -> Reading:
    if at > now:
        return Reading(why=Reason.FUTURE)
    if at.year < FIRST_YEAR:
        return Reading(why=Reason.LONG_AGO)
    return Reading(at, mended=mended)


class Orders:
    """What the cells of one column say about the order of day and month. Fed cell by cell."""

    def __init__(self):
        self.day_only = self.month_only = self.open = 0
        self.held = self.held_over_12 = 0
        self.examples: list[tuple[int, str]] = []

    def see(self, row: int, text: str, found: Parts) -> None:
        if found.held:
            self.held += 1
            self.held_over_12 += found.day[2] > 12
        if not found.either:
            return
        one, two, _year = found.either
        if one > 12 >= two:
            self.day_only += 1
        elif two > 12 >= one:
            self.month_only += 1
        else:
            self.open += 1
        clear = one > 12 or two > 12
        if len(self.examples) < 3 or (clear and len(self.examples) < 6):
            self.examples.append((row, text[:40]))

    @property
    def known(self) -> str | None:
        """The one order in which every cell is a day, and at least one of them could be nothing else."""
        if self.day_only and not self.month_only:
            return DAY_FIRST
        if self.month_only and not self.day_only:
            return MONTH_FIRST
        return None

    @property
    def asks(self) -> bool:
        return bool(self.day_only + self.month_only + self.open) and self.known is None

    @property
    def mixed(self) -> bool:
        return bool(self.day_only and self.month_only)

    @property
    def may_be_turned(self) -> bool:
        """A spreadsheet that reads month first takes 03/04 for a date, exchanged, and leaves 22/04 as text."""
        return bool(self.day_only and not self.month_only and self.held and not self.held_over_12)


def harmless(text: str) -> str:
    """A cell for a report: only what looks like a number or a time. Words of an old file may name somebody."""
    text = text.strip()
    if len(text) > 30 or not re.fullmatch(r"[0-9A-Za-z:/., +-]*[0-9][0-9A-Za-z:/., +-]*", text):
        return ""
    letters = {one.casefold() for one in re.findall(r"[A-Za-z]+", text)}
    return text if letters <= _LETTERS else ""
