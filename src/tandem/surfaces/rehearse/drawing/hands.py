"""Hands. There is a relaxed one, an open palm, a flat one, one that cups, one that holds a thing low. There is no fist."""

from tandem.surfaces.rehearse.drawing.light import darker
from tandem.surfaces.rehearse.drawing.shapes import Point, n, path, smooth, stroke

# Fingers as (from, to) in a frame whose x runs along the hand, y across it; the thumb is the last.
_FINGERS: dict[str, list[tuple[Point, Point]]] = {
    "open": [
        ((13, -7), (29, -11)),
        ((14, -2.5), (33, -3.5)),
        ((14, 2.5), (32, 4)),
        ((13, 7), (27, 11)),
        ((5, -8), (13, -19)),
    ],
    "flat": [
        ((12, -6.5), (28, -7)),
        ((13, -2), (31, -2)),
        ((13, 2.5), (30, 3)),
        ((12, 6.5), (26, 7.5)),
        ((5, -8), (17, -12)),
    ],
    "cup": [
        ((12, -6.5), (27, -9)),
        ((13, -2), (30, -3)),
        ((13, 2.5), (29, 3)),
        ((12, 6.5), (25, 8.5)),
        ((5, 8), (15, 15)),
    ],
    "rest": [((11, -6), (22, -4)), ((12, -2), (26, 1)), ((12, 2), (25, 5)), ((10, 6), (21, 9)), ((4, -7), (14, -10))],
    "grip": [((11, -6), (19, -3)), ((12, -2), (20, 1)), ((12, 2), (19, 5)), ((10, 6), (16, 8)), ((4, -7), (13, -9))],
}
_FINGERS["phone"] = _FINGERS["grip"]


def hand(shape: str, wrist: Point, degrees: float, mirror: int, skin: str, name: str, thing: str = "") -> str:
    """A hand at its wrist, fingers along `degrees`. `mirror` −1 puts the thumb on the other side."""
    if shape == "none":
        return f'<g id="{name}"/>'
    shade = darker(skin, 0.22)
    fingers = _FINGERS[shape]
    palm = smooth([(-6, -8), (4, -10.5), (14, -9.5), (17, 0), (14, 9.5), (4, 10), (-6, 8)])
    drawn = "".join(
        stroke(f"M{n(a[0])} {n(a[1])}L{n(b[0])} {n(b[1])}", shade, 9.6 if i < 4 else 10)
        + stroke(f"M{n(a[0])} {n(a[1])}L{n(b[0])} {n(b[1])}", skin, 7.4 if i < 4 else 8)
        for i, (a, b) in enumerate(fingers)
    )
    held = _thing(thing or ("phone" if shape == "phone" else "")) if shape in ("grip", "phone") else ""
    where = f"translate({n(wrist[0])} {n(wrist[1])}) rotate({n(degrees)}) scale(1 {mirror})"
    return f'<g id="{name}" transform="{where}">{held}{path(palm, skin)}{drawn}{path(palm, skin)}</g>'


def _thing(kind: str) -> str:
    """Something held, low and still."""
    if kind in ("phone", ""):
        return (
            '<rect x="6" y="-9" width="38" height="19" rx="4" fill="#23262e"/><rect x="9" y="-6.500" width="31" height="14" rx="2" fill="#5b7fa6"/>'
            if kind
            else ""
        )
    if kind == "cup":
        return '<rect x="10" y="-14" width="24" height="26" rx="4" fill="#d9dde2"/>'
    if kind == "bottle":
        return '<rect x="4" y="-10" width="44" height="20" rx="7" fill="#56715a"/><rect x="46" y="-4" width="20" height="9" rx="3" fill="#56715a"/>'
    if kind == "knife":
        return '<path d="M18 -3L62 -2Q70 2 60 5L18 5Z" fill="#c3c9cf"/><rect x="2" y="-4" width="20" height="9" rx="3" fill="#4b3a31"/>'
    if kind in ("letter", "paper"):
        return '<rect x="6" y="-16" width="40" height="30" rx="1" fill="#f1eee6"/><path d="M12 -8H40M12 -2H40M12 4H32" stroke="#9aa0a8" stroke-width="2"/>'
    return ""
