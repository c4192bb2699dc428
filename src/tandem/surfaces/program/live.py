"""The privacy officer's live view: an opening in need is on the desk within a moment of its act (law.md, H2: 60 s)."""

from collections.abc import Mapping

from django.utils import timezone

from tandem.foundation.accounts.actor import Actor
from tandem.foundation.live import Audience, LiveSession, Told, View, register
from tandem.foundation.live.topics import Rendered
from tandem.foundation.organizations.program import zone_of
from tandem.surfaces.program.views.oversight import draw_queue
from tandem.surfaces.shared.session import actor_of
from tandem.vocabulary.terms import Role

NAME = "oversight"


def open_view(session: LiveSession, query: Mapping[str, str]) -> View | None:
    """For the privacy officers of one organization. It names who looked, never whom."""
    actor = actor_of(session.membership, session=session.key[:8], address=session.address)
    if actor.role != Role.PRIVACY_OFFICER:
        return None
    audience = Audience(NAME, str(actor.role), actor.organization_id)
    return View(audiences=(audience,), release=actor, seen=lambda fresh: None)


def render(audience: Audience, told: Told, held: Actor) -> Rendered:
    """The whole queue again: it is short."""
    with timezone.override(zone_of(audience.organization_id)):
        return Rendered(draw_queue(held))


def start() -> None:
    """Offer the desk's stream."""
    register(NAME, open_view, render, hears=(NAME,))
