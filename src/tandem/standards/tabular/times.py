"""Dates and times as people and machines write them in tables. Pure.

A date without a time is refused rather than put at midnight, and a local time that a change of the clocks skipped,
or showed twice, is refused rather than chosen: each would be a guess that every measure of time then believes.
"""

import re
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from tandem.foundation.clock.wall import readings
from tandem.vocabulary.refusal import Refusal

_CLOCKS = ("%H:%M", "%H:%M:%S", "%I:%M %p", "%I:%M:%S %p", "%H%M")
# The way dates are written → what it is called, and the day's forms. "any" is ISO, then month first as in the US.
DATE_FORMS: dict[str, tuple[str, tuple[str, ...]]] = {
    "any": ("As it comes: 2026-11-22 or 11/22/2026", ("%Y-%m-%d", "%m/%d/%Y")),
    "iso": ("Year first: 2026-11-22 21:41", ("%Y-%m-%d", "%Y/%m/%d")),
    "us": ("Month first: 11/22/2026 21:41", ("%m/%d/%Y", "%m/%d/%y", "%m-%d-%Y")),
    "day": ("Day first: 22/11/2026 21:41", ("%d/%m/%Y", "%d.%m.%Y", "%d/%m/%y", "%d-%m-%Y")),
}
_ISO = re.compile(r"\d{4}-?\d\d-?\d\d[T ]\d\d")


def moment(cell, clock, form: str, zone: ZoneInfo) -> datetime:
    """When a call came, aware: `cell` holds date and time, or the date with its time in `clock`. Raises Refusal.

    A cell is text, or has `kind` and `iso` where the file itself says that it is a date or time.
    """
    at = _both(cell, form) if clock is None or not str(clock).strip() else _joined(cell, clock, form)
    if at.tzinfo:
        return at
    try:
        found = readings(at, zone)
    except OverflowError:
        raise _no(f"{at.year} is no year of a call. Check the date.") from None
    if not found:
        raise _no(f"{at:%Y-%m-%d %H:%M} did not exist in {zone.key}: the clocks went forward over it. Check the time.")
    if len(found) > 1:
        offsets = " or ".join(f"{one.astimezone(zone):%Y-%m-%dT%H:%M%:z}" for one in found)
        raise _no(f"{at:%Y-%m-%d %H:%M} came twice in {zone.key}: the clocks went back. Write {offsets}.")
    return found[0]


def _both(cell, form: str) -> datetime:
    kind = getattr(cell, "kind", "")
    if kind == "t":
        return datetime.fromisoformat(cell.iso)
    text = str(cell).strip()
    if kind == "h":
        raise _no(f"“{text[:40]}” is a time without a date.")
    if kind == "d" or _day(text, form):
        raise _no(
            f"“{text[:40]}” is a date without a time; midnight would be a guess. Write the time, or name its column."
        )
    day, _space, clock = text.replace("T", " ", 1).partition(" ")
    found, hour = _day(day, form), _clock(clock)
    if found and hour is not None:
        return datetime.combine(found, hour)
    # The whole of ISO 8601, offsets and fractions of a second included.
    if form in ("any", "iso") and _ISO.match(text):
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            pass
    raise _no(f"“{text[:40]}” is not a date and time. Write it like 2026-11-22 21:41.")


def _joined(cell, clock, form: str) -> datetime:
    kind, text = getattr(cell, "kind", ""), str(cell).strip()
    day = date.fromisoformat(cell.iso[:10]) if kind in ("d", "t") else _day(text.split(" ")[0], form)
    if day is None:
        raise _no(f"“{text[:40]}” is not a date. Write it like 2026-11-22.")
    if getattr(clock, "kind", "") in ("h", "t"):
        hour = _clock(clock.iso.split("T")[-1].split(".")[0])
    else:
        hour = _clock(str(clock).strip())
    if hour is None:
        raise Refusal(("received_time", f"“{str(clock)[:40]}” is not a time of day. Write it like 21:41."))
    return datetime.combine(day, hour)


def _day(text: str, form: str) -> date | None:
    for pattern in DATE_FORMS[form][1]:
        try:
            return datetime.strptime(text, pattern).date()
        except ValueError:
            continue
    return None


def _clock(text: str) -> time | None:
    for pattern in _CLOCKS:
        try:
            return datetime.strptime(text.strip(), pattern).time()
        except ValueError:
            continue
    return None


def _no(sentence: str) -> Refusal:
    return Refusal(("received_at", sentence))
