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


# Small things, in the frame of the hand that holds them.
_SMALL = {
    "phone": '<rect x="6" y="-9" width="38" height="19" rx="4" fill="#23262e"/><rect x="9" y="-6.5" width="31" height="14" rx="2" fill="#5b7fa6"/>',
    "cup": '<rect x="10" y="-15" width="25" height="28" rx="5" fill="#dfe6ec"/><path d="M12 -15v28" stroke="#b9c4cf" stroke-width="3"/>',
    "bottle": '<rect x="4" y="-10" width="44" height="20" rx="7" fill="#56715a"/><rect x="46" y="-4" width="20" height="9" rx="3" fill="#56715a"/>',
    "letter": '<rect x="6" y="-18" width="42" height="32" rx="1" fill="#f4f1e9"/><path d="M12 -10H42M12 -4H42M12 2H34" stroke="#9aa0a8" stroke-width="2"/>',
    "keys": '<circle cx="26" cy="2" r="8" fill="none" stroke="#c9b46a" stroke-width="4"/><path d="M32 6l16 8M29 9l8 15" stroke="#b7bec6" stroke-width="5" stroke-linecap="round"/>',
    "umbrella": '<path d="M-8 0H20" stroke="#6b4a35" stroke-width="8" stroke-linecap="round"/><path d="M18 -8L100 -3L124 0L100 4L18 9Z" fill="#3d5a80"/><path d="M20 0H100" stroke="#2c4363" stroke-width="2"/>',
}


def _thing(kind: str) -> str:
    return _SMALL.get(kind, "")
