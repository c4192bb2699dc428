"""The ground under the map's marks: a piece of the world on a drawing, with grid, scale bar and, if set, tiles. Pure.

Web Mercator (EPSG:3857), the projection of raster tiles, so that shapes and tiles lie on one another. North is up.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import asinh, atan, cos, degrees, floor, log2, pi, radians, sinh, tan

EARTH_AROUND = 40_075_016.7
METERS = {"km": 1000.0, "mi": 1609.344}
# A street block: closer than this a map says nothing more.
LEAST_METERS = 600.0
MARGIN = 32
LINES_WANTED = 4
STEPS = (0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 50, 100, 200)
NORTHERNMOST = 85.05


@dataclass(frozen=True)
class Tile:
    """One picture of the ground: its address, and where it lies in drawing units."""

    href: str
    x: float
    y: float
    size: float


@dataclass(frozen=True)
class Frame:
    """What part of the world the drawing shows: `west` and `north` in the unit square of Web Mercator, `scale` in
    drawing units for its whole width."""

    width: int
    height: int
    west: float
    north: float
    scale: float

    def at(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Where a place (WGS 84 degrees) lies, in drawing units, with one decimal."""
        x, y = mercator(latitude, longitude)
        return round((x - self.west) * self.scale, 1), round((y - self.north) * self.scale, 1)

    @property
    def meters_per_unit(self) -> float:
        """How long one drawing unit is in the middle of the map."""
        middle = latitude_of(self.north + self.height / self.scale / 2)
        return EARTH_AROUND * cos(radians(middle)) / self.scale

    def step(self, unit: str) -> float:
        """A round distance in `unit` ("km" or "mi") that parts the width a few times."""
        wanted = self.width * self.meters_per_unit / METERS[unit] / LINES_WANTED
        return next((one for one in STEPS if one >= wanted), STEPS[-1])

    def grid(self, unit: str) -> list[tuple[float, float, float, float]]:
        """Lines (x1, y1, x2, y2), a step apart and counted from the middle."""
        gap = self.step(unit) * METERS[unit] / self.meters_per_unit
        across = [self.width / 2 + gap * (n + 0.5) for n in range(-20, 20)]
        down = [self.height / 2 + gap * (n + 0.5) for n in range(-20, 20)]
        lines = [(round(x, 1), 0, round(x, 1), self.height) for x in across if 0 < x < self.width]
        return lines + [(0, round(y, 1), self.width, round(y, 1)) for y in down if 0 < y < self.height]

    def bar(self, unit: str) -> tuple[float, str]:
        """The scale bar: its length in drawing units, and what it stands for."""
        step = self.step(unit)
        return round(step * METERS[unit] / self.meters_per_unit, 1), f"{step:g} {unit}"

    def tiles(self, url: str) -> list[Tile]:
        """The raster tiles under this drawing, for an address with {z}, {x} and {y}; none for no address."""
        if not url:
            return []
        zoom = max(0, min(19, floor(log2(self.scale / 256)) + 1))
        count = 2**zoom
        size = self.scale / count
        columns = range(floor(self.west * count), floor((self.west + self.width / self.scale) * count) + 1)
        rows = range(floor(self.north * count), floor((self.north + self.height / self.scale) * count) + 1)
        return [
            Tile(
                url.replace("{z}", str(zoom)).replace("{x}", str(x % count)).replace("{y}", str(y)),
                round(x * size - self.west * self.scale, 1),
                round(y * size - self.north * self.scale, 1),
                round(size, 1),
            )
            for x in columns
            for y in rows
            if 0 <= y < count
        ]


def mercator(latitude: float, longitude: float) -> tuple[float, float]:
    """A place (WGS 84 degrees) in the unit square of Web Mercator, from the north-west."""
    held = max(-NORTHERNMOST, min(NORTHERNMOST, latitude))
    return (longitude + 180) / 360, (1 - asinh(tan(radians(held))) / pi) / 2


def latitude_of(y: float) -> float:
    """The latitude at `y` of the unit square."""
    return degrees(atan(sinh(pi * (1 - 2 * y))))


def frame(places: Iterable[tuple[float, float]], width: int = 304, height: int = 220) -> Frame | None:
    """The smallest part of the world that shows all of these places (WGS 84) with a margin; None for no place."""
    points = [mercator(*place) for place in places]
    if not points:
        return None
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    middle_x, middle_y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    least = LEAST_METERS / (EARTH_AROUND * cos(radians(latitude_of(middle_y))))
    wide, tall = max(max(xs) - min(xs), least), max(max(ys) - min(ys), least)
    scale = min((width - 2 * MARGIN) / wide, (height - 2 * MARGIN) / tall)
    return Frame(width, height, middle_x - width / scale / 2, middle_y - height / scale / 2, scale)
