"""One person: joints of a posture dressed in a look. The same parts in the same order whatever the posture."""

from dataclasses import dataclass
from functools import lru_cache
from html import escape

from tandem.surfaces.rehearse.drawing import clothes
from tandem.surfaces.rehearse.drawing.faces import Mien, ear, face, skull
from tandem.surfaces.rehearse.drawing.hair import hair
from tandem.surfaces.rehearse.drawing.hands import hand
from tandem.surfaces.rehearse.drawing.light import Light, darker
from tandem.surfaces.rehearse.drawing.looks import Look
from tandem.surfaces.rehearse.drawing.poses import FOREARM, SHIN, THIGH, UPPER_ARM, Body, Hand
from tandem.surfaces.rehearse.drawing.shapes import (
    Point,
    across,
    add,
    bent,
    between,
    degrees_of,
    ellipse,
    limb,
    n,
    path,
    smooth,
    stroke,
    toward,
)

# Less of the dark falls on a face than on cloth: a face has to be read from across a room.
SKIN = 0.5


@dataclass(frozen=True, slots=True)
class Figure:
    """Somebody in the picture. `x`, `y` is where the feet stand; `way` −1 looks left, 1 right."""

    name: str  # a stable id
    title: str  # what a reader of the picture is told
    look: Look
    body: Body
    hands: tuple[Hand, Hand]
    mien: Mien
    x: float
    y: float
    scale: float
    way: int = 1
    near: float = 1.0  # how much of the room's light falls on them
    talking: bool = False
    thing: str = ""

    @property
    def head(self) -> tuple[float, float, float]:
        """The circle the head and hair fill: x, y, radius, in the picture."""
        x, y = self.body.face
        s = self.scale * self.look.tall
        return (self.x + x * self.way * s, self.y + y * s, 54 * s * self.big)

    @property
    def big(self) -> float:
        """Children's heads are larger for their height."""
        return 1.0 if self.look.tall > 0.8 else 1.22


class _Drawn:
    """The parts of one figure, made once, put together in the order the posture asks for."""

    def __init__(self, figure: Figure, light: Light) -> None:
        self.f, self.light = figure, light
        look = figure.look
        self.skin = light.on(look.skin, figure.near * SKIN)
        self.top = light.on(look.top, figure.near)
        self.legs = light.on(look.legs, figure.near)
        self.shoes = light.on(look.shoes, figure.near)
        self.hair = light.on(clothes.CLOTH.get(look.hair_style, look.hair), figure.near)

    def m(self, p: Point) -> Point:
        """A joint on the side this figure faces."""
        return (p[0] * self.f.way, p[1])

    def leg(self, which: str) -> str:
        body, wide = self.f.body, self.f.look.wide
        near = which == "near"
        foot, knee, toe = (
            (body.near_foot, body.near_knee, body.toes[0]) if near else (body.far_foot, body.far_knee, body.toes[1])
        )
        hip = add(body.pelvis, (-17 * wide if near else 17 * wide, 0))
        joint, ankle = bent(hip, (foot[0], foot[1] - 15), THIGH, SHIN, knee)
        color = self.legs if near else darker(self.legs, 0.2)
        name = f"{self.f.name}-leg-{which}"
        d = limb(self.m(hip), self.m(joint), self.m(between(joint, ankle, 0.92)), (31 * wide, 22.5 * wide, 15.5))
        fold = stroke(
            f"M{n(self.m(between(joint, ankle, 0.9))[0] - 11)} {n(between(joint, ankle, 0.9)[1])}h22",
            darker(color, 0.22),
            2.5,
            more='opacity=".6"',
        )
        return self.shoe(ankle, toe, near) + self.whole(d, color, name, 1.8) + fold

    def whole(self, d: str, color: str, name: str, edge: float) -> str:
        """A limb with one line around it."""
        line = f'stroke="{darker(color, 0.26)}" stroke-width="{n(edge * 2)}" stroke-linejoin="round"'
        return path(d, color, name=f"{name}-edge", more=line) + path(d, color, name=name)

    def shoe(self, ankle: Point, toe: float, near: bool) -> str:
        color = self.shoes if near else darker(self.shoes, 0.18)
        x, y = ankle[0], ankle[1] + 15
        kneeling = self.f.body.near_foot[0] < -100 and near
        if kneeling:
            points = [
                (x + 4, y - 30),
                (x - 14, y - 26),
                (x - 24, y - 4),
                (x - 16, y + 1),
                (x - 4, y - 2),
                (x + 8, y - 14),
            ]
        else:
            long = 16 + 28 * toe
            points = [
                (x - 16, y - 20),
                (x - 19, y - 4),
                (x - 14, y),
                (x + long * 0.6, y),
                (x + long, y - 2),
                (x + long * 0.86, y - 14),
                (x + 15, y - 22),
            ]
        return path(smooth([self.m(p) for p in points], pull=0.8), color)

    def arm(self, which: str) -> tuple[str, str]:
        """Sleeve and hand, and what they lie over."""
        f = self.f
        given: Hand = f.hands[0] if which == "near" else f.hands[1]
        shoulder = f.body.shoulder(-1 if which == "near" else 0.94, f.look.wide)
        elbow, wrist = bent(shoulder, given.wrist, UPPER_ARM, FOREARM, given.bend)
        if given.elbow is not None:
            elbow, wrist = given.elbow, given.wrist
        far = which == "far" and given.over == "behind"
        color = darker(self.top, 0.16) if far else self.top
        d = limb(self.m(shoulder), self.m(elbow), self.m(wrist), (21 * f.look.wide, 17, 12.5))
        turn = degrees_of(toward(elbow, wrist)) if given.turn is None else given.turn
        angle = turn if f.way > 0 else 180 - turn
        sleeve = self.whole(d, color, f"{f.name}-arm-{which}", 2.4)
        cuff = between(elbow, wrist, 0.93)
        v = across(toward(elbow, wrist))
        band = stroke(
            f"M{n(self.m(add(cuff, v, 11))[0])} {n(add(cuff, v, 11)[1])}L{n(self.m(add(cuff, v, -11))[0])} {n(add(cuff, v, -11)[1])}",
            darker(color, 0.24),
            2.4,
        )
        tip = add(wrist, toward(elbow, wrist), 3)
        palm = hand(
            given.shape,
            self.m(tip),
            angle,
            f.way,
            self.skin,
            f"{f.name}-hand-{which}",
            f.thing if which == "near" else "",
        )
        return palm + sleeve + band if given.shape != "none" else sleeve, given.over

    def trunk(self) -> str:
        return clothes.trunk(
            self.f.body, self.f.look, self.top, self.skin, self.f.way, self.f.name, self.light, self.f.near
        )

    def head(self) -> tuple[str, str]:
        """What lies behind the trunk (long hair), and the head."""
        f = self.f
        behind, over = hair(f.look, f.way, self.hair)
        x, y = self.m(f.body.face)
        turn = (f.body.tilt + f.body.lean) * f.way
        where = f'transform="translate({n(x)} {n(y)}) rotate({n(turn)}) scale({n(f.big)})"'
        ears = "" if f.look.hair_style in ("bob", "long", "scarf") else ear(f.way, self.skin, f.look)
        inside = (
            skull(f.look, f.way, self.skin, f.name)
            + ears
            + face(f.mien, f.look, f.way, self.skin, f.name, talking=f.talking)
            + over
        )
        return f'<g id="{f.name}-hair" {where}>{behind}</g>', f'<g id="{f.name}-face" {where}>{inside}</g>'

    def held(self) -> str:
        """What is too large for one hand's frame: a baby in the arms, a broom that stands on the floor."""
        f = self.f
        if f.thing == "baby":
            x, y = self.m(f.body.from_chest(12, 70))
            cloth, skin = self.light.on("#cfe0ea", f.near), self.skin
            turn = f.body.lean * f.way
            return (
                f'<g id="{f.name}-held" transform="translate({n(x)} {n(y)}) rotate({n(turn)}) scale({f.way} 1)">'
                + ellipse(-4, 8, 52, 30, cloth)
                + ellipse(38, -24, 22, 21, skin)
                + path("M17 -32C22 -52 56 -52 60 -24C48 -38 30 -40 17 -32Z", darker(cloth, 0.1))
                + stroke("M31 -22q4 3 8 0M46 -22q4 3 8 0M40 -12q4 2 7 0", "#4a332a", 2)
                + stroke("M-40 6Q-4 26 40 10", darker(cloth, 0.2), 2.5)
                + "</g>"
            )
        if f.thing == "broom":
            x, y = self.m(f.hands[0].wrist)
            x += 14 * f.way
            wood, straw = self.light.on("#a5793f", f.near), self.light.on("#d8b35f", f.near)
            brush = path(f"M{n(x - 10)} -52L{n(x + 10)} -52L{n(x + 30)} -2L{n(x - 30)} -2Z", straw)
            return f'<g id="{f.name}-held">' + stroke(f"M{n(x)} {n(y - 130)}V-50", wood, 9) + brush + "</g>"
        return ""

    def neck(self) -> str:
        body = self.f.body
        base = add(body.chest, toward(body.pelvis, body.chest), -4)
        top = between(body.chest, body.face, 0.72)
        middle = between(base, top, 0.5)
        d = limb(self.m(base), self.m(middle), self.m(top), (19, 17, 17))
        return path(d, darker(self.skin, 0.2), name=f"{self.f.name}-neck")


# Teams of one room play one story: the same people stand the same way again and again, on the wall and the console.
@lru_cache(maxsize=512)
def draw(figure: Figure, light: Light) -> str:
    """The figure as one group with a title. Far parts first, then trunk, head, near parts."""
    d = _Drawn(figure, light)
    near, near_over = d.arm("near")
    far, far_over = d.arm("far")
    arms = {"behind": "", "body": "", "face": ""}
    arms[far_over] += far
    arms[near_over] += near
    behind, head = d.head()
    far_leg, near_leg = d.leg("far"), d.leg("near")
    legs_first, legs_last = ("", far_leg + near_leg) if figure.body.legs_over else (far_leg + near_leg, "")
    s = figure.scale * figure.look.tall
    inside = (
        behind
        + arms["behind"]
        + legs_first
        + d.neck()
        + d.trunk()
        + legs_last
        + d.held()
        + arms["body"]
        + head
        + arms["face"]
    )
    wide = 96 if not figure.body.lying else 190
    shadow = ellipse((figure.body.pelvis[0] * 0.4 + 10) * figure.way, 2, wide, 13, "#10131f", more='opacity=".22"')
    return (
        f'<g id="{figure.name}" class="somebody" transform="translate({n(figure.x)} {n(figure.y)}) scale({s:.3f})">'
        f"<title>{escape(figure.title)}</title>{shadow}{inside}</g>"
    )
