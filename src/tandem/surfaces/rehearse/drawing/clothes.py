"""The trunk and what is worn on it."""

from tandem.surfaces.rehearse.drawing.light import Light, darker, lighter, mix
from tandem.surfaces.rehearse.drawing.looks import Look
from tandem.surfaces.rehearse.drawing.poses import Body
from tandem.surfaces.rehearse.drawing.shapes import Point, across, add, at, path, polygon, smooth, stroke, toward

# Hair that is cloth.
CLOTH = {"scarf": "#6d7f9e", "cap": "#5d6a5a"}


def trunk(body: Body, look: Look, top: str, skin: str, way: int, name: str, light: Light, near: float) -> str:
    u = toward(body.pelvis, body.chest)
    r = across(u)
    w, fat = look.wide, look.belly

    def c(x: float, y: float) -> Point:
        """From the chest: x to the front, y down the trunk."""
        p = add(add(body.chest, r, x), u, -y)
        return (p[0] * way, p[1])

    def p(x: float, y: float) -> Point:
        q = add(add(body.pelvis, r, x), u, -y)
        return (q[0] * way, q[1])

    hem = 44 if look.outfit in ("dress", "cardigan", "clinician") and not body.legs_over else 26
    if body.legs_over:
        hem = 16
    outline = [
        c(-19 * w, -16),
        c(-40 * w, -5),
        c(-55 * w, 10),
        c(-58 * w, 40),
        c(-53 * w, 78),
        p(-(46 + fat * 0.3) * w, -46),
        p(-50 * w, hem - 18),
        p(-50 * w, hem),
        p(0, hem + 4),
        p(50 * w, hem),
        p((51 + fat * 0.4) * w, hem - 18),
        p((46 + fat) * w, -46),
        c(53 * w, 78),
        c(54 * w, 40),
        c(52 * w, 10),
        c(38 * w, -5),
        c(19 * w, -16),
        c(0, -9),
    ]
    shade = [
        c(-56 * w, 12),
        c(-60 * w, 42),
        c(-52 * w, 78),
        p(-46 * w, -46),
        p(-50 * w, hem),
        p(-22 * w, hem + 2),
        p(-30 * w, -40),
        c(-36 * w, 70),
        c(-40 * w, 30),
    ]
    parts = [
        path(
            smooth(outline, pull=0.86),
            top,
            name=f"{name}-trunk",
            more=f'stroke="{darker(top, 0.26)}" stroke-width="1.6"',
        ),
        path(smooth(shade), darker(top, 0.3), more='opacity=".38"'),
    ]
    worn = {"officer": _officer, "clinician": _open_front, "cardigan": _open_front, "peer": _hood, "hood": _hood}.get(
        look.outfit, _plain
    )
    parts.append(worn(c, p, look, top, skin, hem, light, near))
    if look.outfit in ("clinician", "peer"):
        parts.append(_lanyard(c, light, near, "#b4542f" if look.outfit == "clinician" else "#31576b"))
    return "".join(parts)


def _neckline(c, skin: str, deep: float) -> str:
    return path(
        smooth([c(-18, -15), c(-9, -2), c(3, deep), c(14, -2), c(20, -15), c(2, -18)], pull=0.8), darker(skin, 0.12)
    )


def _plain(c, p, look: Look, top: str, skin: str, hem: float, light: Light, near: float) -> str:
    collar = stroke(smooth([c(-20, -14), c(-9, 1), c(4, 7), c(15, 0), c(21, -14)], closed=False), darker(top, 0.26), 6)
    folds = stroke(
        f"M{at(p(18, -52))}Q{at(p(26, -44))} {at(p(40, -46))}M{at(p(10, -14))}Q{at(p(24, -6))} {at(p(42, -12))}",
        darker(top, 0.2),
        2.4,
        more='opacity=".7"',
    )
    return _neckline(c, skin, 6) + collar + folds


def _hood(c, p, look: Look, top: str, skin: str, hem: float, light: Light, near: float) -> str:
    hood = path(
        smooth([c(-34, -10), c(-24, -24), c(0, -10), c(24, -24), c(34, -10), c(20, 12), c(4, 20), c(-16, 12)]),
        darker(top, 0.18),
    )
    pouch = stroke(
        smooth([p(-22, 4), p(-12, -34), p(24, -34), p(36, 4)], closed=False, pull=0.5), darker(top, 0.24), 2.6
    )
    strings = stroke(f"M{at(c(-4, 14))}L{at(c(-6, 48))}M{at(c(12, 14))}L{at(c(13, 44))}", lighter(top, 0.6), 3)
    return hood + _neckline(c, skin, 4) + pouch + strings


def _open_front(c, p, look: Look, top: str, skin: str, hem: float, light: Light, near: float) -> str:
    """A jacket or cardigan over a shirt."""
    shirt = light.on("#f2efe8", near)
    inner = path(
        smooth(
            [c(-15, -15), c(-13, 60), p(-8, -30), p(-10, hem + 2), p(22, hem + 2), p(22, -30), c(22, 60), c(18, -15)],
            pull=0.7,
        ),
        shirt,
    )
    lapels = path(polygon([c(-20, -15), c(-30, 16), c(-14, 54), c(-8, 4)]), darker(top, 0.16)) + path(
        polygon([c(22, -15), c(34, 16), c(23, 54), c(14, 4)]), darker(top, 0.16)
    )
    pocket = stroke(f"M{at(p(30, -30))}L{at(p(44, -32))}", darker(top, 0.26), 3)
    return inner + _neckline(c, skin, 12) + lapels + pocket


def _officer(c, p, look: Look, top: str, skin: str, hem: float, light: Light, near: float) -> str:
    dark = darker(top, 0.34)
    collar = path(polygon([c(-22, -15), c(-28, 6), c(-6, 12), c(2, 2)]), darker(top, 0.22)) + path(
        polygon([c(22, -15), c(28, 6), c(10, 12), c(2, 2)]), darker(top, 0.22)
    )
    front = stroke(f"M{at(c(3, 8))}L{at(p(3, 10))}", dark, 2.4)
    pockets = stroke(f"M{at(c(-32, 52))}L{at(c(-8, 53))}M{at(c(12, 53))}L{at(c(34, 52))}", dark, 2.6)
    badge = path(
        smooth([c(11, 24), c(19, 20), c(27, 24), c(26, 35), c(19, 42), c(12, 35)], pull=0.8), light.on("#d2b25c", near)
    )
    radio = path(polygon([c(-25, 2), c(-14, 0), c(-12, 22), c(-23, 24)]), light.on("#14171f", near))
    cord = stroke(
        f"M{at(c(-18, 22))}C{at(c(-30, 46))} {at(c(-14, 66))} {at(c(-28, 100))}", light.on("#14171f", near), 2.6
    )
    belt = path(
        polygon([p(-50, hem - 26), p(50, hem - 26), p(50, hem - 6), p(-50, hem - 6)]), light.on("#14171f", near)
    )
    buckle = path(
        polygon([p(-6, hem - 24), p(12, hem - 24), p(12, hem - 8), p(-6, hem - 8)]), light.on("#9aa1ad", near)
    )
    pouches = path(
        polygon([p(22, hem - 28), p(40, hem - 28), p(40, hem - 2), p(22, hem - 2)]),
        mix(light.on("#14171f", near), "#39404f", 0.4),
    )
    return _neckline(c, skin, 8) + front + collar + pockets + badge + radio + cord + belt + buckle + pouches


def _lanyard(c, light: Light, near: float, color: str) -> str:
    band = stroke(f"M{at(c(-15, -12))}L{at(c(5, 74))}L{at(c(19, -12))}", light.on(color, near), 4)
    card = path(polygon([c(-8, 74), c(19, 74), c(19, 112), c(-8, 112)]), light.on("#f6f6f2", near))
    mark = path(smooth([c(-1, 86), c(5.5, 80), c(12, 86), c(5.5, 92)]), light.on(color, near)) + stroke(
        f"M{at(c(-2, 101))}L{at(c(13, 101))}", light.on("#6c7480", near), 3
    )
    return band + card + mark
