"""The one door out: the only writer of anything that leaves the organization, with its entry in the accounting.

Whatever leaves (a referral, a notice, a warning, a copied text, a print, an answer to a court) is sealed here and
nowhere else. The law cares that recipient, purpose, basis and obligations are settled before anything is out, and that
the event and what it obliges stand in one transaction (45 CFR 164.528; 42 CFR 2.25, 2.32).
"""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from tandem.disclosure import ListRelease, Package, Release, issue
from tandem.domain.referrals.models import Referral
from tandem.domain.releases import enclosures
from tandem.domain.releases.grounds import Ground, NoAgreement, NotToThem, OnConsent, OnRules, Weighed
from tandem.domain.releases.models import Disclosure
from tandem.domain.releases.opening import open_release
from tandem.domain.releases.recipients import Recipient, outside, registered
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.audit.record import keeping_refusals, record, refuse
from tandem.foundation.database import reach
from tandem.vocabulary.disclosing import NEVER_ON_A_FORM, PART2_NOTICE, Form, Medium
from tandem.vocabulary.law import Basis, Category, Purpose
from tandem.vocabulary.refusal import Absent, Conflict, Refusal

__all__ = [
    "NoAgreement",
    "NotToThem",
    "OnConsent",
    "OnRules",
    "Recipient",
    "disclose",
    "disclose_contacts",
    "disclose_set",
    "open_for_link",
    "outside",
    "registered",
]


def disclose(
    *,
    actor: Actor,
    release: Release,
    to: Recipient,
    on: Ground,
    categories: tuple[Category, ...],
    fields: tuple[str, ...],
    body: dict[str, Any],
    medium: str,
    purpose: Purpose | None = None,
    subject_id: UUID | None = None,
    why: str = "",
    key: UUID | None = None,
) -> Package:
    """Seal what leaves for `to`, resting on the ground `on`, and write its accounting in the same transaction.

    `release` is the one the sender read under: nothing leaves that it does not open. `fields` names what is in `body`
    and `purpose` what it is for where that is not the sender's own purpose, both for the accounting. What the answer
    obliges to enclose is in the package's `inside`, and whoever makes the artefact puts it there. Raises Refusal
    (NoAgreement, NotToThem) with the try kept in the audit trail, NotReleased, ValueError for an unknown medium, Conflict
    for a `key` that was sent before: a page makes one key for one sending, so that a second tap sends nothing.
    """
    sent_by = Medium(medium)
    with keeping_refusals():
        now = clock.now()
        if key and Disclosure.objects.filter(pk=key).exists():
            raise Conflict(("preview", "This was sent already. It stands in the accounting once."))
        weighed = _weigh(actor, release, to, on, tuple(dict.fromkeys(categories)), now)
        with reach.work("the copy of the consent that must travel inside what leaves (2.32)"):
            inside = enclosures.owed(weighed.obligations, weighed.consents.values(), sent_by)
        package = issue.package(
            release,
            id=key or uuid.uuid4(),
            recipient_organization_id=to.organization_id,
            basis=weighed.basis,
            categories=categories,
            body=body,
            owed=weighed.obligations,
            enclosures=inside,
        )
        _account(package, release, to, weighed, fields, sent_by, purpose or release.purpose, subject_id, why, now)
        detail = {"disclosure": str(package.id), "recipient": str(to.organization_id or "outside")}
        if weighed.form:
            detail["form"] = weighed.form
        record(
            actor,
            "disclose",
            object_kind="person",
            object_id=release.person_id,
            detail=detail,
            purpose=purpose or release.purpose,
            basis=weighed.basis,
            categories=categories,
        )
    return package


def _weigh(actor: Actor, release: Release, to: Recipient, on: Ground, categories, now: datetime) -> Weighed:
    if not (to.organization_id or to.address):
        raise Refusal(
            ("recipient_address", "Say where it goes: the accounting names everybody outside with an address.")
        )
    try:
        with reach.work("what the receiver's own right rests on: an answer of the rules, no record"):
            return on.weigh(release, to, categories, now)
    except Refusal as refused:
        refuse(refused, actor, "disclose", object_kind="person", object_id=release.person_id)


def _account(
    package: Package,
    release: Release,
    to: Recipient,
    weighed: Weighed,
    fields: tuple[str, ...],
    medium: Medium,
    purpose: Purpose,
    subject_id: UUID | None,
    why: str,
    now: datetime,
) -> None:
    notice = next((one.version for one in package.enclosures if one.kind == PART2_NOTICE), "")
    Disclosure.objects.create(
        id=package.id,
        opening_id=release.id,
        person_id=release.person_id,
        organization_id=release.organization_id,
        recipient_id=to.organization_id,
        recipient_name=to.name,
        recipient_address=to.address,
        agreement_id=next(iter(weighed.consents.values()), None),
        subject_id=subject_id,
        categories=sorted(package.categories),
        fields=list(fields),
        purpose=purpose,
        basis=package.basis,
        rules=list(weighed.rules),
        obligations=sorted(package.obligations),
        medium=medium,
        sent_at=now,
        form=weighed.form,
        case_id=weighed.case_id,
        notice=notice,
        why=why,
    )


def disclose_contacts(
    *,
    actor: Actor,
    release: ListRelease,
    contacts: Sequence[tuple[UUID, UUID]],
    to: Recipient,
    categories: tuple[Category, ...],
    fields: tuple[str, ...],
    why: str,
) -> int:
    """Write the accounting of contacts (contact, person) that leave for whoever pays (D10): one event a contact.

    The law asks for no accounting of payment (164.528(a)(1)(i)); the person reads it there all the same, marked as
    exempt. The table of rules knows no purpose of its own for payment: the sender reads for operations, and `why` says
    payment. Raises NotToThem for a category that no form may hold, NotReleased for one the release does not open.
    """
    if not NEVER_ON_A_FORM.isdisjoint(categories):
        refuse(NotToThem(), actor, "disclose", object_kind="billing")
    rules = sorted({rule for one in categories for rule in release.require(one).rules})
    now = clock.now()
    Disclosure.objects.bulk_create(
        Disclosure(
            opening_id=release.id,
            person_id=person,
            organization_id=actor.organization_id,
            recipient_name=to.name,
            recipient_address=to.address,
            subject_id=contact,
            categories=sorted(categories),
            fields=list(fields),
            purpose=release.purpose,
            basis=Basis.NONE,
            rules=[Form.PAYMENT, *rules],
            obligations=[],
            medium=Medium.FILE,
            sent_at=now,
            form=Form.PAYMENT,
            why=why[:200],
        )
        for contact, person in contacts
    )
    detail = {"recipient": "outside", "form": Form.PAYMENT}
    record(
        actor, "disclose", object_kind="billing", count=len(contacts) or 1, detail=detail, purpose=release.purpose,
        categories=categories,
    )  # fmt: skip
    return len(contacts)


def disclose_set(
    *,
    actor: Actor,
    persons: Sequence[UUID],
    to: Recipient,
    categories: tuple[Category, ...],
    fields: tuple[str, ...],
    accounted: bool,
    why: str,
    case_id: UUID,
) -> int:
    """Write the accounting of a data set (D7) that leaves for `to`: one event a person. Returns how many.

    `accounted` says whether the law asks for it in the accounting (164.512(i)) or not (164.514(e), 164.528(a)(1)(viii)).
    Raises NotToThem for a category that no form may hold.
    """
    if not NEVER_ON_A_FORM.isdisjoint(categories):
        refuse(NotToThem(), actor, "disclose", object_kind="release_case", object_id=case_id)
    now = clock.now()
    Disclosure.objects.bulk_create(
        Disclosure(
            opening_id=case_id,
            person_id=person,
            organization_id=actor.organization_id,
            recipient_id=to.organization_id,
            recipient_name=to.name,
            recipient_address=to.address,
            categories=sorted(categories),
            fields=list(fields),
            purpose=Purpose.RELEASE,
            basis=Basis.NONE,
            rules=[Form.DATA_SET],
            obligations=["accounting"] if accounted else [],
            medium=Medium.FILE,
            sent_at=now,
            form=Form.DATA_SET,
            case_id=case_id,
            why=why[:200],
        )
        for person in persons
    )
    detail = {"case": str(case_id), "recipient": str(to.organization_id or "outside"), "form": Form.DATA_SET}
    record(actor, "disclose", object_kind="release_case", object_id=case_id, count=len(persons) or 1, detail=detail)
    return len(persons)


def open_for_link(actor: Actor, referral_id: UUID, *, now: datetime | None = None) -> Release:
    """The release of a receiving program that came by a link: this referral's person, purpose referral. Raises Absent.

    Every look is an access entry under the recipient's organization; agreement and link are checked anew each time.
    """
    with reach.work("which referral a link is for, before its release"):
        referral = Referral.objects.select_related("service", "agreement").filter(pk=referral_id).first()
    if referral is None or actor.kind != "link":
        raise Absent
    return open_release(actor, referral.person_id, Purpose.REFERRAL, referral=referral, now=now)
