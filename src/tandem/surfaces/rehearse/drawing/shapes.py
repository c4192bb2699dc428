"""Points, smooth outlines and limbs.

Every outline of one kind has the same commands in the same order whatever the posture, so that a browser can move
one into the next by itself.
"""

import math
from collections.abc import Sequence

type Point = tuple[float, float]


def add(a: Point, b: Point, by: float = 1) -> Point:
    return (a[0] + b[0] * by, a[1] + b[1] * by)


def between(a: Point, b: Point, share: float) -> Point:
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)


def toward(a: Point, b: Point) -> Point:
    """The direction from a to b, of length 1."""
    far = math.dist(a, b) or 1
    return ((b[0] - a[0]) / far, (b[1] - a[1]) / far)


def across(u: Point) -> Point:
    return (-u[1], u[0])


def turned(p: Point, degrees: float) -> Point:
    a = math.radians(degrees)
    return (p[0] * math.cos(a) - p[1] * math.sin(a), p[0] * math.sin(a) + p[1] * math.cos(a))


def degrees_of(u: Point) -> float:
    return math.degrees(math.atan2(u[1], u[0]))


def n(value: float) -> str:
    """A number as short as a picture needs it."""
    text = f"{value:.1f}"
    text = text.removesuffix(".0")
    return "0" if text == "-0" else text


def at(p: Point) -> str:
    return f"{n(p[0])} {n(p[1])}"


def bent(root: Point, tip: Point, upper: float, lower: float, side: float) -> tuple[Point, Point]:
    """Elbow and hand (or knee and ankle) of a limb that reaches from root toward tip.

    A tip out of reach is brought within it, so that no arm grows longer than it is. `side` (−1 or 1) is the way it bends.
    """
    far = math.dist(root, tip)
    u = toward(root, tip)
    reach = min(max(far, abs(upper - lower) + 2), upper + lower - 0.5)
    tip = add(root, u, reach)
    along = (upper**2 - lower**2 + reach**2) / (2 * reach)
    out = math.sqrt(max(upper**2 - along**2, 0))
    return add(add(root, u, along), across(u), out * side), tip


def smooth(points: Sequence[Point], *, closed: bool = True, pull: float = 1.0) -> str:
    """A soft outline through the points (Catmull and Rom's spline, as Bézier curves)."""
    count = len(points)
    last = count if closed else count - 1
    parts = [f"M{at(points[0])}"]
    for i in range(last):
        if closed:
            p0, p1, p2, p3 = (points[(i + k) % count] for k in (-1, 0, 1, 2))
        else:
            p0, p1 = points[max(i - 1, 0)], points[i]
            p2, p3 = points[i + 1], points[min(i + 2, count - 1)]
        c1 = (p1[0] + (p2[0] - p0[0]) * pull / 6, p1[1] + (p2[1] - p0[1]) * pull / 6)
        c2 = (p2[0] - (p3[0] - p1[0]) * pull / 6, p2[1] - (p3[1] - p1[1]) * pull / 6)
        parts.append(f"C{at(c1)} {at(c2)} {at(p2)}")
    return "".join(parts) + ("Z" if closed else "")


def polygon(points: Sequence[Point]) -> str:
    return "M" + "L".join(at(p) for p in points) + "Z"


def limb(a: Point, b: Point, c: Point, widths: tuple[float, float, float]) -> str:
    """A sleeve or a trouser leg: two tapered rounds that meet in the joint b. Widths are half-widths.

    Draw it once with a line around it and once without: then the line goes around the whole and not through the joint.
    """
    wa, wb, wc = widths
    return _taper(a, b, wa, wb) + _taper(b, c, wb, wc)


def _taper(a: Point, b: Point, wa: float, wb: float) -> str:
    v = across(toward(a, b))
    return (
        f"M{at(add(a, v, wa))}L{at(add(b, v, wb))}A{n(wb)} {n(wb)} 0 0 0 {at(add(b, v, -wb))}"
        f"L{at(add(a, v, -wa))}A{n(wa)} {n(wa)} 0 0 0 {at(add(a, v, wa))}Z"
    )


def path(d: str, fill: str, *, name: str = "", more: str = "") -> str:
    named = f' id="{name}"' if name else ""
    return f'<path{named} d="{d}" fill="{fill}"{" " + more if more else ""}/>'


def stroke(d: str, color: str, width: float, *, name: str = "", more: str = "") -> str:
    named = f' id="{name}"' if name else ""
    return (
        f'<path{named} d="{d}" fill="none" stroke="{color}" stroke-width="{n(width)}" stroke-linecap="round"'
        f' stroke-linejoin="round"{" " + more if more else ""}/>'
    )


def rect(x: float, y: float, w: float, h: float, fill: str, *, r: float = 0, more: str = "") -> str:
    round_ = f' rx="{n(r)}"' if r else ""
    return f'<rect x="{n(x)}" y="{n(y)}" width="{n(w)}" height="{n(h)}"{round_} fill="{fill}"{" " + more if more else ""}/>'


def ellipse(x: float, y: float, rx: float, ry: float, fill: str, *, more: str = "") -> str:
    return f'<ellipse cx="{n(x)}" cy="{n(y)}" rx="{n(rx)}" ry="{n(ry)}" fill="{fill}"{" " + more if more else ""}/>'
