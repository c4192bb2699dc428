"""The streams of a rehearsal: each phone its own, opened by its seat's key; the wall's and the console's by a sign-in.

A stream is woken by its own run or room alone, and shows its whole view again: it is small, and a view that was cut for
one seat can't be put together from pieces. The phones and walls of a team are drawn together: the run is read once, each
view is cut from that for its own seat, and who would see nothing new is sent nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.utils import translation

from tandem.foundation.live import Audience, Key, KeySession, LiveSession, Told, View, register
from tandem.foundation.live.topics import Asked, Rendered
from tandem.surfaces.rehearse import console, phone, wall
from tandem.surfaces.rehearse.door import COOKIE, leads
from tandem.surfaces.shared.session import actor_of
from tandem.training.sessions import records
from tandem.training.sessions.actions import TOPIC
from tandem.training.sessions.records import PhoneView, Sitting, WallView
from tandem.training.sessions.rules import State, team_id
from tandem.vocabulary.refusal import Absent


@dataclass(frozen=True)
class Walled:
    """What a wall shows: one team of a room, in a language."""

    room_id: UUID
    team: str
    language: str


PHONE, WALL, CONSOLE = "rehearsal-phone", "rehearsal-wall", "rehearsal-console"


def _find(secret: str | None, address: str) -> KeySession | None:
    sitting = records.sitting(secret)
    return KeySession(str(sitting.hold_id), sitting, records.given_back, address) if sitting else None


def _open_phone(session: KeySession, query: Mapping[str, str]) -> View | None:
    sitting: Sitting = session.held
    about = f"{sitting.hold_id} {sitting.language}"
    subject = team_id(sitting.room_id, sitting.team)
    audience = Audience(PHONE, sitting.seat, None, about=about, subject=subject)
    return View(audiences=(audience,), release=sitting, seen=lambda fresh: None, missed={TOPIC: frozenset({subject})})


def _draw_team(asked: Sequence[Asked]) -> Iterator[tuple[Audience, Rendered]]:
    """Phones first: they are quick, and people hold them in their hands."""
    first = asked[0].release
    look = records.Look(first.room_id, first.team)
    for one in sorted(asked, key=lambda each: each.audience.name != PHONE):
        drawn = _phone(look, one) if one.audience.name == PHONE else _wall(look, one)
        if drawn:
            yield one.audience, drawn


def _room(session: LiveSession, query: Mapping[str, str]):
    """The room in the query, for its instructor only."""
    actor = actor_of(session.membership, session=session.key[:8], address=session.address)
    try:
        room = records.room_of(query.get("code", ""))
    except Absent:
        return None
    return room if leads(actor, room) else None


def _open_wall(session: LiveSession, query: Mapping[str, str]) -> View | None:
    room = _room(session, query)
    team = query.get("team", "A")
    if room is None or team not in {one.team for one in room.runs}:
        return None
    language = "es" if query.get("lang") == "es" else "en"
    subject = team_id(room.id, team)
    audience = Audience(WALL, team, None, about=f"{room.id} {language}", subject=subject)
    release = Walled(room.id, team, language)
    return View(audiences=(audience,), release=release, seen=lambda fresh: None, missed={TOPIC: frozenset({subject})})


def _phone(look: records.Look, one: Asked) -> Rendered | None:
    view = look.phone(one.release)
    state = _standing(view)
    return None if state == one.shown else Rendered(phone.drawn(view), state=state)


def _wall(look: records.Look, one: Asked) -> Rendered | None:
    view = look.wall(one.release.language)
    state = _standing(view)
    if state == one.shown:
        return None
    with translation.override(one.release.language):
        return Rendered(wall.draw(view), state=state)


def _standing(view: PhoneView | WallView) -> PhoneView | WallView:
    """A view without what passes by itself: every page counts its own seconds."""
    ask = replace(view.ask, seconds_left=0) if view.ask else None
    return replace(view, clock_ms=0 if view.state == State.RUNNING else view.clock_ms, ask=ask)


def _open_console(session: LiveSession, query: Mapping[str, str]) -> View | None:
    room = _room(session, query)
    if room is None:
        return None
    audience = Audience(CONSOLE, query.get("team", "A"), None, about=str(room.id), subject=room.id)
    return View(audiences=(audience,), release=(room.id, query.get("team", "A")), seen=lambda fresh: None)


def _draw_console(audience: Audience, told: Told, held: tuple[UUID, str]) -> Rendered:
    room_id, team = held
    return Rendered(console.draw(records.room(room_id), team))


def start() -> None:
    """Offer the streams."""
    register(PHONE, _open_phone, together=_draw_team, hears=(TOPIC,), key=Key(COOKIE, _find))
    register(WALL, _open_wall, together=_draw_team, hears=(TOPIC,))
    register(CONSOLE, _open_console, _draw_console, hears=(TOPIC,))
