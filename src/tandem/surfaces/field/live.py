"""The stream of the check-in card: for one person, about the people they work with, with nothing of a person served."""

from collections.abc import Mapping

from django.utils import timezone

from tandem.foundation.accounts.actor import Actor
from tandem.foundation.live import PULSE, Audience, LiveSession, Told, View, register
from tandem.foundation.live.topics import Rendered
from tandem.foundation.organizations.program import zone_of
from tandem.surfaces.field.door import TEAM
from tandem.surfaces.field.watching import draw_card
from tandem.surfaces.shared.session import actor_of

NAME = "phone"


def open_view(session: LiveSession, query: Mapping[str, str]) -> View | None:
    """The card's own stream, for one person: whom it is about is its reader and their team."""
    actor = actor_of(session.membership, session=session.key[:8], address=session.address)
    if actor.role not in TEAM:
        return None
    audience = Audience(NAME, str(actor.role), actor.organization_id, about=str(actor.id))
    return View(audiences=(audience,), release=actor, seen=lambda fresh: None)


def render(audience: Audience, told: Told, held: Actor) -> Rendered:
    """The whole card again: it is small, and a safety word must never be missed."""
    with timezone.override(zone_of(audience.organization_id)):
        return Rendered(draw_card(held))


def start() -> None:
    """Offer the stream of the phone's card."""
    register(NAME, open_view, render, hears=("safety", "teams", PULSE))
