"""The wall's own stream: opened by a paired device only, the same bytes for every wall of a dispatch center."""

from collections.abc import Mapping

from django.utils import timezone

from tandem.disclosure import ListRelease
from tandem.domain.releases.opening import again, open_list, shown
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.live import PULSE, Audience, Told, View, register
from tandem.foundation.live.sessions import DeviceSession
from tandem.foundation.live.topics import Rendered
from tandem.foundation.organizations import devices
from tandem.foundation.organizations.program import zone
from tandem.surfaces.wall import showing

NAME = "wall"


def open_view(session: DeviceSession, query: Mapping[str, str]) -> View | None:
    """A stream for one device. Its role is "device", which no person has."""
    actor = devices.actor_of(session.device, address=session.address)
    release = open_list(actor, NAME)
    return View(
        audiences=(Audience(NAME, "device", actor.organization_id),),
        release=(actor, release),
        seen=lambda fresh: shown(actor, release, fresh),
    )


def render(audience: Audience, told: Told, held: tuple[Actor, ListRelease]) -> Rendered:
    """All of it again: it is one screen."""
    actor, release = held
    again(actor, release)
    with timezone.override(zone()):
        html, ids = showing.draw(release=release)
        return Rendered(html, frozenset(ids))


def start() -> None:
    """Offer the wall's stream."""
    register(NAME, open_view, render, hears=("board", "teams", "safety", PULSE), for_device=True)
