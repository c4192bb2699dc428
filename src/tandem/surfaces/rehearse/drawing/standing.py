"""Who stands where, and how. Distance is kept as the scene says it; no two heads meet."""

import re
from dataclasses import replace

from tandem.surfaces.rehearse.drawing.faces import MIENS, Mien
from tandem.surfaces.rehearse.drawing.figure import Figure
from tandem.surfaces.rehearse.drawing.looks import look_of
from tandem.surfaces.rehearse.drawing.picture import RESPONDERS, Picture, Someone, is_called
from tandem.surfaces.rehearse.drawing.poses import BODIES, Body, hands_of, others_hands
from tandem.surfaces.rehearse.drawing.telling import done_by, done_by_person

PERSON_X, DOOR_X = 1400.0, 1752.0
# From arm's length to far, between the person and whoever is nearest.
GAPS = {"1": 205.0, "2": 285.0, "3": 410.0, "4": 560.0, "5": 730.0}
# Feet and scale of the planes: near, far, middle, and so on again.
PLANES = ((714.0, 1.0), (640.0, 0.88), (682.0, 0.95))


def slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-") or "somebody"


def person_x(picture: Picture) -> float:
    return DOOR_X if picture.word("posture") == "door" and picture.word("place") != "porch" else PERSON_X


def everybody(picture: Picture) -> list[Figure]:
    """All figures, farthest first."""
    figures = [_person(picture)] if picture.seen else []
    figures += _others(picture)
    return sorted(figures, key=lambda f: f.y)


def _speaks(picture: Picture, one: Someone) -> bool:
    return any(is_called(one, line.by) for line in picture.lines)


def _person(picture: Picture) -> Figure:
    posture, face, hands = picture.word("posture"), picture.word("face"), picture.scene.get("hands", "")
    name = posture
    if posture == "stand" and picture.trust < 45:
        name = "back"
    if posture == "sit" and picture.arousal >= 45:
        name = "sit_forward"
    body = _tightened(BODIES[name], picture.arousal)
    if hands not in ("open", "ears", "face", "pockets", "behind", "holding"):
        hands = "hold" if picture.arousal > 60 else "open"
    mien = MIENS["shut"] if hands == "ears" and face in ("afraid", "tense", "tearful") else MIENS[face]
    if picture.trust < 35 and mien.open:
        mien = replace(mien, gaze=-0.55)
    one = picture.person
    thing = picture.word("thing") if hands == "holding" else "none"
    return Figure(
        name=f"who-{slug(one.word)}",
        title=done_by_person(picture),
        look=look_of(one.name, "person", words=one.look, person=True),
        body=body,
        hands=hands_of(hands, body, name, thing),
        mien=mien,
        x=person_x(picture),
        y=712,
        scale=1.0,
        way=-1,
        near=0.45,
        talking=_speaks(picture, one) and hands != "face",
        thing=thing,
    )


def _tightened(body: Body, arousal: int) -> Body:
    """Shoulders come up and the head goes down between them, a little, as somebody is more afraid."""
    if body.lying:
        return body
    up = max(arousal - 40, 0) / 60
    return replace(body, head=(body.head[0] + 3 * up, body.head[1] + 7 * up), tilt=body.tilt + 3 * up)


def _others(picture: Picture) -> list[Figure]:
    others = picture.others()
    if not others:
        return []
    first = person_x(picture) - GAPS[picture.word("distance")]
    if not picture.seen:
        first = 1180.0
    spacing = min(235.0, (first - 150.0) / max(len(others) - 1, 1))
    figures = []
    for i, one in enumerate(others):
        y, scale = PLANES[i % 3] if one.role in RESPONDERS or i else PLANES[2]
        figures.append(_other(picture, one, first - i * spacing, y, scale, nearest=i == 0))
    return figures


def _other(picture: Picture, one: Someone, x: float, y: float, scale: float, *, nearest: bool) -> Figure:
    low, talking = picture.is_low(one), _speaks(picture, one)
    if low:
        y, scale = PLANES[0]
    team = one.role in RESPONDERS
    body_name = "kneel" if low else "toward" if team and talking else "listen" if team else "stand"
    body = BODIES[body_name]
    return Figure(
        name=f"who-{slug(one.word)}",
        title=done_by(picture, one),
        look=look_of(one.name, one.role, words=one.look),
        body=body,
        hands=others_hands(_hands(picture, one, low=low, talking=talking, nearest=nearest), body),
        mien=_mien(picture, one),
        x=x,
        y=y,
        scale=scale,
        way=1,
        near=0.55 if nearest else 0.74,
        talking=talking,
    )


def _hands(picture: Picture, one: Someone, *, low: bool, talking: bool, nearest: bool) -> str:
    if low:
        return "knee"
    if one.role in RESPONDERS:
        if talking:
            return "palm" if nearest else "speak"
        return "folded" if one.role == "officer" else "rest" if nearest or one.role == "peer" else "folded"
    if talking:
        return "both" if picture.arousal > 55 else "speak"
    return "mouth" if picture.arousal > 75 else "hug" if picture.arousal > 45 else "arm"


def _mien(picture: Picture, one: Someone) -> Mien:
    if one.role == "officer":
        return MIENS["attend"]
    if one.role in RESPONDERS:
        return MIENS["warm"]
    return MIENS["worry"] if picture.arousal > 35 else MIENS["attend"]
