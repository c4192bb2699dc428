"""What every place is drawn from, and the parts several places share."""

from dataclasses import dataclass

from tandem.surfaces.rehearse.drawing.light import Light, darker, lighter, mix
from tandem.surfaces.rehearse.drawing.shapes import ellipse, n, path, polygon, rect, smooth, stroke

WIDE, HIGH = 1920, 756
FLOOR = 548  # where wall and floor meet


@dataclass(frozen=True, slots=True)
class Set:
    """The light, the state of the door, the noise, where the person is and how they are there."""

    light: Light
    door: str
    noise: str
    x: float  # where the person is
    posture: str
    thing: str = ""  # what lies there, still

    def on(self, color: str) -> str:
        return self.light.on(color)

    @property
    def seated(self) -> bool:
        return self.posture in ("sit", "sit_forward")


def fade(name: str, high: str, low: str, *, x2: int = 0, y2: int = 1) -> str:
    return (
        f'<linearGradient id="{name}" x1="0" y1="0" x2="{x2}" y2="{y2}"><stop offset="0" stop-color="{high}"/>'
        f'<stop offset="1" stop-color="{low}"/></linearGradient>'
    )


def floor(s: Set, color: str, *, boards: bool = True) -> str:
    far, near = s.on(color), darker(s.on(color), 0.22)
    defs = fade("floor", far, near)
    lines = ""
    if boards:
        seam = darker(s.on(color), 0.3)
        lines = "".join(
            stroke(f"M{n(960 + (i - 9) * 96)} {FLOOR}L{n(960 + (i - 9) * 205)} {HIGH}", seam, 1.6, more='opacity=".35"')
            for i in range(19)
        )
        lines += "".join(stroke(f"M0 {y}H{WIDE}", seam, 1.4, more='opacity=".22"') for y in (572, 606, 652, 712))
    return f"<defs>{defs}</defs>" + rect(0, FLOOR, WIDE, HIGH - FLOOR, "url(#floor)") + lines


def wall(s: Set, high: str, low: str) -> str:
    return f"<defs>{fade('wall', s.on(high), s.on(low))}</defs>" + rect(0, 0, WIDE, FLOOR, "url(#wall)")


def sky(s: Set) -> str:
    return f"<defs>{fade('sky', s.light.sky_high, s.light.sky_low)}</defs>"


def door(
    s: Set, x: float, *, leaf: str = "#7b5a45", frame: str = "#efe8da", beyond: str = "#5d5348", wide: float = 176
) -> str:
    """A doorway with its leaf: shut, ajar or open (the leaf seen from the side)."""
    top, high = 158.0, FLOOR - 158.0
    parts = [
        rect(x - 16, top - 16, wide + 32, high + 16, s.on(frame)),
        rect(x, top, wide, high, s.on(mix(beyond, "#f3d9a4", 0.12))),
    ]
    share = {"shut": 1.0, "ajar": 0.72, "open": 0.2}.get(s.door, 1.0)
    w = wide * share
    skew = {"shut": 0, "ajar": 12, "open": 26}.get(s.door, 0)
    color = s.on(leaf)
    parts.append(
        path(
            polygon(
                [(x + wide - w, top + skew * 0.0), (x + wide, top), (x + wide, FLOOR), (x + wide - w, FLOOR + skew)]
            ),
            color,
            name="door-leaf",
        )
    )
    if share > 0.5:
        for y, h in ((top + 34, 132), (top + 200, 150)):
            parts.append(
                path(
                    polygon(
                        [
                            (x + wide - w * 0.82, y),
                            (x + wide - w * 0.16, y),
                            (x + wide - w * 0.16, y + h),
                            (x + wide - w * 0.82, y + h + skew * 0.4),
                        ]
                    ),
                    darker(color, 0.2),
                )
            )
    knob = x + wide - w * 0.9
    parts.append(ellipse(knob, top + 196, 7, 8, s.on("#d8bd73")))
    return "".join(parts)


def window(s: Set, x: float, y: float, w: float, h: float, *, skyline: bool = True) -> str:
    """A window with the sky of this light."""
    parts = [rect(x - 14, y - 14, w + 28, h + 28, s.on("#f2ede2"), r=2), rect(x, y, w, h, "url(#sky)")]
    if skyline:
        roofs = [(0, 0.44), (0.16, 0.58), (0.28, 0.34), (0.46, 0.52), (0.6, 0.40), (0.78, 0.62), (1.0, 0.46)]
        far = mix(s.light.sky_low, "#3f4b63", 0.55)
        for i, ((a, tall), (b, _)) in enumerate(zip(roofs, roofs[1:], strict=False)):
            parts.append(
                rect(x + a * w, y + h * (1 - tall), (b - a) * w + 1, h * tall, mix(far, "#2a3448", 0.1 * (i % 3)))
            )
            if s.light.outside or s.light.name == "warm":
                for k in range(3):
                    parts.append(
                        rect(
                            x + (a + 0.04) * w + (k % 2) * 16,
                            y + h * (1 - tall) + 18 + k * 30,
                            8,
                            11,
                            "#f2d38a",
                            more='opacity=".75"',
                        )
                    )
    parts += [
        rect(x + w / 2 - 5, y, 10, h, s.on("#f2ede2")),
        rect(x, y + h * 0.46, w, 7, s.on("#f2ede2")),
        rect(x - 22, y + h + 12, w + 44, 14, s.on("#e7dfd0")),
    ]
    return "".join(parts)


def curtain(s: Set, x: float, y: float, h: float, color: str, *, way: int) -> str:
    c = s.on(color)
    stir = 26 * s.light.stress * way
    body = smooth(
        [
            (x, y),
            (x + 58 * way, y),
            (x + 52 * way + stir * 0.4, y + h * 0.5),
            (x + 64 * way + stir, y + h),
            (x + 4 * way, y + h),
        ],
        pull=0.6,
    )
    folds = "".join(
        stroke(
            f"M{n(x + k * way)} {n(y + 8)}Q{n(x + (k + 2) * way)} {n(y + h * 0.5)} {n(x + (k + 6) * way + stir * 0.7)} {n(y + h - 8)}",
            darker(c, 0.18),
            3,
            more='opacity=".6"',
        )
        for k in (14, 30, 45)
    )
    return path(body, c) + folds


def plant(s: Set, x: float, y: float, size: float = 1) -> str:
    leaf = s.on("#5f8a5e")
    leaves = "".join(
        path(
            smooth(
                [
                    (x, y - 40 * size),
                    (x + dx * 0.5 * size - 9 * size, y - (60 + dy * 0.5) * size),
                    (x + dx * size, y - (70 + dy) * size),
                    (x + dx * 0.6 * size + 8 * size, y - (54 + dy * 0.4) * size),
                ]
            ),
            mix(leaf, "#2f5240", k * 0.12),
        )
        for k, (dx, dy) in enumerate(((-54, 30), (-26, 74), (6, 96), (34, 66), (58, 24)))
    )
    pot = path(
        polygon(
            [(x - 26 * size, y - 48 * size), (x + 26 * size, y - 48 * size), (x + 19 * size, y), (x - 19 * size, y)]
        ),
        s.on("#b0714f"),
    )
    return leaves + pot


def glow(s: Set, x: float, y: float, r: float, name: str, color: str = "#ffdf9b") -> str:
    """Light that a lamp throws on what is behind it."""
    k = s.light.lamp
    return (
        f'<defs><radialGradient id="{name}"><stop offset="0" stop-color="{color}" stop-opacity="{k * 0.85:.2f}"/>'
        f'<stop offset=".45" stop-color="{color}" stop-opacity="{k * 0.3:.2f}"/><stop offset="1" stop-color="{color}" stop-opacity="0"/>'
        f"</radialGradient></defs>" + ellipse(x, y, r, r, f"url(#{name})")
    )


def frame(s: Set, x: float, y: float, w: float, h: float, picture: str) -> str:
    c = s.on(picture)
    hill = smooth(
        [
            (x + 10, y + h - 10),
            (x + w * 0.3, y + h * 0.5),
            (x + w * 0.55, y + h * 0.68),
            (x + w * 0.8, y + h * 0.4),
            (x + w - 10, y + h - 10),
        ],
        pull=0.8,
    )
    return rect(x, y, w, h, s.on("#6d5a48")) + rect(x + 8, y + 8, w - 16, h - 16, lighter(c, 0.35)) + path(hill, c)


def chair(s: Set, x: float, y: float) -> str:
    """A kitchen chair somebody has put between."""
    c = s.on("#9b6a45")
    d = darker(c, 0.2)
    return (
        "".join(rect(x + dx, y - 104, 10, 104, d) for dx in (-40, 34))
        + rect(x - 46, y - 116, 96, 16, c, r=4)
        + rect(x + 38, y - 252, 12, 150, c, r=5)
        + rect(x + 22, y - 250, 28, 22, c, r=8)
        + rect(x + 26, y - 200, 22, 14, c, r=6)
        + "".join(rect(x + dx, y - 100, 11, 108, c) for dx in (-46, 42))
    )


def table(s: Set, x: float, y: float, w: float = 220) -> str:
    c = s.on("#8c6546")
    d = darker(c, 0.24)
    return (
        ellipse(x, y + 4, w * 0.56, 10, "#10131f", more='opacity=".2"')
        + "".join(rect(x + k * (w / 2 - 18) - 6, y - 58, 12, 60, d) for k in (-1, 1))
        + rect(x - w / 2, y - 72, w, 16, c, r=5)
        + path(polygon([(x - 70, y - 74), (x - 58, y - 84), (x - 8, y - 84), (x - 14, y - 74)]), s.on("#f1ede2"))
        + rect(x + 34, y - 98, 24, 25, s.on("#6f9bbf"), r=4)
        + stroke(f"M{n(x + 58)} {n(y - 93)}q11 0 11 8q0 8 -11 7", s.on("#6f9bbf"), 4)
    )


def rings(s: Set, x: float, y: float, way: int) -> str:
    """Sound, drawn the way it spreads."""
    return "".join(
        stroke(
            f"M{n(x + way * r * 0.5)} {n(y - r)}Q{n(x + way * r * 1.15)} {n(y)} {n(x + way * r * 0.5)} {n(y + r)}",
            s.on("#f4f1e8"),
            6,
            more=f'class="ring" opacity="{o}"',
        )
        for r, o in ((26, ".8"), (46, ".55"), (66, ".35"))
    )
