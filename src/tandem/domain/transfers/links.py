"""The link by which a receiving desk without an account answers one transfer, signed and short-lived.

As with referrals, the token carries the link's id and a secret of 256 random bits of which only the SHA-256 is stored.
Anything wrong (tampered, expired, stopped, taken back) has one and the same answer: nothing.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core import signing

from tandem.domain.transfers.models import Link
from tandem.domain.transfers.rules import link_opens
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.database import reach
from tandem.vocabulary.permissions import Permission

SALT = "tandem.transfer.link"


@dataclass(frozen=True)
class LinkSecret:
    """What goes into the address, shown once and never stored: `token` is safe in a URL path."""

    link_id: UUID
    token: str
    expires_at: datetime


@dataclass(frozen=True)
class LinkView:
    """What a working link points at: ids only. What may be read behind it is a release's to decide."""

    link_id: UUID
    transfer_id: UUID
    organization_id: UUID
    organization: str
    expires_at: datetime


def digest(secret: str) -> str:
    """SHA-256 of a link's secret: 256 random bits, so that a slow hash adds nothing."""
    return hashlib.sha256(secret.encode()).hexdigest()


def token_of(link_id: UUID, secret: str) -> str:
    """The signed token of a link."""
    return signing.Signer(sep=".", salt=SALT).sign(f"{link_id.hex}.{secret}")


def live(link: Link, now: datetime) -> bool:
    """Whether `link` (its transfer and stay loaded) works at `now`."""
    transfer = link.transfer
    opens = link_opens(transfer.state, transfer.state_at, transfer.stay.took_over_at, now)
    return link.stopped_at is None and now < link.expires_at and opens


@reach.work("what a secret link opens: ids, before its release")
def open_link(token: str, now: datetime | None = None) -> LinkView | None:
    """What the token opens, or None for anything wrong. Reads only: a mail scanner that follows it changes nothing."""
    try:
        link_id, _, secret = signing.Signer(sep=".", salt=SALT).unsign(token).partition(".")
        wanted = UUID(hex=link_id)
    except (signing.BadSignature, ValueError):
        return None
    link = Link.objects.select_related("transfer__facility", "transfer__stay").filter(pk=wanted).first()
    if link is None or not hmac.compare_digest(link.secret_hash, digest(secret)):
        return None
    if not live(link, now or clock.now()):
        return None
    place = link.transfer.facility
    return LinkView(link.pk, link.transfer_id, place.pk, place.name, link.expires_at)


def link_actor(link: LinkView, *, address: str = "") -> Actor:
    """The receiving desk as an actor: it may answer this one transfer and do nothing else."""
    return Actor(
        kind="link",
        id=link.link_id,
        name=link.organization,
        organization_id=link.organization_id,
        address=address,
        grants=frozenset({Permission.TRANSFER_ANSWER}),
    )
