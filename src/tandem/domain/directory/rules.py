"""What a listing must hold, how old it is, and how far away. Pure. Hours have a file of their own."""

import math
import re
from collections.abc import Iterable
from datetime import date

from tandem.domain.directory.hours import hours_problem
from tandem.vocabulary.terms import Need

STALE_AFTER_DAYS = 90
MOST_DAYS = 3650
OLDEST_AGE = 130
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,4})?")
EARTH_MILES = 3958.8


def stale(last_verified_on: date | None, today: date, after_days: int = STALE_AFTER_DAYS) -> bool:
    """Whether a listing is too old to be relied on without a call: nobody checked it for more than `after_days`."""
    return last_verified_on is None or (today - last_verified_on).days > after_days


def checked_words(last_verified_on: date | None, today: date, after_days: int = STALE_AFTER_DAYS) -> str:
    """How fresh a listing is, in words: "Checked today", "Checked 12 days ago", "Not checked since Aug"."""
    if last_verified_on is None:
        return "Never checked"
    days = (today - last_verified_on).days
    if days > after_days:
        year = "" if last_verified_on.year == today.year else f" {last_verified_on.year}"
        return f"Not checked since {last_verified_on:%b}{year}"
    if days <= 0:
        return "Checked today"
    return "Checked yesterday" if days == 1 else f"Checked {days} days ago"


def miles(here: tuple[float, float], there: tuple[float | None, float | None]) -> float | None:
    """How far it is in a straight line, in miles, on a sphere; None where a place is unknown. Degrees of WGS 84."""
    if there[0] is None or there[1] is None:
        return None
    (a, b), (c, d) = (tuple(map(math.radians, one)) for one in (here, there))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * EARTH_MILES * math.asin(min(1, math.sqrt(half)))


def takes_age(minimum: int | None, maximum: int | None, age: int | None) -> bool | None:
    """Whether somebody of this age is taken; None where the age is unknown and the listing asks for one."""
    if minimum is None and maximum is None:
        return True
    if age is None:
        return None
    return (minimum or 0) <= age <= (OLDEST_AGE if maximum is None else maximum)


def problems(
    *,
    needs: Iterable[str],
    hours: object,
    languages: Iterable[str],
    latitude: float | None,
    longitude: float | None,
    minimum_age: int | None = None,
    maximum_age: int | None = None,
    website: str = "",
    active: bool = True,
) -> list[tuple[str, str]]:
    """What keeps a listing from standing, as (field, sentence); empty when nothing does.

    A listing out of use may have no need yet: it came with a file, and somebody must still say what it is for.
    """
    found = []
    needs = list(needs)
    if not set(needs) <= set(Need) or (active and not needs):
        found.append(("needs", "Choose at least one need from the list."))
    if problem := hours_problem(hours):
        found.append(("hours", problem))
    if not all(LANGUAGE.fullmatch(one) for one in languages):
        found.append(("languages", "Write languages as tags, like en or es."))
    if (latitude is None) != (longitude is None):
        found.append(("latitude", "Give latitude and longitude together, or neither."))
    elif latitude is not None and not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        found.append(("latitude", "This is not a place on earth."))
    ages = [one for one in (minimum_age, maximum_age) if one is not None]
    if any(not 0 <= one <= OLDEST_AGE for one in ages):
        found.append(("minimum_age", f"An age is between 0 and {OLDEST_AGE}."))
    elif len(ages) == 2 and minimum_age > maximum_age:
        found.append(("minimum_age", "The youngest age is above the oldest."))
    if website and not website.startswith(("https://", "http://")):
        found.append(("website", "A website begins with https:// or http://."))
    return found
