"""Faces in a head's own space: middle (0, 0), 74 wide, 88 high, turned a little toward `way` (−1 or 1).

Distress is an inner brow that goes up (fear, grief), never one that goes down over the eyes. No teeth are drawn.
"""

from dataclasses import dataclass

from tandem.surfaces.rehearse.drawing.light import contrast, darker, mix
from tandem.surfaces.rehearse.drawing.looks import Look
from tandem.surfaces.rehearse.drawing.shapes import Point, at, ellipse, n, path, smooth, stroke

INK = "#2b2422"


@dataclass(frozen=True, slots=True)
class Mien:
    """What a face does. Heights in units of the head, up positive; `open` 1 is an eye at rest; `gaze` −1..1 to and fro."""

    inner: float = 0
    outer: float = 0
    brow: float = 0
    open: float = 1
    gaze: float = 0.5
    down: float = 0
    mouth: float = 2
    parted: float = 0
    wide: float = 10
    tear: bool = False
    thick: float = 4.2


MIENS: dict[str, Mien] = {
    "calm": Mien(mouth=3, open=0.92),
    "tense": Mien(inner=3.4, outer=-1, brow=-1, open=0.98, gaze=0.75, mouth=-1.8, wide=8.5, thick=4.8),
    "afraid": Mien(inner=6.2, outer=-2.4, brow=3, open=1.28, gaze=0.7, mouth=-2.4, parted=4, wide=7.5),
    "tearful": Mien(inner=6, outer=-3, brow=0, open=0.62, down=0.5, gaze=0.2, mouth=-4.2, wide=8.5, tear=True),
    "blank": Mien(inner=0.5, outer=-1, brow=-1, open=0.66, down=0.8, gaze=0, mouth=-0.4, wide=8),
    "angry-sad": Mien(inner=2.2, outer=0.5, brow=-3, open=0.8, gaze=0.6, mouth=-4.4, wide=9, thick=5.2),
    "shut": Mien(inner=6.4, outer=-3, brow=1, open=0, mouth=-2.6, parted=3, wide=7.5),
    "attend": Mien(inner=0.8, mouth=0.8, open=1, gaze=0.6),
    "warm": Mien(inner=2.2, outer=-0.6, brow=1, mouth=3.4, open=0.9, gaze=0.6),
    "worry": Mien(inner=5, outer=-1.6, brow=1, open=1.05, gaze=0.7, mouth=-2.8, wide=8.5),
}


def ink_on(skin: str) -> str:
    """Features stay readable (3 to 1) on every skin tone in every light."""
    return INK if contrast(INK, skin) >= 3 else mix(INK, "#0c0807", 0.8)


def _p(way: int, x: float, y: float) -> Point:
    return (x * way, y)


def skull(look: Look, way: int, skin: str, name: str) -> str:
    jaw = 1.05 if look.belly > 12 else 1.0
    points = [
        (0, -43),
        (-26, -35),
        (-37, -10),
        (-34, 13),
        (-24 * jaw, 31),
        (-7, 42),
        (10, 44),
        (25 * jaw, 32),
        (34, 12),
        (35, -11),
        (25, -35),
    ]
    return path(smooth([_p(way, x, y) for x, y in points]), skin, name=f"{name}-head")


def ear(way: int, skin: str, look: Look) -> str:
    shade = darker(skin, 0.2)
    return ellipse(-29 * way, 5, 7.5, 11, skin) + stroke(
        f"M{at(_p(way, -32, 0))}Q{at(_p(way, -25, 3))} {at(_p(way, -30, 11))}", shade, 2
    )


def face(mien: Mien, look: Look, way: int, skin: str, name: str, *, talking: bool) -> str:
    """Brows, eyes, nose, mouth, and what a beard, glasses or age add."""
    ink = ink_on(skin)
    shade = mix(darker(skin, 0.24), "#8c3d2c", 0.22)
    parts = [
        ellipse(25 * way, 16, 7, 5, mix(skin, "#d8664f", 0.22), more='opacity=".55"'),
        ellipse(-13 * way, 17, 8, 5.5, mix(skin, "#d8664f", 0.22), more='opacity=".55"'),
    ]
    if look.beard:
        parts.append(_beard(look, way, skin))
    if look.older:
        parts += [
            stroke(f"M{at(_p(way, -15, 9))}Q{at(_p(way, -8, 12))} {at(_p(way, -1, 9))}", shade, 1.6),
            stroke(f"M{at(_p(way, -7, 17))}Q{at(_p(way, -6, 24))} {at(_p(way, -9, 29))}", shade, 1.6),
        ]
    parts.append(_eye(mien, way, -7, 8.2, ink, skin, f"{name}-eye1"))
    parts.append(_eye(mien, way, 21, 6.6, ink, skin, f"{name}-eye2"))
    brow = look.hair if look.hair_style not in ("bald", "scarf", "cap") and contrast(look.hair, skin) > 1.6 else ink
    brow = mix(brow, ink, 0.55)
    parts.append(_brow(mien, way, -17, 1, brow, f"{name}-brow1", near=True))
    parts.append(_brow(mien, way, 29, 10, brow, f"{name}-brow2", near=False))
    nose = f"M{at(_p(way, 11, -3))}C{at(_p(way, 13, 4))} {at(_p(way, 20, 11))} {at(_p(way, 17, 14))}C{at(_p(way, 14, 17))} {at(_p(way, 11, 15))} {at(_p(way, 8, 14.5))}"
    parts.append(stroke(nose, shade, 2.6))
    parts.append(_mouth(mien, way, ink, skin, name, talking=talking))
    if mien.tear:
        parts.append(
            path(
                smooth([_p(way, -10, 8), _p(way, -13, 17), _p(way, -10, 21), _p(way, -7, 17)]),
                "#dff0fb",
                more='opacity=".95"',
            )
        )
        parts.append(
            path(
                smooth([_p(way, 23, 8), _p(way, 21, 14), _p(way, 23, 17), _p(way, 25, 14)]),
                "#dff0fb",
                more='opacity=".95"',
            )
        )
    if look.glasses:
        parts.append(_glasses(way))
    return "".join(parts)


def _eye(mien: Mien, way: int, x: float, half: float, ink: str, skin: str, name: str) -> str:
    high, y = 6.0 * mien.open, -1.0
    left, right = _p(way, x - half, y + 0.8), _p(way, x + half, y + 0.4)
    top, low = _p(way, x, y - high * 1.25), _p(way, x, y + high * 0.95)
    if mien.open < 0.1:
        lid = f"M{at(_p(way, x - half, y + 1))}Q{at(_p(way, x, y + 7))} {at(_p(way, x + half, y + 1))}"
        return stroke(lid, ink, 3.2, name=name)
    round_ = min(4.6, high * 0.86)
    iris = _p(way, x + mien.gaze * (half - round_) * 0.75, y + mien.down * 2.2 - 0.2)
    return (
        path(f"M{at(left)}Q{at(top)} {at(right)}Q{at(low)} {at(left)}Z", mix("#ffffff", skin, 0.08))
        + f'<circle id="{name}" cx="{n(iris[0])}" cy="{n(iris[1])}" r="{n(round_)}" fill="#33251f"/>'
        + ellipse(iris[0] + 1.4, iris[1] - 1.5, 1.3, 1.3, "#ffffff")
        + stroke(f"M{at(left)}Q{at(top)} {at(right)}", ink, 2.8)
        + stroke(
            f"M{at(_p(way, x - half * 0.6, y + high * 0.62))}Q{at(_p(way, x, y + high * 0.8))} {at(_p(way, x + half * 0.6, y + high * 0.6))}",
            darker(skin, 0.34),
            1.3,
        )
    )


def _brow(mien: Mien, way: int, outer: float, inner: float, color: str, name: str, *, near: bool) -> str:
    y = -17 - mien.brow
    mid = (outer + inner) / 2
    d = f"M{at(_p(way, outer, y - mien.outer + 2))}Q{at(_p(way, mid, y - 3.5 - (mien.inner + mien.outer) / 3))} {at(_p(way, inner, y - mien.inner + 1))}"
    return stroke(d, color, mien.thick * (1 if near else 0.88), name=name)


def _mouth(mien: Mien, way: int, ink: str, skin: str, name: str, *, talking: bool) -> str:
    x, y, w = 10, 27, mien.wide
    lip = mix(darker(skin, 0.3), "#a24a3e", 0.45)
    if talking or mien.parted:
        tall = 7.5 if talking else mien.parted
        wide = w * (0.86 if talking else 0.8)
        inside = smooth([_p(way, x - wide, y), _p(way, x, y - tall * 0.55), _p(way, x + wide, y), _p(way, x, y + tall)])
        return path(inside, mix("#4a1f1e", ink, 0.35), name=f"{name}-mouth") + stroke(
            f"M{at(_p(way, x - wide * 0.5, y + tall + 2.4))}Q{at(_p(way, x, y + tall + 4))} {at(_p(way, x + wide * 0.5, y + tall + 2.2))}",
            lip,
            2.2,
        )
    d = f"M{at(_p(way, x - w, y - mien.mouth * 0.5))}Q{at(_p(way, x, y + mien.mouth))} {at(_p(way, x + w, y - mien.mouth * 0.5))}"
    return stroke(d, mix(ink, lip, 0.25), 3.2, name=f"{name}-mouth") + stroke(
        f"M{at(_p(way, x - 4, y + 6.5))}Q{at(_p(way, x, y + 7.6))} {at(_p(way, x + 4, y + 6.4))}", lip, 1.8
    )


def _beard(look: Look, way: int, skin: str) -> str:
    color = mix(skin, look.hair, 0.5 if look.beard == "stubble" else 0.92)
    low = 46 if look.beard == "stubble" else 52
    points = [
        (-33, 8),
        (-29, 26),
        (-17, 40),
        (4, low),
        (24, 38),
        (33, 16),
        (31, 14),
        (24, 19),
        (10, 19.5),
        (-2, 20),
        (-18, 20),
        (-27, 8),
    ]
    return path(smooth([_p(way, x, y) for x, y in points], pull=0.9), color)


def _glasses(way: int) -> str:
    rim = "#2d3038"
    return "".join(
        f'<ellipse cx="{n(x * way)}" cy="-1" rx="{n(r)}" ry="11" fill="#ffffff" fill-opacity=".16" stroke="{rim}" stroke-width="2.6"/>'
        for x, r in ((-7, 12.5), (21, 10.5))
    ) + stroke(
        f"M{at(_p(way, 5.5, -2))}L{at(_p(way, 10.5, -2))}M{at(_p(way, -19, -3))}L{at(_p(way, -30, -3))}", rim, 2.6
    )
