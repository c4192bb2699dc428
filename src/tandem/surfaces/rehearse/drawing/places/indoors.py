"""A living room, a kitchen, a stairwell."""

from tandem.surfaces.rehearse.drawing.light import darker, lighter, mix
from tandem.surfaces.rehearse.drawing.places.set import (
    FLOOR,
    WIDE,
    Set,
    curtain,
    door,
    floor,
    frame,
    glow,
    plant,
    rings,
    sky,
    wall,
    window,
)
from tandem.surfaces.rehearse.drawing.shapes import ellipse, n, path, polygon, rect, stroke


def _skirting(s: Set) -> str:
    return rect(0, FLOOR - 18, WIDE, 18, s.on("#f2ebdd")) + rect(
        0, FLOOR - 3, WIDE, 4, darker(s.on("#d9cdb8"), 0.2), more='opacity=".5"'
    )


def _way_out(s: Set) -> str:
    """The team's way out, at the left: it always stands open."""
    hall, leaf = s.on("#dccfae"), s.on("#85604c")
    return (
        rect(74, 142, 212, FLOOR - 142, s.on("#f2ebdd"))
        + rect(92, 160, 176, FLOOR - 160, hall)
        + path(polygon([(92, FLOOR - 60), (268, FLOOR - 60), (268, FLOOR), (92, FLOOR)]), s.on("#b9925f"))
        + rect(150, 232, 64, 86, lighter(hall, 0.3))
        + path(polygon([(34, 128), (92, 160), (92, FLOOR), (34, FLOOR + 34)]), leaf)
        + path(polygon([(46, 168), (80, 184), (80, 330), (46, 332)]), darker(leaf, 0.18))
        + path(polygon([(46, 366), (80, 360), (80, FLOOR - 22), (46, FLOOR + 2)]), darker(leaf, 0.18))
        + ellipse(84, 356, 6, 7, s.on("#d8bd73"))
    )


def _shelf(s: Set, x: float, y: float) -> str:
    wood = s.on("#8d6b4d")
    colors = ("#9c5d4e", "#5f7f8f", "#c9a35b", "#6f8a68", "#7f6a93", "#d2c4a6")
    parts = [rect(x, y, 210, FLOOR - y - 4, wood), rect(x + 10, y + 10, 190, FLOOR - y - 20, darker(wood, 0.35))]
    for row in range(3):
        low = y + 106 + row * 104
        parts.append(rect(x + 8, low, 194, 9, wood))
        at = x + 16
        for k in range(8 - row):
            w, h = 13 + (k * 7 + row * 5) % 11, 58 + (k * 13 + row * 17) % 28
            parts.append(rect(at, low - h, w, h, s.on(colors[(k + row * 2) % 6]), r=1))
            at += w + 2
    return "".join(parts)


def _sofa(s: Set, x: float) -> str:
    c = s.on("#71939a")
    d = darker(c, 0.2)
    return (
        ellipse(x, FLOOR + 84, 240, 15, "#10131f", more='opacity=".2"')
        + "".join(rect(x + k, FLOOR + 56, 16, 26, s.on("#3a2d28")) for k in (-178, 162))
        + rect(x - 190, FLOOR - 92, 380, 140, d, r=30)
        + rect(x - 186, FLOOR - 12, 372, 74, c, r=16)
        + stroke(f"M{n(x)} {FLOOR - 6}V{FLOOR + 56}", d, 3)
        + rect(x - 218, FLOOR - 36, 62, 100, lighter(c, 0.08), r=26)
        + rect(x + 156, FLOOR - 36, 62, 100, lighter(c, 0.08), r=26)
        + f'<g transform="rotate(9 {n(x + 122)} {FLOOR - 44})">{rect(x + 92, FLOOR - 78, 66, 64, s.on("#cf8466"), r=10)}</g>'
    )


def _lamp(s: Set, x: float) -> str:
    shade = mix(s.on("#e8d3a0"), "#fff0c4", s.light.lamp * 0.7)
    return (
        glow(s, x, 268, 330, "lamp")
        + rect(x - 4, 286, 8, FLOOR - 278, s.on("#54484a"))
        + ellipse(x, FLOOR + 10, 46, 9, s.on("#463c3f"))
        + path(polygon([(x - 30, 214), (x + 30, 214), (x + 46, 292), (x - 46, 292)]), shade)
    )


def _television(s: Set, x: float) -> str:
    on = s.noise == "tv"
    screen = "#8fb0cc" if on else "#39424d"
    parts = [
        rect(x - 150, FLOOR - 62, 300, 70, s.on("#7c604b"), r=3),
        rect(x - 140, FLOOR - 52, 134, 50, darker(s.on("#7c604b"), 0.2)),
        rect(x + 6, FLOOR - 52, 134, 50, darker(s.on("#7c604b"), 0.2)),
        rect(x - 24, FLOOR - 78, 48, 18, "#2b2f38"),
        rect(x - 136, FLOOR - 236, 272, 162, "#2b2f38", r=8),
        rect(x - 126, FLOOR - 226, 252, 142, s.light.on(screen, 0.4 if on else 1)),
    ]
    if on:
        parts.append(
            "".join(
                stroke(
                    f"M{n(x - 112 + (k * 53) % 90)} {n(FLOOR - 208 + k * 15)}h{70 + (k * 37) % 80}",
                    "#e7f0f6",
                    4,
                    more='opacity=".5"',
                )
                for k in range(8)
            )
        )
        parts += [rings(s, x + 140, FLOOR - 156, 1), rings(s, x - 140, FLOOR - 156, -1)]
    return "".join(parts)


def room(s: Set) -> tuple[str, str]:
    rug = path(
        polygon([(640, 610), (1760, 610), (1880, 724), (540, 724)]), s.on("#a9807a"), more='opacity=".55"'
    ) + path(polygon([(676, 622), (1730, 622), (1832, 712), (590, 712)]), s.on("#c7a493"), more='opacity=".5"')
    back = (
        sky(s)
        + wall(s, "#e2d8c6", "#efe6d5")
        + _way_out(s)
        + _shelf(s, 330, 196)
        + frame(s, 596, 214, 92, 112, "#7f9c8c")
        + window(s, 760, 150, 250, 250)
        + curtain(s, 728, 132, 350, "#c9b4bd", way=1)
        + curtain(s, 1042, 132, 350, "#c9b4bd", way=-1)
        + rect(700, 124, 372, 9, s.on("#5f5049"), r=4)
        + _skirting(s)
        + floor(s, "#c79b6f")
        + rug
        + _television(s, 1160)
        + door(s, 1716)
        + _lamp(s, s.x - 250 if s.x > 1300 else 1240)
        + plant(s, 1664, FLOOR + 30, 0.8)
        + (_sofa(s, s.x + 20) if s.posture != "door" else "")
    )
    return back, ""


def kitchen(s: Set) -> tuple[str, str]:
    cabinet, top = s.on("#b9c4bd"), s.on("#6f6257")
    uppers = "".join(
        rect(x, 120, 128, 150, cabinet, r=3)
        + rect(x + 12, 132, 104, 126, lighter(cabinet, 0.18), r=2)
        + rect(x + 104, 226, 6, 24, s.on("#7a7468"), r=3)
        for x in (520, 654, 1180, 1314)
    )
    lowers = "".join(
        rect(x, 412, 130, 136, cabinet)
        + rect(x + 10, 424, 110, 112, lighter(cabinet, 0.14), r=2)
        + rect(x + 54, 432, 24, 6, s.on("#7a7468"), r=3)
        for x in range(440, 1480, 134)
    )
    tiles = (
        rect(440, 276, 1042, 122, s.on("#e8ece8"))
        + "".join(stroke(f"M{x} 276v122", s.on("#cfd6d1"), 2) for x in range(480, 1480, 52))
        + "".join(stroke(f"M440 {y}h1042", s.on("#cfd6d1"), 2) for y in (316, 356))
    )
    fridge = (
        rect(308, 150, 122, 398, s.on("#dfe4e4"), r=8)
        + stroke("M308 304h122", s.on("#aeb6b8"), 3)
        + rect(410, 190, 6, 84, s.on("#9aa3a6"), r=3)
        + rect(410, 330, 6, 110, s.on("#9aa3a6"), r=3)
        + rect(330, 196, 40, 48, s.on("#e9c873"))
        + rect(352, 330, 34, 40, s.on("#a9c7d8"))
    )
    stove = (
        rect(1046, 404, 132, 144, s.on("#4d525a"), r=3)
        + rect(1060, 446, 104, 82, s.on("#2d3138"), r=4)
        + "".join(ellipse(x, 426, 7, 7, s.on("#aab0b8")) for x in (1072, 1096, 1128, 1152))
        + rect(1070, 366, 62, 34, s.on("#97a3ad"), r=8)
        + stroke("M1132 374h26", s.on("#3d4148"), 7)
    )
    things = (
        rect(560, 356, 44, 44, s.on("#cf9a5c"), r=8)
        + rect(636, 346, 22, 54, s.on("#8aa77f"), r=6)
        + rect(664, 360, 20, 40, s.on("#c67f63"), r=6)
        + plant(s, 980, 400, 0.5)
    )
    if s.thing == "knife":
        things += (
            rect(1236, 388, 96, 12, s.on("#c79e6b"), r=3)
            + path(polygon([(1262, 386), (1318, 384), (1326, 388), (1262, 389)]), s.on("#d7dde2"))
            + rect(1242, 383, 24, 7, s.on("#4b3a31"), r=3)
        )
    lampshade = stroke("M880 0V70", s.on("#4c4745"), 4) + path(
        polygon([(832, 112), (852, 66), (908, 66), (928, 112)]), mix(s.on("#caa05a"), "#ffe9b5", s.light.lamp * 0.6)
    )
    seat = ""
    if s.seated:
        c = s.on("#9b6a45")
        seat = (
            ellipse(s.x + 20, FLOOR + 160, 100, 12, "#10131f", more='opacity=".2"')
            + "".join(rect(s.x + k, FLOOR + 26, 12, 130, c) for k in (-30, 64))
            + rect(s.x + 66, FLOOR - 110, 14, 150, c, r=5)
            + rect(s.x - 36, FLOOR + 22, 116, 16, c, r=4)
        )
    back = (
        sky(s)
        + wall(s, "#ead9bd", "#f0e4cd")
        + _way_out(s)
        + tiles
        + uppers
        + window(s, 806, 132, 190, 130, skyline=True)
        + fridge
        + rect(434, 398, 1050, 16, top)
        + lowers
        + stove
        + things
        + rect(434, 540, 1050, 8, darker(cabinet, 0.4))
        + _skirting_right(s)
        + floor(s, "#c8b79c", boards=True)
        + door(s, 1690)
        + glow(s, 880, 130, 300, "lamp")
        + lampshade
        + (rings(s, 1420, 250, 1) if s.noise == "tv" else "")
        + seat
    )
    return back, ""


def _skirting_right(s: Set) -> str:
    return rect(1484, FLOOR - 18, 436, 18, s.on("#f2ebdd")) + rect(0, FLOOR - 18, 74, 18, s.on("#f2ebdd"))


def stairwell(s: Set) -> tuple[str, str]:
    concrete = s.on("#b7b3ab")
    steps = ""
    x0, y0 = s.x - 170, FLOOR + 60
    for k in range(9):
        x, y = x0 + k * 66, y0 - (k + 1) * 44
        steps += rect(x, y, WIDE - x, y0 - y + 4, mix(concrete, s.on("#9a958c"), 0.12 * (k % 2))) + rect(
            x, y, WIDE - x, 9, lighter(concrete, 0.28)
        )
    rail = stroke(f"M{n(x0 + 40)} {n(y0 - 170)}L{n(x0 + 9 * 66)} {n(y0 - 170 - 8.2 * 44)}", s.on("#4d5a66"), 10)
    posts = "".join(
        stroke(f"M{n(x0 + 40 + k * 66)} {n(y0 - 170 - k * 44)}V{n(y0 - 40 - k * 44)}", s.on("#5d6b78"), 5)
        for k in range(9)
    )
    back = (
        sky(s)
        + wall(s, "#cfd2cd", "#dcdcd4")
        + rect(0, 330, WIDE, FLOOR - 330, s.on("#9fb0ab"))
        + rect(0, 322, WIDE, 8, s.on("#7f918c"))
        + _way_out(s)
        + window(s, 700, 120, 150, 150)
        + rect(980, 200, 90, 120, s.on("#e9e6dc"))
        + "".join(rect(994, 216 + k * 24, 62, 12, s.on("#c2bfb4")) for k in range(4))
        + rect(410, 186, 150, 210, s.on("#8d9590"), r=4)
        + "".join(rect(420 + (k % 3) * 46, 196 + (k // 3) * 48, 40, 42, s.on("#a9b1ac"), r=2) for k in range(12))
        + _light_tube(s)
        + floor(s, "#aca69b", boards=False)
        + steps
        + posts
        + rail
        + (door(s, 1130, leaf="#5f7a86", wide=150) if s.posture == "door" else "")
    )
    return back, ""


def _light_tube(s: Set) -> str:
    return glow(s, 1130, 70, 320, "lamp", "#f6f2d8") + rect(
        1010, 52, 240, 16, mix(s.on("#e9e6d8"), "#fffbe8", s.light.lamp), r=8
    )
