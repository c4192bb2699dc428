"""From a run's values to its picture: who is in it, what is being said, and one sentence of now.

The wall and the console draw the same scene. The wall's light follows the words of the scene alone, so that nothing of
the person's state but what can be seen reaches the room.
"""

import re
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from tandem.surfaces.rehearse.drawing import Drawing, Picture, Someone, Speech, draw
from tandem.surfaces.rehearse.drawing.picture import is_called
from tandem.surfaces.rehearse.words import role
from tandem.training.sessions.records import TeamView, WallView
from tandem.training.sessions.records.values import Held, Said

SPOKEN = 4
_QUOTED = re.compile(r"^[“\"«]([^“”\"«»]*)[”\"»]$")
# What each word of a scene lets be seen of somebody's state: arousal, trust, danger. Light follows it, no number does.
_FACES = {"calm": 20, "tense": 58, "afraid": 76, "tearful": 52, "blank": 42, "angry-sad": 62}
_POSTURES = {"pace": 10, "floor": 10, "crouch": 8, "sit": -8, "lie": -6}
_TRUSTS = {"1": 80, "2": 65, "3": 48, "4": 32, "5": 22}


def seen_mood(scene: Mapping[str, str]) -> tuple[int, int, int]:
    """Arousal, trust and danger (0..100) as the words of the scene show them."""
    arousal = _FACES.get(scene.get("face", ""), 35) + _POSTURES.get(scene.get("posture", ""), 0)
    arousal += 12 if scene.get("hands") == "ears" else 0
    danger = 15 + (35 if scene.get("hands") == "holding" else 0) + (12 if scene.get("noise") == "sirens" else 0)
    danger += 18 if scene.get("light") in ("dark", "flashing") else 0
    return min(max(arousal, 0), 100), _TRUSTS.get(scene.get("distance", "3"), 48), min(danger, 100)


def cast_of(person: str, held: Sequence[Held], scene: Mapping[str, str], lines: Sequence[Said]) -> tuple[Someone, ...]:
    """Everybody the picture may need: the seats by role and name, and the story's other people by theirs."""
    seats = tuple(Someone(one.seat, f"{role(one.seat)} {one.name}", one.seat) for one in held)
    named = {word: word.title() for key in ("who", "low") for word in scene.get(key, "").split(",") if word}
    for line in lines:
        word = line.by.split()[-1].casefold() if line.by else ""
        named[word] = line.by if word else ""
    me = Someone("person", person, "person")
    others = tuple(
        Someone(word, name if word != name else role_or_name(word), word if word in _ROLES else "bystander")
        for word, name in named.items()
        if word and not is_called(me, word) and all(word != seat.word for seat in seats)
    )
    return (*seats, *others)


_ROLES = ("officer", "clinician", "peer", "dispatcher")


def role_or_name(word: str) -> str:
    return role(word) if word in _ROLES else word.replace("-", " ").title()


def speeches(lines: Sequence[Said]) -> tuple[Speech, ...]:
    """What was said aloud at this moment, without the author's quotation marks."""
    return tuple(Speech(one.by, unquoted(one.text)) for one in lines if one.by)[-SPOKEN:]


def unquoted(text: str) -> str:
    found = _QUOTED.match(text.strip())
    return found.group(1) if found else text


def picture_of_wall(view: WallView, language: str) -> Drawing:
    """The scene as the wall shows it."""
    arousal, trust, danger = seen_mood(view.scene)
    if view.state == "ended":
        arousal, danger = 20, 5
    lines = speeches(view.lines) if view.state in ("running", "paused") else ()
    return draw(
        Picture(
            scene=view.scene,
            arousal=arousal,
            trust=trust,
            danger=danger,
            person=Someone("person", view.person or _("Somebody"), "person"),
            cast=cast_of(view.person, view.held, view.scene, view.lines),
            lines=lines,
            language=language,
        )
    )


def picture_of_team(team: TeamView, person: str) -> Drawing:
    """The small mirror of the console: the same scene, without its bubbles."""
    mood = team.mood
    return draw(
        Picture(
            scene=team.scene,
            arousal=mood.arousal if mood else 30,
            trust=mood.trust if mood else 50,
            danger=mood.danger if mood else 10,
            person=Someone("person", person or _("Somebody"), "person"),
            cast=cast_of(person, team.held, team.scene, team.lines),
            lines=(),
        ),
        name="mirror",
        speech=False,
    )


def now_of(view: WallView, drawing: Drawing) -> str:
    """One sentence of what is happening: what the story told last, else what the picture shows."""
    told = [one.text for one in view.lines if not one.by]
    if told:
        return unquoted(told[-1])
    if view.before and not view.before.by and not view.lines:
        return unquoted(view.before.text)
    return drawing.person or drawing.title + "."
