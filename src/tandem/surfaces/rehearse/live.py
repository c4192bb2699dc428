"""The streams of a rehearsal: each phone its own, opened by its seat's key; the wall's and the console's by a sign-in.

A stream is woken by its own run or room alone, and draws its whole view again: it is small, and a view that was cut for
one seat can't be put together from pieces.
"""

from collections.abc import Mapping
from uuid import UUID

from django.utils import translation

from tandem.foundation.live import Audience, Key, KeySession, LiveSession, Told, View, register
from tandem.foundation.live.topics import Rendered
from tandem.surfaces.rehearse import console, phone, wall
from tandem.surfaces.rehearse.door import COOKIE, leads
from tandem.surfaces.shared.session import actor_of
from tandem.training.sessions import records
from tandem.training.sessions.actions import TOPIC
from tandem.training.sessions.records import Sitting
from tandem.training.sessions.rules import team_id
from tandem.vocabulary.refusal import Absent

PHONE, WALL, CONSOLE = "rehearsal-phone", "rehearsal-wall", "rehearsal-console"


def _find(secret: str | None, address: str) -> KeySession | None:
    sitting = records.sitting(secret)
    return KeySession(str(sitting.hold_id), sitting, records.given_back, address) if sitting else None


def _open_phone(session: KeySession, query: Mapping[str, str]) -> View | None:
    sitting: Sitting = session.held
    about = f"{sitting.hold_id} {sitting.language}"
    subject = team_id(sitting.room_id, sitting.team)
    audience = Audience(PHONE, sitting.seat, None, about=about, subject=subject)
    return View(audiences=(audience,), release=sitting, seen=lambda fresh: None)


def _draw_phone(audience: Audience, told: Told, sitting: Sitting) -> Rendered:
    return Rendered(phone.draw(sitting))


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
    audience = Audience(WALL, team, None, about=f"{room.id} {language}", subject=team_id(room.id, team))
    return View(audiences=(audience,), release=(room.id, team, language), seen=lambda fresh: None)


def _draw_wall(audience: Audience, told: Told, held: tuple[UUID, str, str]) -> Rendered:
    room_id, team, language = held
    with translation.override(language):
        return Rendered(wall.draw(records.room(room_id), team, language))


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
    register(PHONE, _open_phone, _draw_phone, hears=(TOPIC,), key=Key(COOKIE, _find))
    register(WALL, _open_wall, _draw_wall, hears=(TOPIC,))
    register(CONSOLE, _open_console, _draw_console, hears=(TOPIC,))
