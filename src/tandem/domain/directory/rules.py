"""When a service is open, and how old its listing is. Pure.

`hours` is `{"words": "Mon to Fri 8 to 17", "spans": {"0": [["08:00", "17:00"]], …}}`: the service's own words, and open
spans per weekday (0 Monday) in the program's zone. A span that ends at or before its start runs into the next day;
["00:00", "24:00"] is all day. No `spans` means nobody knows when it is open, which is never shown as closed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from tandem.vocabulary.terms import Need

MINUTES = 24 * 60
STALE_AFTER_DAYS = 90
CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d|24:00")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,4})?")


@dataclass(frozen=True)
class Openness:
    """`is_open` is None where hours are unknown. `until` is "HH:MM" on the wall; "" where it does not close."""

    is_open: bool | None
    until: str = ""


def _minutes(text: str) -> int:
    return int(text[:2]) * 60 + int(text[3:])


def _stretches(hours: dict) -> list[tuple[int, int]]:
    """Open stretches of a week in minutes since Monday 00:00, joined where they touch. The week wraps at its end."""
    week = 7 * MINUTES
    cut = []
    for day, spans in hours["spans"].items():
        for opens, closes in spans:
            start = int(day) * MINUTES + _minutes(opens)
            end = int(day) * MINUTES + _minutes(closes)
            end += MINUTES if _minutes(closes) <= _minutes(opens) else 0
            cut += [(start, min(end, week))] + ([(0, end - week)] if end > week else [])
    joined: list[tuple[int, int]] = []
    for start, end in sorted(cut):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def openness(hours: dict, local: datetime) -> Openness:
    """Whether a service is open at `local`, a wall-clock time in the program's zone, and until when."""
    if "spans" not in hours:
        return Openness(None)
    week = 7 * MINUTES
    joined = _stretches(hours)
    minute = local.weekday() * MINUTES + local.hour * 60 + local.minute
    found = next(((start, end) for start, end in joined if start <= minute < end), None)
    if found is None:
        return Openness(False)
    end = found[1]
    if end == week and joined[0][0] == 0:
        end = joined[0][1]
    if end == week and found[0] == 0:
        return Openness(True)
    return Openness(True, f"{end % MINUTES // 60:02d}:{end % 60:02d}")


def checked_words(last_verified_on: date | None, today: date) -> str:
    """How fresh a listing is, in words: "Checked today", "Checked 12 days ago", "Not checked since Aug"."""
    if last_verified_on is None:
        return "Never checked"
    days = (today - last_verified_on).days
    if days > STALE_AFTER_DAYS:
        year = "" if last_verified_on.year == today.year else f" {last_verified_on.year}"
        return f"Not checked since {last_verified_on:%b}{year}"
    if days <= 0:
        return "Checked today"
    return "Checked yesterday" if days == 1 else f"Checked {days} days ago"


def hours_problem(hours: object) -> str | None:
    """A sentence saying why `hours` can't stand, or None."""
    if not isinstance(hours, dict) or not set(hours) <= {"words", "spans"}:
        return "Hours are words, and spans for each weekday."
    if not isinstance(hours.get("words", ""), str) or len(hours.get("words", "")) > 200:
        return "The words for hours are text of at most 200 characters."
    spans = hours.get("spans", {})
    if not isinstance(spans, dict) or not set(spans) <= set("0123456"):
        return "Weekdays are 0 (Monday) to 6 (Sunday)."
    for day in spans.values():
        for span in day if isinstance(day, list) else [None]:
            if not (isinstance(span, list) and len(span) == 2 and all(_is_clock(one) for one in span)):
                return "Write each span as two times, like 08:00 and 17:00. All day is 00:00 and 24:00."
            if span[0] == span[1] or span[0] == "24:00":
                return "A span must end after it starts. All day is 00:00 and 24:00."
    return None


def _is_clock(value: object) -> bool:
    return isinstance(value, str) and CLOCK.fullmatch(value) is not None


def problems(
    *,
    needs: Iterable[str],
    hours: object,
    languages: Iterable[str],
    latitude: float | None,
    longitude: float | None,
) -> list[tuple[str, str]]:
    """What keeps a listing from standing, as (field, sentence); empty when nothing does."""
    found = []
    needs = list(needs)
    if not needs or not set(needs) <= set(Need):
        found.append(("needs", "Choose at least one need from the list."))
    if problem := hours_problem(hours):
        found.append(("hours", problem))
    if not all(LANGUAGE.fullmatch(one) for one in languages):
        found.append(("languages", "Write languages as tags, like en or es."))
    if (latitude is None) != (longitude is None):
        found.append(("latitude", "Give latitude and longitude together, or neither."))
    elif latitude is not None and not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        found.append(("latitude", "This is not a place on earth."))
    return found
