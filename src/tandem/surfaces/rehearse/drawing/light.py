"""Colors, and what the light of a place does to them. Stress cools and darkens the room; nothing here is red."""

from dataclasses import dataclass


def parts(color: str) -> tuple[int, int, int]:
    return (int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16))


def color(r: float, g: float, b: float) -> str:
    return "#" + "".join(f"{round(min(max(v, 0), 255)):02x}" for v in (r, g, b))


def mix(a: str, b: str, share: float) -> str:
    """`share` 0 is a, 1 is b."""
    return color(*(x + (y - x) * share for x, y in zip(parts(a), parts(b), strict=True)))


def darker(a: str, share: float) -> str:
    """Toward a deep blue rather than black: shade in a lit room is never black."""
    return mix(a, "#1b2236", share)


def lighter(a: str, share: float) -> str:
    return mix(a, "#fff8ec", share)


def luminance(a: str) -> float:
    """WCAG relative luminance, 0..1."""
    linear = [(v / 255) / 12.92 if v / 255 <= 0.04045 else ((v / 255 + 0.055) / 1.055) ** 2.4 for v in parts(a)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


# What each light multiplies a color by; sky above and at the horizon; how strongly lamps glow; how dark the corners are.
RECIPES: dict[str, tuple[tuple[float, float, float], str, str, float, float]] = {
    "day": ((1.0, 1.0, 0.99), "#8fbde0", "#e3eef0", 0.0, 0.06),
    "warm": ((1.0, 0.955, 0.885), "#7f93bd", "#f3c99d", 0.8, 0.12),
    "dim": ((0.80, 0.80, 0.84), "#4f6389", "#c29a90", 0.55, 0.26),
    "dark": ((0.52, 0.55, 0.66), "#1d2942", "#47506d", 0.34, 0.42),
    "flashing": ((0.58, 0.61, 0.72), "#222d48", "#59607c", 0.3, 0.36),
}


@dataclass(frozen=True, slots=True)
class Light:
    """The light of one picture. `stress` 0..1 is what the moods do to it."""

    name: str
    stress: float
    tint: tuple[float, float, float]
    sky_high: str
    sky_low: str
    lamp: float
    corners: float

    @property
    def outside(self) -> bool:
        """Whether windows show an evening or a night."""
        return self.name in ("dark", "flashing", "dim")

    def on(self, a: str, share: float = 1.0) -> str:
        """The color in this light; a `share` under 1 is for what stands nearer to us."""
        return color(*(v * (1 + (t - 1) * share) for v, t in zip(parts(a), self.tint, strict=True)))


def light_of(name: str, *, arousal: int, danger: int) -> Light:
    known = name if name in RECIPES else "warm"
    tint, high, low, lamp, corners = RECIPES[known]
    stress = min(max(((arousal + danger) / 2 - 30) / 60, 0.0), 1.0)
    cool = (0.80, 0.84, 0.92)
    return Light(
        name=known,
        stress=stress,
        tint=tuple(t * (1 + (c - 1) * stress) for t, c in zip(tint, cool, strict=True)),  # type: ignore[arg-type]
        sky_high=mix(high, "#26344f", stress * 0.45),
        sky_low=mix(low, "#5f6478", stress * 0.45),
        lamp=lamp * (1 - 0.6 * stress),
        corners=corners + 0.26 * stress,
    )
