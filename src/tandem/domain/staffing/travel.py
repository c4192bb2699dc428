"""The program's named places and its table of minutes, as values. Read often and changed rarely: kept for seconds."""

import time
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from tandem.domain.staffing.eta import NO_TABLE, Speed, Table
from tandem.domain.staffing.models import Landmark, TravelTable
from tandem.foundation.organizations.program import date_here, program

_KEEP_SECONDS = 5.0
DEFAULT_SPEED = Speed(25, "Assumed for city streets.")


@dataclass(frozen=True)
class NamedPlace:
    """A station, or the middle of an area, in WGS 84 degrees."""

    id: int
    name: str
    kind: str
    latitude: float
    longitude: float


class Known(NamedTuple):
    """Everything an ETA needs besides the team and the call."""

    places: tuple[NamedPlace, ...]
    table: Table
    speed: Speed


_kept: tuple[float, date | None, Known | None] = (float("-inf"), None, None)


def known() -> Known:
    """Places, the table in force today, and the speed. Changes made elsewhere are seen within five seconds."""
    global _kept
    read_at, day, found = _kept
    today = date_here()
    if found is None or day != today or time.monotonic() - read_at > _KEEP_SECONDS:
        found = Known(places(), table_on(today), speed())
        _kept = (time.monotonic(), today, found)
    return found


def forget() -> None:
    """Drop what is kept, after a change in this process."""
    global _kept
    _kept = (float("-inf"), None, None)


def places() -> tuple[NamedPlace, ...]:
    """Stations first, then areas, by name."""
    return tuple(NamedPlace(*row) for row in Landmark.objects.order_by("-kind", "name").values_list())


def table_on(day: date) -> Table:
    """The newest edition in force on `day`; an empty one where there is none."""
    found = TravelTable.objects.filter(in_force_from__lte=day).order_by("-in_force_from", "-id").first()
    if found is None:
        return NO_TABLE
    rows = found.times.values_list("origin", "destination", "minutes")
    return Table(found.edition, found.source, {(a.casefold(), b.casefold()): minutes for a, b, minutes in rows})


def speed() -> Speed:
    """The program's speed along a straight line, with where it comes from."""
    settings = program()
    if settings is None:
        return DEFAULT_SPEED
    return Speed(settings.travel_speed_mph, settings.travel_speed_source, settings.distance_unit)


@dataclass(frozen=True)
class Edition:
    edition: str
    source: str
    in_force_from: date
    pairs: int


def editions() -> list[Edition]:
    """Every edition of the table, the newest first."""
    found = TravelTable.objects.prefetch_related("times").order_by("-in_force_from", "-id")
    return [Edition(one.edition, one.source, one.in_force_from, len(one.times.all())) for one in found]
