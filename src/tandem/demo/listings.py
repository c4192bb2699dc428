"""The small directory of the demo: two dozen services, some of them not checked for months, some silent about room."""

import csv
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from tandem.demo.cast import Cast
from tandem.demo.dice import Dice
from tandem.demo.names import AREAS, STREETS, phone
from tandem.domain.directory.hours import always_open
from tandem.domain.directory.models import Service
from tandem.domain.directory.rules import problems
from tandem.vocabulary.directory import CheckedHow
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import Need

_HOURS: dict[str, dict] = {
    "always": {"words": "Every day, all hours", "spans": {str(day): [["00:00", "24:00"]] for day in range(7)}},
    "office": {"words": "Mon to Fri 8 to 17", "spans": {str(day): [["08:00", "17:00"]] for day in range(5)}},
    "long": {"words": "Every day 7 to 23", "spans": {str(day): [["07:00", "23:00"]] for day in range(7)}},
    "night": {"words": "Every night 18 to 7", "spans": {str(day): [["18:00", "07:00"]] for day in range(7)}},
    "days": {
        "words": "Mon, Wed and Fri 10 to 15",
        "spans": {day: [["10:00", "15:00"]] for day in ("0", "2", "4")},
    },
    "ask": {"words": "Call first"},
}
# Women, and people under 21: the city's persons are drawn without regard to that.
FOR_SOME = ("Night Harbor", "Foothill Lodge")


class Listing(NamedTuple):
    """`checked` is how many days ago somebody checked it, None for never; `capacity` is what it last said of room."""

    organization: str
    name: str
    needs: tuple[Need, ...]
    hours: dict
    eligibility: str
    languages: tuple[str, ...]
    checked: int | None
    capacity: str
    area: str


def listings() -> Iterator[Listing]:
    """The listings of `lists/services.csv`, in their order."""
    with (Path(__file__).parent / "lists" / "services.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield Listing(
                organization=row["organization"],
                name=row["name"],
                needs=tuple(map(Need, row["needs"].split())),
                hours=_HOURS[row["hours"]],
                eligibility=row["eligibility"],
                languages=tuple(row["languages"].split()),
                checked=int(row["checked_days_ago"]) if row["checked_days_ago"] else None,
                capacity=row["capacity"],
                area=row["area"],
            )


def services(cast: Cast, dice: Dice, now: datetime, today: date) -> list[Service]:
    """One row a listing, held to the rules of the directory. Raises Refusal, which a test would see first."""
    rows = []
    for number, listing in enumerate(listings(), start=30):
        _, latitude, longitude = AREAS[listing.area]
        found = problems(
            needs=listing.needs,
            hours=listing.hours,
            languages=listing.languages,
            latitude=latitude,
            longitude=longitude,
        )
        if found:
            raise Refusal(*found)
        rows.append(
            Service(
                id=dice.id(),
                organization=cast.organizations[listing.organization],
                name=listing.name,
                needs=[str(need) for need in listing.needs],
                hours=_with_holidays(listing.hours, today),
                eligibility=listing.eligibility,
                minimum_age=18 if "18 or older" in listing.eligibility else None,
                cost="Free" if listing.hours is _HOURS["always"] else "",
                accessibility="Step-free entrance" if number % 3 else "",
                verified_by_name="" if listing.checked is None else "Ruth Adeyemi-Lund",
                verified_how="" if listing.checked is None else CheckedHow.PHONE,
                phone=phone(number),
                address=f"{dice.whole(100, 2900)} {dice.one(STREETS)} St, {listing.area}",
                area=listing.area,
                latitude=round(latitude + dice.between(-0.02, 0.02), 5),
                longitude=round(longitude + dice.between(-0.02, 0.02), 5),
                languages=list(listing.languages),
                capacity=listing.capacity,
                capacity_said_at=now - timedelta(hours=dice.between(1, 90)) if listing.capacity else None,
                last_verified_on=None if listing.checked is None else today - timedelta(days=listing.checked),
            )
        )
    return rows


def _with_holidays(hours: dict, today: date) -> dict:
    """The same hours, with the coming Christmas and New Year's Day where a place is not open day and night."""
    if "spans" not in hours or always_open(hours):
        return hours
    days = ((date(today.year, 12, 25), "Christmas"), (date(today.year + 1, 1, 1), "New Year's Day"))
    return {**hours, "exceptions": [{"on": day.isoformat(), "spans": [], "words": words} for day, words in days]}


def elsewhere(rows: list[Service], cast: Cast) -> list[Service]:
    """The services any adult can be referred to, at other organizations than the sender's own."""
    left_out = {cast.provider.pk, *(cast.organizations[short].pk for short in FOR_SOME)}
    return [one for one in rows if one.organization_id not in left_out]
