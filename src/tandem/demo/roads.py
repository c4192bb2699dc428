"""Where the demo city's teams start from and how long they take: two stations, six areas, one table of minutes."""

from datetime import datetime

from tandem.demo.names import AREAS
from tandem.domain.staffing.eta import meters_between
from tandem.domain.staffing.models import Landmark, TravelTable, TravelTime

# Where the live shift's crews sign on, on made-up ground between the areas.
STATIONS = {"Juniper house": (40.149, -103.618), "North station": (40.186, -103.640)}
METERS_A_MINUTE = 640
# Into Rivermont one waits at the bridge: the way there is not as long as the way back.
BRIDGE = 3
# Every so many pairs one was never measured: it falls back to the straight line.
UNMEASURED = 11


def build(entered_at: datetime) -> None:
    """Put them in, inside a piece of the city's batch, as an administrator would have at the beginning."""
    areas = {name: (latitude, longitude) for name, (_share, latitude, longitude) in AREAS.items()}
    Landmark.objects.bulk_create(
        Landmark(name=name, kind=kind, latitude=latitude, longitude=longitude)
        for kind, places in (("station", STATIONS), ("area", areas))
        for name, (latitude, longitude) in places.items()
    )
    table = TravelTable.objects.create(
        edition="Demo County 1",
        source="Invented for the demo: made-up roads, 24 mph and a bridge.",
        in_force_from=entered_at.date(),
        entered_at=entered_at,
    )
    known = STATIONS | areas
    pairs = [(origin, destination) for origin in known for destination in areas if origin != destination]
    TravelTime.objects.bulk_create(
        TravelTime(table=table, origin=origin, destination=destination, minutes=_minutes(known, origin, destination))
        for number, (origin, destination) in enumerate(pairs)
        if number % UNMEASURED
    )


def _minutes(known: dict, origin: str, destination: str) -> int:
    minutes = 2 + round(meters_between(known[origin], known[destination]) / METERS_A_MINUTE)
    return minutes + (BRIDGE if destination == "Rivermont" else 0)


def station_of(unit: str) -> int | None:
    """The station a crew signs on at; None where the city has none."""
    names = list(STATIONS)
    wanted = names[int(unit[-1]) % len(names)]
    return Landmark.objects.filter(name=wanted, kind="station").values_list("pk", flat=True).first()
