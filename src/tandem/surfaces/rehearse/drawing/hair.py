"""Hair in a head's own space: what lies behind the head, and what lies over it."""

from tandem.surfaces.rehearse.drawing.light import darker, lighter
from tandem.surfaces.rehearse.drawing.looks import Look
from tandem.surfaces.rehearse.drawing.shapes import Point, at, ellipse, path, smooth, stroke


def _all(way: int, points: list[Point]) -> list[Point]:
    return [(x * way, y) for x, y in points]


def hair(look: Look, way: int, color: str) -> tuple[str, str]:
    """Behind and over. `color` is the hair's (or the cloth's) in the light of the picture."""
    return _STYLES[look.hair_style](way, color)


def _cap_of_hair(way: int, color: str, *, low: float = 6, rise: float = 0, fringe: float = -22) -> str:
    points = [
        (-37, low),
        (-40, -14),
        (-33, -38 - rise),
        (-4, -51 - rise),
        (26, -44 - rise),
        (38, -22),
        (37, -10),
        (33, -20),
        (22, fringe - 6),
        (2, fringe),
        (-16, fringe + 2),
        (-24, -8),
        (-27, low - 2),
    ]
    return path(smooth(_all(way, points), pull=0.9), color) + stroke(
        smooth(_all(way, [(-26, -32), (-6, -44 - rise), (16, -43 - rise)]), closed=False),
        lighter(color, 0.16),
        3,
        more='opacity=".7"',
    )


def _crop(way: int, color: str) -> tuple[str, str]:
    return "", _cap_of_hair(way, color, low=2, fringe=-25)


def _fade(way: int, color: str) -> tuple[str, str]:
    sides = path(
        smooth(_all(way, [(-37, 6), (-38, -20), (-26, -36), (-22, -20), (-27, 4)])), color, more='opacity=".55"'
    )
    return "", sides + _cap_of_hair(way, color, low=-14, rise=3, fringe=-27)


def _side(way: int, color: str) -> tuple[str, str]:
    points = [
        (-37, 8),
        (-41, -16),
        (-30, -44),
        (0, -55),
        (30, -46),
        (39, -24),
        (36, -14),
        (30, -24),
        (10, -26),
        (-10, -36),
        (-22, -20),
        (-27, 4),
    ]
    return "", path(smooth(_all(way, points), pull=0.9), color)


def _curls(way: int, color: str) -> tuple[str, str]:
    rings = [
        (-36, -6, 11),
        (-37, -22, 13),
        (-27, -38, 14),
        (-10, -47, 15),
        (10, -49, 14),
        (27, -41, 13),
        (37, -26, 10),
        (20, -33, 11),
        (2, -34, 12),
        (-16, -32, 12),
        (-30, 6, 8),
    ]
    curls = "".join(ellipse(x * way, y, r, r, color) for x, y, r in rings)
    lit = "".join(
        stroke(
            smooth(_all(way, [(x - 6, y), (x - 1, y - 6), (x + 5, y - 2)]), closed=False),
            lighter(color, 0.16),
            2,
            more='opacity=".6"',
        )
        for x, y in ((-26, -38), (-8, -47), (12, -48), (26, -38), (0, -34))
    )
    return "", curls + lit


def _bob(way: int, color: str) -> tuple[str, str]:
    behind = path(
        smooth(
            _all(way, [(-4, -50), (-38, -34), (-45, 4), (-44, 40), (-22, 50), (12, 46), (38, 38), (41, 4), (34, -32)])
        ),
        darker(color, 0.16),
    )
    over = path(
        smooth(
            _all(
                way,
                [
                    (-30, 44),
                    (-45, 42),
                    (-45, 2),
                    (-38, -34),
                    (-6, -52),
                    (30, -42),
                    (40, -18),
                    (40, 16),
                    (36, 2),
                    (31, -18),
                    (10, -30),
                    (-10, -22),
                    (-24, -6),
                    (-23, 20),
                ],
            ),
            pull=0.9,
        ),
        color,
    )
    return behind, over + stroke(
        smooth(_all(way, [(-34, -22), (-14, -42), (14, -43)]), closed=False),
        lighter(color, 0.16),
        3,
        more='opacity=".7"',
    )


def _bun(way: int, color: str) -> tuple[str, str]:
    return ellipse(-22 * way, -54, 17, 15, darker(color, 0.06)), _cap_of_hair(way, color, low=4, fringe=-26)


def _long(way: int, color: str) -> tuple[str, str]:
    behind = path(
        smooth(
            _all(way, [(0, -50), (-38, -36), (-47, 8), (-52, 60), (-40, 96), (-4, 88), (24, 60), (38, 20), (34, -32)])
        ),
        darker(color, 0.14),
    )
    over = path(
        smooth(
            _all(
                way,
                [
                    (-32, 78),
                    (-50, 70),
                    (-46, 10),
                    (-39, -32),
                    (-6, -52),
                    (28, -44),
                    (39, -18),
                    (36, -6),
                    (29, -24),
                    (12, -32),
                    (-12, -20),
                    (-25, 0),
                    (-26, 40),
                ],
            ),
            pull=0.9,
        ),
        color,
    )
    return behind, over


def _tail(way: int, color: str) -> tuple[str, str]:
    tail = path(
        smooth(_all(way, [(-28, -34), (-52, -28), (-60, 8), (-52, 44), (-46, 14), (-36, -10)])), darker(color, 0.12)
    )
    return tail, _cap_of_hair(way, color, low=2, fringe=-27)


def _locs(way: int, color: str) -> tuple[str, str]:
    behind = "".join(
        stroke(
            f"M{at((x * way, -20))}Q{at(((x - 6) * way, 20))} {at((end * way, 56 - abs(x) * 0.2))}",
            darker(color, 0.12),
            9,
        )
        for x, end in ((-36, -42), (-28, -34), (-20, -26), (30, 34))
    )
    return behind, _cap_of_hair(way, color, low=10, rise=2, fringe=-24) + "".join(
        stroke(
            f"M{at((x * way, -44))}Q{at(((x - 10) * way, -30))} {at(((x - 12) * way, -18))}", darker(color, 0.2), 2.4
        )
        for x in (-12, 2, 16, 28)
    )


def _bald(way: int, color: str) -> tuple[str, str]:
    return "", path(smooth(_all(way, [(-37, 10), (-39, -8), (-33, -22), (-28, -10), (-27, 8)])), color)


def _scarf(way: int, color: str) -> tuple[str, str]:
    behind = path(
        smooth(
            _all(way, [(0, -52), (-40, -36), (-47, 8), (-44, 50), (-20, 70), (20, 68), (40, 46), (40, 0), (32, -36)])
        ),
        darker(color, 0.16),
    )
    over = path(
        smooth(
            _all(
                way,
                [
                    (-4, -53),
                    (-38, -38),
                    (-47, 4),
                    (-43, 46),
                    (-8, 64),
                    (26, 56),
                    (39, 30),
                    (33, 22),
                    (24, 37),
                    (8, 46),
                    (-12, 42),
                    (-25, 24),
                    (-29, -4),
                    (-20, -28),
                    (4, -36),
                    (24, -30),
                    (34, -12),
                    (40, -8),
                    (32, -40),
                ],
            ),
            pull=0.9,
        ),
        color,
    )
    return behind, over


def _cap(way: int, color: str) -> tuple[str, str]:
    crown = path(
        smooth(_all(way, [(-38, -12), (-38, -34), (-18, -52), (12, -53), (35, -38), (38, -20), (0, -18)])), color
    )
    peak = path(
        smooth(_all(way, [(16, -24), (40, -25), (60, -16), (56, -12), (34, -16), (14, -17)])), darker(color, 0.22)
    )
    back = path(smooth(_all(way, [(-37, 6), (-38, -14), (-26, -16), (-27, 4)])), darker(color, 0.4))
    return "", back + crown + peak


_STYLES = {
    "crop": _crop,
    "fade": _fade,
    "side": _side,
    "curls": _curls,
    "bob": _bob,
    "bun": _bun,
    "long": _long,
    "tail": _tail,
    "locs": _locs,
    "bald": _bald,
    "scarf": _scarf,
    "cap": _cap,
}
