"""What several places outdoors share: sky, ground, trees, houses, a marked car, a bench, a lamp."""

from tandem.surfaces.rehearse.drawing.light import darker, lighter, mix
from tandem.surfaces.rehearse.drawing.places.set import (
    FLOOR,
    HIGH,
    WIDE,
    Set,
    fade,
    glow,
    sky,
)
from tandem.surfaces.rehearse.drawing.shapes import ellipse, path, polygon, rect, smooth, stroke


def heaven(s: Set) -> str:
    night = s.light.name in ("dark", "flashing")
    stars = (
        "".join(
            ellipse((k * 397) % 1900 + 10, (k * 71) % 210 + 12, 1.8, 1.8, "#dfe6f5", more='opacity=".6"')
            for k in range(26)
        )
        if night
        else ""
    )
    clouds = (
        ""
        if night
        else "".join(
            path(
                smooth([(x, y), (x + 50, y - 26), (x + 110, y - 32), (x + 170, y - 20), (x + 220, y)], pull=0.9),
                lighter(s.light.sky_low, 0.4),
                more='opacity=".6"',
            )
            for x, y in ((180, 150), (860, 92), (1500, 140))
        )
    )
    return sky(s) + rect(0, 0, WIDE, FLOOR, "url(#sky)") + stars + clouds


def ground(s: Set, far: str, near: str) -> str:
    return f"<defs>{fade('floor', s.on(far), s.on(near))}</defs>" + rect(
        0, FLOOR - 2, WIDE, HIGH - FLOOR + 2, "url(#floor)"
    )


def tree(s: Set, x: float, y: float, size: float) -> str:
    leaf = mix(s.on("#6f9463"), s.light.sky_low, 0.1)
    balls = ((0, -250, 92), (-70, -200, 70), (70, -206, 72), (-30, -290, 66), (44, -284, 62))
    return (
        path(
            polygon(
                [(x - 15 * size, y), (x - 9 * size, y - 180 * size), (x + 9 * size, y - 180 * size), (x + 17 * size, y)]
            ),
            s.on("#6f5643"),
        )
        + "".join(
            ellipse(x + dx * size, y + dy * size, r * size, r * size * 0.9, mix(leaf, "#3d5f48", 0.1 * (k % 3)))
            for k, (dx, dy, r) in enumerate(balls)
        )
        + "".join(
            ellipse(
                x + (dx - 16) * size,
                y + (dy - 20) * size,
                r * 0.5 * size,
                r * 0.42 * size,
                lighter(leaf, 0.14),
                more='opacity=".5"',
            )
            for dx, dy, r in balls[:3]
        )
    )


def house(s: Set, x: float, w: float, h: float, color: str, roof: str) -> str:
    c, y = s.on(color), FLOOR - h
    lit = s.light.name != "day"
    pane = mix("#f4d58d", s.on("#f4d58d"), 0.4) if lit else s.on("#a9c3d2")
    parts = [
        rect(x, y, w, h, c),
        path(polygon([(x - 18, y + 2), (x + w / 2, y - 84), (x + w + 18, y + 2)]), s.on(roof)),
    ]
    for k in range(int(w // 96)):
        wx = x + 26 + k * 96
        for row, wy in enumerate((y + 34, y + 150)):
            if wy + 70 < FLOOR - 20:
                glass = pane if (k + row) % 2 == 0 else mix(pane, s.on("#5d6b7c"), 0.7)
                parts.append(
                    rect(wx - 5, wy - 5, 56, 72, s.on("#f0ece2"))
                    + rect(wx, wy, 46, 62, glass)
                    + rect(wx + 21, wy, 4, 62, s.on("#f0ece2"))
                )
    return "".join(parts)


def patrol_car(s: Set, x: float, y: float, size: float = 1.0) -> str:
    """A marked car at the curb, plain and small."""
    body, dark = s.on("#e8ebee"), s.on("#27406e")
    glass = s.on("#8fa6b8")

    def p(dx: float, dy: float) -> tuple[float, float]:
        return (x + dx * size, y + dy * size)

    bar = ""
    if s.light.name == "flashing":
        bar = ellipse(*p(4, -122), 46 * size, 46 * size, "#7fb2ff", more='class="flash" opacity=".5"')
    return (
        ellipse(x, y, 190 * size, 12 * size, "#10131f", more='opacity=".25"')
        + path(
            smooth(
                [
                    p(-176, -24),
                    p(-172, -56),
                    p(-112, -66),
                    p(-70, -112),
                    p(58, -114),
                    p(104, -70),
                    p(168, -58),
                    p(178, -26),
                ],
                pull=0.5,
            ),
            body,
        )
        + path(polygon([p(-60, -106), p(-6, -106), p(-6, -70), p(-92, -70)]), glass)
        + path(polygon([p(4, -106), p(54, -106), p(88, -70), p(4, -70)]), glass)
        + path(polygon([p(-96, -62), p(96, -62), p(96, -26), p(-96, -26)]), dark)
        + bar
        + rect(
            x - 28 * size,
            y - 124 * size,
            64 * size,
            11 * size,
            "#7fb2ff" if s.light.name == "flashing" else s.on("#5a6f94"),
            r=4,
        )
        + "".join(
            ellipse(*p(dx, -16), 27 * size, 27 * size, "#23262d")
            + ellipse(*p(dx, -16), 12 * size, 12 * size, s.on("#aab1ba"))
            for dx in (-110, 112)
        )
    )


def bench(s: Set) -> str:
    c = s.on("#8a6a4b")
    x = s.x + 10
    return (
        ellipse(x, FLOOR + 158, 220, 13, "#10131f", more='opacity=".22"')
        + "".join(rect(x - 190, FLOOR - 76 + k * 34, 380, 24, mix(c, darker(c, 0.2), k / 3), r=5) for k in range(3))
        + rect(x - 196, FLOOR + 30, 392, 24, lighter(c, 0.08), r=5)
        + "".join(rect(x + k, FLOOR - 84, 13, 240, s.on("#474d55"), r=4) for k in (-168, 154))
    )


def street_lamp(s: Set, x: float) -> str:
    return (
        rect(x - 6, 150, 12, FLOOR - 110, s.on("#3f474f"))
        + stroke(f"M{x} 156Q{x + 6} 112 {x + 64} 112", s.on("#3f474f"), 9)
        + path(
            polygon([(x + 44, 112), (x + 104, 112), (x + 94, 130), (x + 54, 130)]),
            mix(s.on("#d9d2bd"), "#fff0c0", s.light.lamp),
        )
        + glow(s, x + 74, 150, 300, "lamp")
    )
