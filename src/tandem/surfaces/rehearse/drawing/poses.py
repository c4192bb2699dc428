"""Postures as joints. Feet stand at (0, 0), up is negative, everybody here looks to the right; a standing adult is about 510 high.

A body is a pelvis, a chest, a head and two feet. Hands are given apart from it, in the frame of the chest, the head
or the pelvis, so that any hands go with any body. Elbows and knees follow from the lengths of the limbs.
"""

from dataclasses import dataclass, replace

from tandem.surfaces.rehearse.drawing.shapes import Point, across, add, degrees_of, toward, turned

UPPER_ARM, FOREARM = 88.0, 78.0
THIGH, SHIN = 119.5, 118.0


@dataclass(frozen=True, slots=True)
class Body:
    """Joints of a posture. `tilt` is the head's, in degrees, forward positive. Knees bend forward (−1) or back (1)."""

    pelvis: Point = (0, -255)
    chest: Point = (2, -405)
    head: Point = (7, -62)
    tilt: float = 0
    near_foot: Point = (-20, 0)
    far_foot: Point = (22, -4)
    near_knee: float = -1
    far_knee: float = -1
    toes: tuple[float, float] = (1.0, 1.0)  # how far each shoe shows from the side, 0 head-on
    legs_over: bool = False  # the thighs lie in front of the trunk
    lying: bool = False

    @property
    def lean(self) -> float:
        """How far the trunk is turned from upright, in degrees."""
        return degrees_of(toward(self.pelvis, self.chest)) + 90

    @property
    def face(self) -> Point:
        """The middle of the head."""
        return add(self.chest, turned(self.head, self.lean))

    def from_chest(self, x: float, y: float) -> Point:
        return add(self.chest, turned((x, y), self.lean))

    def from_face(self, x: float, y: float) -> Point:
        return add(self.face, turned((x, y), self.lean + self.tilt))

    def shoulder(self, side: float, wide: float) -> Point:
        u = toward(self.pelvis, self.chest)
        return add(add(self.chest, across(u), side * 40 * wide), u, -12)


@dataclass(frozen=True, slots=True)
class Hand:
    """Where a wrist goes, how the hand looks, and what it lies before: behind the trunk, the trunk or the face."""

    wrist: Point
    shape: str = "rest"  # rest, open, flat, cup, grip, none
    over: str = "body"  # behind, body, face
    bend: float = 1
    turn: float | None = None  # degrees of the fingers; None: along the forearm
    elbow: Point | None = None  # where an arm comes toward us, and no length can be measured


STAND = Body()
BODIES: dict[str, Body] = {
    "stand": STAND,
    "back": replace(STAND, pelvis=(-4, -254), chest=(-9, -404), head=(5, -62), near_foot=(-30, 0), far_foot=(22, -6)),
    "listen": replace(STAND, head=(9, -61), tilt=3),
    "toward": replace(
        STAND, pelvis=(-2, -250), chest=(10, -399), head=(12, -60), near_foot=(-34, 0), far_foot=(34, -5)
    ),
    "pace": replace(
        STAND, pelvis=(0, -240), chest=(9, -390), head=(13, -59), tilt=8, near_foot=(-64, 0), far_foot=(62, -2)
    ),
    "door": replace(STAND, pelvis=(-6, -254), chest=(-4, -404), near_foot=(-26, 0), far_foot=(20, -7)),
    "sit": Body(
        pelvis=(-24, -134), chest=(-18, -284), head=(9, -61), near_foot=(74, 0), far_foot=(98, -8), legs_over=True
    ),
    "sit_forward": Body(
        pelvis=(-26, -132),
        chest=(10, -276),
        head=(10, -58),
        tilt=10,
        near_foot=(70, 0),
        far_foot=(96, -8),
        legs_over=True,
    ),
    "crouch": Body(
        pelvis=(-50, -96),
        chest=(2, -232),
        head=(14, -58),
        tilt=10,
        near_foot=(-8, 0),
        far_foot=(36, -8),
        legs_over=True,
    ),
    "floor": Body(
        pelvis=(-62, -32),
        chest=(-42, -178),
        head=(12, -57),
        tilt=14,
        near_foot=(64, 0),
        far_foot=(86, -8),
        legs_over=True,
    ),
    "lie": Body(
        pelvis=(52, -44),
        chest=(-96, -50),
        head=(6, -60),
        tilt=-4,
        near_foot=(176, 0),
        far_foot=(146, -10),
        legs_over=True,
        lying=True,
    ),
    "kneel": Body(
        pelvis=(-18, -148),
        chest=(-2, -296),
        head=(9, -61),
        tilt=2,
        near_foot=(-116, 2),
        far_foot=(84, -2),
        legs_over=True,
    ),
}

# The postures a scene can name, and the body each is drawn with.
OF_WORD = {
    "stand": "stand",
    "pace": "pace",
    "sit": "sit",
    "crouch": "crouch",
    "floor": "floor",
    "lie": "lie",
    "door": "door",
}


def hands_of(word: str, body: Body, name: str, thing: str = "none") -> tuple[Hand, Hand]:
    """The near and the far hand of the person in crisis. No word here has a fist."""
    c, f = body.from_chest, body.from_face
    low = name in ("sit", "sit_forward", "crouch", "floor", "kneel")
    if word == "ears":
        return (
            Hand(f(-31, 36), "cup", "face", 1, body.lean + body.tilt - 82, c(-92, 16)),
            Hand(f(41, 34), "cup", "face", -1, body.lean + body.tilt - 104, c(90, 12)),
        )
    if word == "face":
        return (
            Hand(f(-13, 52), "flat", "face", 1, body.lean + body.tilt - 66, c(-52, 72)),
            Hand(f(33, 50), "flat", "face", -1, body.lean + body.tilt - 112, c(64, 66)),
        )
    if word == "behind":
        return Hand(c(-30, 138), "none", "behind", 1), Hand(c(12, 140), "none", "behind", -1)
    if word == "pockets" and not low and name != "lie":
        return Hand(c(-46, 152), "none", "body", 1), Hand(c(46, 154), "none", "body", -1)
    if word == "holding":
        return _holding(body, thing, low=low or name == "lie")
    if word == "hold":
        return Hand(c(34, 74), "flat", "body", 1, -14), Hand(c(-34, 92), "flat", "body", -1, 190)
    return _open(body, name)


def _holding(body: Body, thing: str, *, low: bool) -> tuple[Hand, Hand]:
    """Something held low, or held close; never raised."""
    c = body.from_chest
    if thing == "baby":
        return Hand(c(34, 112), "flat", "body", 1, -8, c(-46, 92)), Hand(
            c(-20, 118), "none", "behind", -1, 196, c(56, 84)
        )
    if thing == "broom" and not low:
        return Hand(c(-60, 92), "grip", "body", 1, -8), Hand(c(52, 168), "rest", "behind", -1)
    if thing in ("umbrella", "bottle") and not low:
        return Hand(c(-64, 150), "grip", "body", 1, 104), Hand(c(-40, 92), "grip", "body", -1, 200)
    if thing in ("phone", "letter", "cup", "keys"):
        return Hand(c(22, 100), "grip", "body", 1, -6, c(-56, 74)), Hand(c(66, 104), "flat", "body", -1, 176, c(62, 70))
    return Hand(c(6, 128), "flat", "body", 1, 24), Hand(c(2, 132), "flat", "body", -1, 160, c(54, 76))


def _open(body: Body, name: str) -> tuple[Hand, Hand]:
    c = body.from_chest
    if name in ("sit", "sit_forward"):
        return Hand(c(52, 132), "rest", "body", 1, 14), Hand(c(98, 132), "rest", "behind", 1, 10)
    if name == "crouch":
        return Hand(c(72, 96), "open", "body", 1, 20), Hand(c(94, 84), "open", "body", 1, 30)
    if name == "floor":
        return Hand(c(76, 66), "rest", "body", 1, 20), Hand(c(98, 62), "rest", "body", 1, 30)
    if name == "lie":
        return Hand(c(44, 92), "rest", "body", 1, 74, c(4, 74)), Hand(c(56, 108), "rest", "behind", 1, 60)
    return Hand(c(-66, 146), "open", "body", 1, 104), Hand(c(74, 128), "open", "body", 1, 50)


# Hands of everybody else, in the frame of the chest: (x, y, shape, over, bend, turn).
type _Given = tuple[float, float, str, str, float, float | None]
OTHERS: dict[str, tuple[_Given, _Given]] = {
    "rest": ((-53, 170, "rest", "body", 1, None), (52, 168, "rest", "behind", -1, None)),
    "folded": ((-8, 140, "rest", "body", 1, 30), (5, 144, "flat", "body", -1, 158)),
    "palm": ((-53, 170, "rest", "body", 1, None), (132, 84, "open", "behind", 1, -14)),
    "both": ((66, 112, "open", "body", 1, 8), (124, 88, "open", "behind", 1, -12)),
    "speak": ((48, 92, "open", "body", 1, -36), (52, 168, "rest", "behind", -1, None)),
    "arm": ((40, 92, "flat", "body", 1, -20), (50, 166, "rest", "behind", -1, None)),
    "mouth": ((30, -18, "flat", "face", 1, -62), (-12, 104, "flat", "body", -1, 186)),
    "knee": ((56, 132, "rest", "body", 1, 40), (124, 92, "open", "behind", 1, -8)),
    "hug": ((34, 76, "flat", "body", 1, -14), (-34, 94, "flat", "body", -1, 190)),
    "phone": ((-53, 170, "rest", "body", 1, None), (38, -10, "phone", "face", -1, -80)),
}


def others_hands(word: str, body: Body) -> tuple[Hand, Hand]:
    near, far = (Hand(body.from_chest(x, y), shape, over, bend, turn) for x, y, shape, over, bend, turn in OTHERS[word])
    return near, far
