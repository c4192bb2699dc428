"""A porch, a street, a parked car, a park."""

from tandem.surfaces.rehearse.drawing.light import darker, mix
from tandem.surfaces.rehearse.drawing.places.outside import bench, ground, heaven, house, patrol_car, street_lamp, tree
from tandem.surfaces.rehearse.drawing.places.set import (
    FLOOR,
    HIGH,
    WIDE,
    Set,
    door,
    glow,
    plant,
    rings,
    window,
)
from tandem.surfaces.rehearse.drawing.shapes import ellipse, n, path, polygon, rect, smooth, stroke


def porch(s: Set) -> tuple[str, str]:
    siding, trim = s.on("#c9d3cf"), s.on("#f3efe6")
    left = 760
    lines = "".join(
        stroke(f"M{left} {y}H{WIDE}", darker(siding, 0.16), 2, more='opacity=".6"') for y in range(60, FLOOR, 30)
    )
    at = s.x - 88
    railing = "".join(rect(x, FLOOR - 104, 9, 104, trim) for x in range(left + 16, int(at) - 130, 34)) + rect(
        left, FLOOR - 116, max(at - 130 - left, 40), 13, trim
    )
    floorboards = "".join(
        stroke(
            f"M{n(700 + k * 90)} {FLOOR}L{n(560 + k * 112)} {FLOOR + 84}",
            darker(s.on("#a58a6c"), 0.24),
            2,
            more='opacity=".5"',
        )
        for k in range(14)
    )
    back = (
        heaven(s)
        + house(s, 60, 210, 190, "#b9a894", "#6c5a52")
        + house(s, 330, 190, 170, "#a9b4b9", "#5a5f69")
        + tree(s, 590, FLOOR + 4, 0.86)
        + ground(s, "#8da077", "#74885f")
        + path(polygon([(0, 640), (620, 600), (760, 640), (0, 744)]), s.on("#a7a49c"), more='opacity=".7"')
        + patrol_car(s, 250, 590, 0.8)
        + rect(left, 0, WIDE - left, FLOOR, siding)
        + lines
        + rect(left, 0, WIDE - left, 46, trim)
        + rect(left - 14, 40, WIDE, 14, darker(trim, 0.14))
        + window(s, 960, 170, 180, 190, skyline=False)
        + door(s, at, leaf="#4f7180", frame="#f3efe6", beyond="#c7a56a")
        + ellipse(at - 52, 236, 15, 22, mix(s.on("#efe1b8"), "#fff1c4", s.light.lamp))
        + glow(s, at - 52, 236, 250, "lamp")
        + rect(at + 216, 270, 58, 40, s.on("#51606b"), r=3)
        + path(polygon([(560, FLOOR), (WIDE, FLOOR), (WIDE, HIGH), (300, HIGH)]), s.on("#a58a6c"))
        + floorboards
        + path(polygon([(300, HIGH), (560, FLOOR), (568, FLOOR), (330, HIGH)]), s.on("#80684f"))
        + rect(left - 20, 46, 26, FLOOR - 20, trim)
        + railing
        + plant(s, WIDE - 70, FLOOR + 60, 1.0)
        + (_seat(s) if s.seated else "")
    )
    return back, ""


def _seat(s: Set) -> str:
    c = s.on("#8a6a4b")
    return (
        rect(s.x - 60, FLOOR + 28, 210, 18, c, r=4)
        + rect(s.x - 44, FLOOR + 44, 14, 112, darker(c, 0.2))
        + rect(s.x + 120, FLOOR + 44, 14, 112, darker(c, 0.2))
        + rect(s.x + 84, FLOOR - 90, 66, 124, darker(c, 0.1), r=8)
    )


def street(s: Set) -> tuple[str, str]:
    shop = s.on("#a78f83")
    back = (
        heaven(s)
        + house(s, 20, 300, 300, "#b7a491", "#6c5a52")
        + house(s, 350, 210, 360, "#9aa8a6", "#58606a")
        + rect(600, 120, 560, FLOOR - 120, shop)
        + rect(600, 120, 560, 26, darker(shop, 0.3))
        + rect(630, 300, 330, 200, mix(s.on("#9fb4bd"), "#f6dfa6", s.light.lamp * 0.6))
        + rect(990, 290, 130, FLOOR - 290, s.on("#5e7a84"))
        + rect(1006, 310, 98, 120, mix(s.on("#9fb4bd"), "#f6dfa6", s.light.lamp * 0.5))
        + path(polygon([(610, 262), (970, 262), (990, 300), (590, 300)]), s.on("#7f9a8b"))
        + "".join(
            rect(646 + k * 84, 176, 52, 62, mix(s.on("#8a9aa6"), "#f6dfa6", s.light.lamp * 0.5 * (k % 2)))
            for k in range(6)
        )
        + house(s, 1210, 300, 330, "#b3a6b0", "#625a68")
        + house(s, 1550, 390, 290, "#a8aa98", "#5d5a52")
        + ground(s, "#b5b1aa", "#9b978f")
        + rect(0, FLOOR - 4, WIDE, 30, s.on("#8e8b86"))
        + "".join(
            stroke(
                f"M{n(960 + (k - 6) * 150)} {FLOOR + 26}L{n(960 + (k - 6) * 230)} {HIGH}",
                s.on("#8b8780"),
                2.4,
                more='opacity=".6"',
            )
            for k in range(13)
        )
        + stroke(f"M0 {FLOOR + 92}H{WIDE}", s.on("#8b8780"), 2.4, more='opacity=".6"')
        + patrol_car(s, 190, FLOOR + 22, 0.86)
        + street_lamp(s, 1250)
        + tree(s, 1790, FLOOR + 40, 0.9)
        + (bench(s) if s.posture in ("sit", "sit_forward", "lie") else "")
        + (door(s, s.x - 88, leaf="#5c4a40") if s.posture == "door" else "")
    )
    return back, ""


def car(s: Set) -> tuple[str, str]:
    paint = s.on("#7d8fa6")
    x = s.x + 40
    y = FLOOR + 112

    def p(dx: float, dy: float) -> tuple[float, float]:
        return (x + dx, y + dy)

    glass = mix(s.on("#8fa6b8"), s.light.sky_low, 0.3)
    body = path(
        smooth(
            [
                p(-380, -40),
                p(-372, -120),
                p(-250, -146),
                p(-170, -256),
                p(130, -262),
                p(232, -150),
                p(366, -128),
                p(384, -44),
            ],
            pull=0.5,
        ),
        paint,
        name="car-body",
    )
    panes = path(polygon([p(-150, -240), p(-24, -244), p(-24, -152), p(-216, -150)]), glass) + path(
        polygon([p(2, -244), p(116, -246), p(196, -154), p(2, -152)]), glass
    )
    inside = ""
    if s.door in ("open", "ajar") or s.seated:
        inside = path(
            polygon([p(-6, -246), p(118, -248), p(200, -150), p(150, -36), p(-10, -34)]), s.on("#3a3f49")
        ) + rect(x + 20, y - 140, 96, 46, s.on("#5f5850"), r=14)
        wide = 0.5 if s.door == "ajar" else 1
        inside += path(
            polygon([p(-8, -150), p(-8 - 96 * wide, -132), p(-8 - 90 * wide, -10), p(-8, -34)]), darker(paint, 0.16)
        ) + path(
            polygon([p(-8, -246), p(-8 - 92 * wide, -226), p(-8 - 94 * wide, -140), p(-8, -156)]),
            glass,
            more='opacity=".7"',
        )
    wheels = "".join(
        ellipse(*p(dx, -34), 56, 56, "#23262d") + ellipse(*p(dx, -34), 28, 28, s.on("#aab1ba")) for dx in (-246, 248)
    )
    back = (
        heaven(s)
        + tree(s, 80, FLOOR + 6, 1.0)
        + house(s, 190, 270, 230, "#b7a491", "#6c5a52")
        + tree(s, 520, FLOOR + 6, 0.8)
        + house(s, 640, 300, 250, "#a8b0a4", "#5d5f62")
        + tree(s, 1010, FLOOR + 6, 0.9)
        + house(s, 1120, 260, 220, "#b3a6b0", "#625a68")
        + tree(s, 1860, FLOOR + 6, 1.0)
        + ground(s, "#77797d", "#5f6166")
        + rect(0, FLOOR - 6, WIDE, 26, s.on("#b4b0a8"))
        + rect(0, FLOOR + 18, WIDE, 8, s.on("#8f8c86"))
        + "".join(rect(k * 300 + 40, HIGH - 44, 150, 10, s.on("#d7d2bf"), more='opacity=".6"') for k in range(7))
        + patrol_car(s, 210, FLOOR + 50, 0.94)
        + street_lamp(s, 900)
        + ellipse(x, y + 6, 400, 18, "#10131f", more='opacity=".3"')
        + body
        + panes
        + inside
        + wheels
        + rect(x - 384, y - 104, 22, 18, mix(s.on("#e8dfc2"), "#fff3cf", s.light.lamp), r=5)
    )
    return back, ""


def park(s: Set) -> tuple[str, str]:
    hills = path(
        smooth(
            [
                (-60, FLOOR + 10),
                (180, 430),
                (520, 470),
                (860, 410),
                (1240, 466),
                (1600, 400),
                (2000, 470),
                (2000, FLOOR + 20),
            ],
            pull=0.9,
        ),
        mix(s.on("#8aa787"), s.light.sky_low, 0.45),
    ) + path(
        smooth(
            [(-60, FLOOR + 10), (240, 500), (700, 486), (1100, 512), (1500, 476), (2000, 520), (2000, FLOOR + 20)],
            pull=0.9,
        ),
        mix(s.on("#7d9c72"), s.light.sky_low, 0.2),
    )
    pond = ellipse(820, FLOOR + 18, 230, 20, mix(s.light.sky_low, s.on("#7fa3b8"), 0.5))
    walk = path(
        smooth([(-40, 690), (400, 640), (900, 660), (1400, 640), (1990, 668), (1990, 800), (-40, 800)], pull=0.9),
        s.on("#c9b894"),
    )
    back = (
        heaven(s)
        + hills
        + ground(s, "#8aa56f", "#6f8c58")
        + pond
        + tree(s, 130, FLOOR + 30, 1.12)
        + tree(s, 440, FLOOR + 4, 0.72)
        + tree(s, 1180, FLOOR + 6, 0.7)
        + tree(s, 1800, FLOOR + 40, 1.2)
        + walk
        + street_lamp(s, 660)
        + "".join(ellipse((k * 331) % 1880 + 20, FLOOR + 22 + (k * 29) % 70, 3, 3, s.on("#e9e2b0")) for k in range(24))
        + (bench(s) if s.posture in ("sit", "sit_forward", "lie") else "")
        + (rings(s, 300, 300, 1) if s.noise == "crowd" else "")
    )
    return back, ""
