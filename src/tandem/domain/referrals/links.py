"""The link by which a program without an account answers one referral.

A token is signed and carries the link's id and a secret of 256 random bits, of which only the SHA-256 is stored. The
law cares that a link opens one referral, for the recipient the person's agreement names, only while that agreement
holds; everything else (tampered, expired, stopped, not sent, taken back) has one and the same answer: nothing.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core import signing

from tandem.domain.consents import basis
from tandem.domain.referrals.models import Link
from tandem.domain.referrals.rules import link_opens
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.database import reach
from tandem.vocabulary.permissions import Permission

SALT = "tandem.referral.link"


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
    referral_id: UUID
    person_id: UUID
    agreement_id: UUID
    sender_id: UUID
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
    """Whether `link` (its referral loaded) works at `now`."""
    referral = link.referral
    return (
        link.stopped_at is None
        and now < link.expires_at
        and link_opens(referral.state, referral.state_at, now)
        and basis.holds(referral.agreement_id, now)
    )


@reach.work("what a secret link opens: ids, before its release")
def open_link(token: str, now: datetime | None = None) -> LinkView | None:
    """What the token opens, or None for anything wrong. Reads only: a mail scanner that follows it changes nothing."""
    try:
        link_id, _, secret = signing.Signer(sep=".", salt=SALT).unsign(token).partition(".")
        wanted = UUID(hex=link_id)
    except (signing.BadSignature, ValueError):
        return None
    link = Link.objects.select_related("referral__service__organization").filter(pk=wanted).first()
    if link is None or not hmac.compare_digest(link.secret_hash, digest(secret)):
        return None
    if not live(link, now or clock.now()):
        return None
    referral = link.referral
    return LinkView(
        link_id=link.pk,
        referral_id=referral.pk,
        person_id=referral.person_id,
        agreement_id=referral.agreement_id,
        sender_id=referral.organization_id,
        organization_id=referral.service.organization_id,
        organization=referral.service.organization.name,
        expires_at=link.expires_at,
    )


def link_actor(link: LinkView, *, address: str = "") -> Actor:
    """The receiving program as an actor: it may answer this one referral and do nothing else."""
    return Actor(
        kind="link",
        id=link.link_id,
        name=link.organization,
        organization_id=link.organization_id,
        address=address,
        grants=frozenset({Permission.REFERRAL_ANSWER}),
    )
