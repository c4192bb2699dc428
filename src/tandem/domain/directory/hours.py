"""When a service is open, on the wall clock of the program's zone. Pure.

`hours` is `{"words": "Mon to Fri 8 to 17", "spans": {"0": [["08:00", "17:00"]], …}, "exceptions": [{"on": "2026-12-25",
"spans": [], "words": "Christmas"}, …], "by_appointment": true}`: the service's own words; open spans per weekday (0
Monday); days that are not as their weekday, closed where they hold no span; and whether one must make an appointment.
A span that ends at or before its start runs into the next day; ["00:00", "24:00"] is all day. No `spans` means nobody
knows when it is open, which is never shown as closed. Wall-clock minutes are compared, so that a change of the clocks
moves nothing.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

DAY = 24 * 60
# How far ahead the next opening is looked for; what is open for all of it never closes.
AHEAD_DAYS = 8
MOST_EXCEPTIONS = 100
KEYS = {"words", "spans", "exceptions", "by_appointment"}
CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d|24:00")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True)
class Openness:
    """`is_open` is None where hours are unknown. `until` is "HH:MM" on the wall; "" where it does not close.

    `opens` says when a closed service opens next: "08:00" today, "tomorrow 08:00", "Wed 08:00"; "" within 8 days never.
    `today` holds the words of an exception that is in force today.
    """

    is_open: bool | None
    until: str = ""
    opens: str = ""
    today: str = ""


def _minutes(text: str) -> int:
    return int(text[:2]) * 60 + int(text[3:])


def _exception(hours: dict, day: date) -> dict | None:
    return next((one for one in hours.get("exceptions", ()) if one["on"] == day.isoformat()), None)


def _stretches(hours: dict, today: date) -> list[tuple[int, int]]:
    """Open stretches in minutes since today's 00:00, from yesterday to the days ahead, joined where they touch."""
    cut = []
    for ahead in range(-1, AHEAD_DAYS):
        day = today + timedelta(days=ahead)
        other = _exception(hours, day)
        spans = other["spans"] if other else hours["spans"].get(str(day.weekday()), ())
        for opens, closes in spans:
            start, end = ahead * DAY + _minutes(opens), ahead * DAY + _minutes(closes)
            cut.append((start, end + DAY if _minutes(closes) <= _minutes(opens) else end))
    joined: list[tuple[int, int]] = []
    for start, end in sorted(cut):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def openness(hours: dict, local: datetime) -> Openness:
    """Whether a service is open at `local`, a wall-clock time in the program's zone, until when, and when next."""
    if "spans" not in hours:
        return Openness(None)
    today = local.date()
    other = _exception(hours, today)
    words = other.get("words", "") if other else ""
    minute = local.hour * 60 + local.minute
    for start, end in _stretches(hours, today):
        if start <= minute < end:
            return Openness(True, "" if end >= AHEAD_DAYS * DAY else _clock(end), "", words)
        if start > minute:
            return Openness(False, "", _when(start, today), words)
    return Openness(False, "", "", words)


def _clock(minute: int) -> str:
    return f"{minute % DAY // 60:02d}:{minute % 60:02d}"


def _when(minute: int, today: date) -> str:
    ahead = minute // DAY
    if ahead == 0:
        return _clock(minute)
    return f"{'tomorrow' if ahead == 1 else WEEKDAYS[(today + timedelta(days=ahead)).weekday()]} {_clock(minute)}"


def always_open(hours: dict) -> bool:
    """Whether the week has no closed minute, holidays aside."""
    return "spans" in hours and all(hours["spans"].get(str(day)) == [["00:00", "24:00"]] for day in range(7))


def hours_problem(hours: object) -> str | None:
    """A sentence saying why `hours` can't stand, or None."""
    if not isinstance(hours, dict) or not set(hours) <= KEYS:
        return "Hours are words, spans for each weekday, exceptions, and whether one makes an appointment."
    if not isinstance(hours.get("words", ""), str) or len(hours.get("words", "")) > 200:
        return "The words for hours are text of at most 200 characters."
    if not isinstance(hours.get("by_appointment", False), bool):
        return "By appointment is yes or no."
    spans = hours.get("spans", {})
    if not isinstance(spans, dict) or not set(spans) <= set("0123456"):
        return "Weekdays are 0 (Monday) to 6 (Sunday)."
    return next((found for day in spans.values() if (found := _spans_problem(day))), None) or _exceptions_problem(hours)


def _spans_problem(day: object) -> str | None:
    for span in day if isinstance(day, list) else [None]:
        if not (isinstance(span, list) and len(span) == 2 and all(_is_clock(one) for one in span)):
            return "Write each span as two times, like 08:00 and 17:00. All day is 00:00 and 24:00."
        if span[0] == span[1] or span[0] == "24:00":
            return "A span must end after it starts. All day is 00:00 and 24:00."
    return None


def _exceptions_problem(hours: dict) -> str | None:
    exceptions = hours.get("exceptions", [])
    if not isinstance(exceptions, list) or len(exceptions) > MOST_EXCEPTIONS:
        return f"At most {MOST_EXCEPTIONS} days can be exceptions."
    days = []
    for one in exceptions:
        if not isinstance(one, dict) or not {"on", "spans"} <= set(one) <= {"on", "spans", "words"}:
            return "Each exception is a day with its spans, none where it is closed."
        if not _is_day(one["on"]):
            return "Write the day of an exception as 2026-12-25."
        if not isinstance(one.get("words", ""), str) or len(one.get("words", "")) > 80:
            return "The words of an exception are text of at most 80 characters."
        if found := _spans_problem(one["spans"]):
            return found
        days.append(one["on"])
    return None if len(set(days)) == len(days) else "A day can be an exception once only."


def _is_clock(value: object) -> bool:
    return isinstance(value, str) and CLOCK.fullmatch(value) is not None


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def spans_of(text: str) -> list[list[str]] | None:
    """Spans as a form writes them, "08:00-12:00, 13:00-17:00"; "all day"; [] for nothing; None where unreadable."""
    text = text.strip()
    if not text:
        return []
    if text.casefold() == "all day":
        return [["00:00", "24:00"]]
    spans = []
    for part in text.split(","):
        ends = [one.strip() for one in part.replace("–", "-").split("-")]
        if len(ends) != 2:
            return None
        spans.append([one.zfill(5) if len(one) == 4 else one for one in ends])
    return None if _spans_problem(spans) else spans


def spans_text(spans: list) -> str:
    """Spans as `spans_of` reads them."""
    if spans == [["00:00", "24:00"]]:
        return "all day"
    return ", ".join("-".join(span) for span in spans)


def exceptions_of(text: str) -> list[dict] | None:
    """Exceptions as a form writes them, one a line: "2026-12-25 closed Christmas", "2026-12-24 08:00-12:00 early"."""
    found = []
    for line in text.splitlines():
        parts = line.split(None, 2)
        if not parts:
            continue
        spans = [] if len(parts) > 1 and parts[1].casefold() == "closed" else spans_of(parts[1]) if parts[1:] else None
        if spans is None or not _is_day(parts[0]):
            return None
        found.append({"on": parts[0], "spans": spans, "words": parts[2].strip()[:80] if len(parts) > 2 else ""})
    return found


def exceptions_text(exceptions: list[dict]) -> str:
    """Exceptions as `exceptions_of` reads them."""
    lines = []
    for one in exceptions:
        spans = ",".join("-".join(span) for span in one["spans"]) or "closed"
        lines.append(f"{one['on']} {spans} {one.get('words', '')}".strip())
    return "\n".join(lines)
