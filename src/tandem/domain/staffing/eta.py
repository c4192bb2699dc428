"""How long a team may take to a call: by the program's table of minutes, else along a straight line. Pure.

Neither knows the traffic. Both are said as "about", with where they come from, and unknown stays unknown.
"""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

# Mean radius of the earth, IUGG.
EARTH_METERS = 6_371_009.0
METERS_PER_MILE = 1609.344
TABLE, LINE = "table", "line"


@dataclass(frozen=True)
class Table:
    """One edition of minutes; `minutes` is by (origin, destination), both in lower case."""

    edition: str
    source: str
    minutes: dict[tuple[str, str], int]


NO_TABLE = Table("", "", {})


@dataclass(frozen=True)
class Speed:
    """How fast a team gets along a straight line, and who says so."""

    mph: int
    source: str
    unit: str = "mi"


@dataclass(frozen=True)
class Eta:
    """Whole minutes, how they were found, and the distance where it was a line. `fell_back`: the table had no such pair."""

    minutes: int
    how: str
    meters: float | None = None
    edition: str = ""
    fell_back: bool = False
    unit: str = "mi"

    @property
    def distance(self) -> str:
        """ "6 km", "0.4 mi"; "" where none is known."""
        if self.meters is None:
            return ""
        size = self.meters / (1000 if self.unit == "km" else METERS_PER_MILE)
        return f"{size:.0f} {self.unit}" if size >= 3 else f"{size:.1f} {self.unit}"

    @property
    def words(self) -> str:
        """ "about 9 min, by table", or "about 12 min, straight line, 6 km"."""
        about = f"about {self.minutes} min"
        if self.how == TABLE:
            return f"{about}, by table"
        missing = ", not in the table" if self.fell_back else ""
        return f"{about}, straight line, {self.distance}{missing}"


def meters_between(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle meters between two places in WGS 84 degrees (haversine)."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(radians, place)) for place in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_METERS * asin(sqrt(min(1.0, half)))


def eta(
    *,
    from_name: str,
    from_place: tuple[float | None, float | None],
    to_name: str,
    to_place: tuple[float | None, float | None],
    table: Table,
    speed: Speed,
) -> Eta | None:
    """Minutes from one place to the other; names are areas or stations, places WGS 84 degrees. None: not known.

    The table goes first, in its direction only. A pair it lacks falls back to the line, and says so.
    """
    pair = (from_name.strip().casefold(), to_name.strip().casefold())
    meters = None if None in from_place or None in to_place else meters_between(from_place, to_place)
    if all(pair) and pair in table.minutes:
        return Eta(max(1, table.minutes[pair]), TABLE, meters, table.edition, unit=speed.unit)
    if meters is None:
        return None
    minutes = max(1, round(meters / (speed.mph * METERS_PER_MILE / 60)))
    return Eta(minutes, LINE, meters, fell_back=bool(table.minutes), unit=speed.unit)
