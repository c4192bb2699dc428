"""Hours of this directory as HSDS schedules (RFC 5545 rules by column), and back. Pure.

One schedule for each different span holds its weekdays; an exception is a schedule valid on one day. A rule this
directory can't hold (monthly, every other week, a season) is kept as the schedule's own words.
"""

import uuid
from datetime import date

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
CLOSED = "Closed"
APPOINTMENT = "By appointment"
COMPLEX = ("byweekno", "bymonthday", "byyearday", "count", "until")


def part_id(of: str, what: str) -> str:
    """The id of a part of a listing: the same each time, so that two files of one listing are the same."""
    return str(uuid.uuid5(uuid.UUID(of), what))


def schedules(service: str, hours: dict) -> list[dict]:
    """The schedules of one service's hours."""
    words = hours.get("words", "")
    said = {"description": words} if words else {}
    notes = {"notes": APPOINTMENT} if hours.get("by_appointment") else {}
    if "spans" not in hours:
        return [{"id": part_id(service, "hours"), **said, **notes}] if said or notes else []
    days: dict[tuple[str, str], list[str]] = {}
    for day, spans in sorted(hours["spans"].items()):
        for opens, closes in spans:
            days.setdefault((opens, closes), []).append(WEEKDAYS[int(day)])
    found = [
        {
            "id": part_id(service, f"hours {opens} {closes}"),
            "freq": "WEEKLY",
            "wkst": "MO",
            "interval": 1,
            "byday": ",".join(on),
            "opens_at": opens,
            "closes_at": closes,
            **said,
            **notes,
        }
        for (opens, closes), on in days.items()
    ]
    if not found:
        # Known to be closed all week: a weekly rule without a day.
        found = [{"id": part_id(service, "hours"), "freq": "WEEKLY", "byday": "", **said, **notes}]
    for one in hours.get("exceptions", ()):
        found += _exception(service, one)
    return found


def _exception(service: str, one: dict) -> list[dict]:
    on, words = one["on"], one.get("words", "")
    day = {"valid_from": on, "valid_to": on}
    if not one["spans"]:
        return [{"id": part_id(service, f"closed {on}"), **day, "description": f"{CLOSED}: {words}".rstrip(": ")}]
    return [
        {
            "id": part_id(service, f"on {on} {opens}"),
            **day,
            "opens_at": opens,
            "closes_at": closes,
            **({"description": words} if words else {}),
        }
        for opens, closes in one["spans"]
    ]


def hours_of(given: list[dict], today: date) -> tuple[dict, list[int]]:
    """(hours, places of the schedules that could be kept as words only). Times are HH:MM, seconds and zone let go."""
    spans: dict[str, list] = {}
    exceptions: dict[str, dict] = {}
    words, appointment, weekly, as_words = "", False, False, []
    for place, one in enumerate(given):
        appointment = appointment or one.get("notes") == APPOINTMENT
        said = one.get("description", "")
        if _one_day(one):
            day = exceptions.setdefault(one["valid_from"], {"on": one["valid_from"], "spans": [], "words": ""})
            if one.get("opens_at") and one.get("closes_at"):
                day["spans"].append(_span(one))
                day["words"] = said[:80]
            else:
                day["words"] = said.removeprefix(CLOSED).removeprefix(": ")[:80]
            continue
        if _weekly(one, today):
            weekly = True
            for day in filter(None, one.get("byday", "").split(",")):
                spans.setdefault(str(WEEKDAYS.index(day.strip())), []).append(_span(one))
        elif {"freq", "opens_at"} & set(one):
            as_words.append(place)
        words = words or said
    hours: dict = {"words": words[:200]} if words else {}
    # Hours of which a part can't be held are unknown, never half.
    if weekly and not as_words:
        hours["spans"] = {day: sorted(each) for day, each in sorted(spans.items())}
        if exceptions:
            hours["exceptions"] = [exceptions[on] for on in sorted(exceptions)]
    if appointment:
        hours["by_appointment"] = True
    return hours, as_words


def _one_day(one: dict) -> bool:
    return "valid_from" in one and one["valid_from"] == one.get("valid_to") and "freq" not in one


def _weekly(one: dict, today: date) -> bool:
    if one.get("freq") != "WEEKLY" or one.get("interval", 1) != 1 or any(one.get(name) for name in COMPLEX):
        return False
    if (one.get("valid_from") or "") > today.isoformat() or (one.get("valid_to") or "9999") < today.isoformat():
        return False
    days = [day.strip() for day in one.get("byday", "").split(",") if day.strip()]
    return set(days) <= set(WEEKDAYS) and (not days or bool(one.get("opens_at") and one.get("closes_at")))


def _span(one: dict) -> list[str]:
    return [one["opens_at"][:5], one["closes_at"][:5]]
