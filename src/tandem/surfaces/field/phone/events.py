"""GET /phone/api/events: what an open phone is told at once, by ids alone. What it is about, the phone asks for itself."""

from collections.abc import Mapping
from uuid import UUID

from tandem.domain.incidents.tele import by_phone_for
from tandem.domain.phones import leases, pieces
from tandem.domain.staffing.records import team_of
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.live import Audience, LiveSession, Told, View, register
from tandem.foundation.live.topics import Rendered
from tandem.surfaces.field.door import TEAM
from tandem.surfaces.shared.session import actor_of
from tandem.vocabulary.permissions import Permission

NAME = "phone-app"


def open_view(session: LiveSession, query: Mapping[str, str]) -> View | None:
    """One human's own stream."""
    actor = actor_of(session.membership, session=session.key[:8], address=session.address)
    if actor.role not in TEAM:
        return None
    audience = Audience(NAME, str(actor.role), actor.organization_id, about=str(actor.id))
    return View(audiences=(audience,), release=actor, seen=lambda fresh: None)


def render(audience: Audience, told: Told, held: Actor) -> Rendered:
    """`arrival`: a call of one's team is new or changed, or of one that one is there for by phone. `safety`: of one's
    team. `ask`: an officer alone asks for a clinician, or was answered. `lease`: what is carried must go."""
    team = team_of(held.id)
    events: list[tuple[str, Mapping[str, str]]] = []
    mine = ({team.id} if team else set()) | by_phone_for(held.id)
    events += [("arrival", {"team": str(one)}) for one in mine & told.get("teams", frozenset())][:1]
    if told.get("asks") and held.may(Permission.TELE_TAKE):
        events.append(("ask", {}))
    if team and team.id in told.get("safety", frozenset()):
        events.append(("safety", {"team": str(team.id)}))
    if why := _lost(held.id, told):
        events.append(("lease", {"why": why}))
    return Rendered("", events=tuple(events))


def _lost(user_id: UUID, told: Told) -> str:
    """Why what this human's phone carries must go; "" while it may stay, or nothing happened that could end it."""
    held = pieces.lease_when(user_id, clock.now())
    concerns = held and (told.get("teams") or set(held.people) & told.get("person", frozenset()))
    why = leases.why_not(held) if concerns else None
    return str(why) if why else ""


def start() -> None:
    """Offer the stream. What time alone ends, the phone knows from its lease and asks about."""
    register(NAME, open_view, render, hears=("teams", "safety", "person", "asks"))
