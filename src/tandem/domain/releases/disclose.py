"""The one door out: the only writer of anything that leaves the organization, with its entry in the accounting."""

import uuid
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from tandem.disclosure import Package, Release, issue
from tandem.domain.consents.basis import in_force
from tandem.domain.referrals.models import Referral
from tandem.domain.releases.models import Disclosure, Opening
from tandem.domain.releases.opening import open_release
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.audit.record import record, refuse
from tandem.foundation.organizations.models import Organization
from tandem.vocabulary.law import Basis, Category, Purpose
from tandem.vocabulary.refusal import Absent, Refusal


class NoAgreement(Refusal):
    """Nothing leaves: the person has not agreed that this recipient gets these categories for this purpose."""

    def __init__(self) -> None:
        super().__init__(("agreement", "Not sent: no agreement. Ask the person, then record what they said."))


def disclose(
    *,
    actor: Actor,
    release: Release,
    recipient_id: UUID,
    categories: tuple[Category, ...],
    fields: tuple[str, ...],
    body: dict[str, Any],
    medium: str,
    subject_id: UUID | None = None,
) -> Package:
    """Seal what leaves for `recipient_id` on the person's agreement, and write the accounting in the same transaction.

    `fields` names what is in `body`, for the accounting. Raises NoAgreement unless an agreement in force names this
    recipient, every category and the release's purpose (45 CFR 164.508, 164.528).
    """
    now = clock.now()
    named = (release.person_id, release.organization_id, recipient_id)
    agreements = {category: in_force(*named, category, release.purpose, now) for category in categories}
    if not all(agreements.values()):
        refuse(NoAgreement(), actor, "disclose", object_kind="person", object_id=release.person_id)
    recipient = Organization.objects.get(pk=recipient_id)
    with transaction.atomic():
        package = issue.package(
            release,
            id=uuid.uuid4(),
            recipient_organization_id=recipient_id,
            basis=Basis.AGREE,
            categories=categories,
            body=body,
        )
        Disclosure.objects.create(
            id=package.id,
            opening_id=release.id,
            person_id=release.person_id,
            organization_id=release.organization_id,
            recipient_id=recipient_id,
            recipient_name=recipient.name,
            agreement_id=agreements[categories[0]],
            subject_id=subject_id,
            categories=list(categories),
            fields=list(fields),
            purpose=release.purpose,
            basis=package.basis,
            rules=sorted({rule for one in categories for rule in release.answers[one].rules}),
            obligations=sorted(package.obligations),
            medium=medium,
            sent_at=now,
        )
        record(
            actor,
            "disclose",
            object_kind="person",
            object_id=release.person_id,
            detail={"disclosure": str(package.id), "recipient": str(recipient_id)},
        )
    return package


def open_for_link(actor: Actor, referral_id: UUID, *, now: datetime | None = None) -> Release:
    """The release of a receiving program that came by a link: this referral's person, purpose referral. Raises Absent.

    Every look is an access entry under the recipient's organization; agreement and link are checked anew each time.
    """
    referral = Referral.objects.select_related("service", "agreement").filter(pk=referral_id).first()
    if referral is None or actor.kind != "link":
        raise Absent
    return open_release(actor, referral.person_id, Purpose.REFERRAL, referral=referral, now=now)


def accounting(*, release: Release) -> list[Disclosure]:
    """What left the organization about this person, newest first (164.528). For readers of the access log only.

    What left for treatment is in it too, and says that it is exempt: a person may ask where their record went.
    """
    release.require(Category.ACCESS_LOG)
    return list(Disclosure.objects.filter(person_id=release.person_id).order_by("-sent_at"))


def openings(*, release: Release, limit: int = 200) -> list[Opening]:
    """Who looked at this person's record, newest first."""
    release.require(Category.ACCESS_LOG)
    return list(Opening.objects.filter(person_id=release.person_id).order_by("-opened_at")[:limit])
