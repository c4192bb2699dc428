"""Tell a receiving hospital or crisis center before the person arrives, and open the page behind its link (rule R50).

A receiving place treats the person in this very encounter, so that the law asks for no consent (45 CFR 164.506(c)).
It is still a disclosure: previewed word for word, sealed, and written down as exempt from the accounting (164.528).
"""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from tandem.disclosure import Package, Release
from tandem.domain.consents.restrictions import restricted_for
from tandem.domain.people.models import Person
from tandem.domain.people.records import summary as person_summary
from tandem.domain.releases.disclose import NotToThem, OnRules, disclose, registered
from tandem.domain.releases.grounds import facts_of
from tandem.domain.releases.opening import open_as, open_release
from tandem.domain.releases.relations import Relation
from tandem.domain.transfers import actions
from tandem.domain.transfers.links import LinkSecret
from tandem.domain.transfers.models import Transfer
from tandem.domain.transfers.notice import Body, categories, compose, problem
from tandem.domain.transfers.rules import RECEIVERS
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.database import reach
from tandem.foundation.organizations.models import Organization
from tandem.foundation.organizations.pacts import covered
from tandem.vocabulary.law import LAW_CATEGORIES, Category, LawRole, Purpose
from tandem.vocabulary.refusal import Absent, Refusal

__all__ = ["NotToThem", "Preview", "open_for_desk", "preview", "tell"]

READ_BY_THE_DESK = (Category.DEMOGRAPHICS, Category.CLINICAL_NOTE, Category.SAFETY_FLAGS, Category.SCREENING)


@dataclass(frozen=True)
class Preview:
    """What would leave, in its order; `problem` says what is missing before it can, as (field, sentence), or None."""

    body: Body
    problem: tuple[str, str] | None


def _relation(person: Person, facility: Organization) -> Relation:
    """The place as the rules know it: a hospital receiving this encounter, by link, with no agreement needed."""
    receives = facility.kind in RECEIVERS and facility.registered_provider
    facts = replace(facts_of(person, facility), by_link=True)
    scopes = frozenset({"receiving_encounter"}) if receives else frozenset()
    open_to_them = covered(person.organization_id or facility.pk, facility.pk, Purpose.TREATMENT, clock.now())
    return Relation(
        LawRole.HOSPITAL,
        receives,
        scopes,
        facts,
        without_pact=frozenset(LAW_CATEGORIES) - open_to_them,
        restricted=restricted_for(person.pk, facility.pk),
    )


@reach.work("which transfer, before its person's release")
def _transfer(transfer_id: UUID) -> Transfer:
    found = (
        Transfer.objects.select_related("encounter__person", "facility", "organization").filter(pk=transfer_id).first()
    )
    if found is None:
        raise Absent
    return found


def preview(transfer_id: UUID, *, actor: Actor) -> Preview:
    """Exactly what would leave now, read under the team's own release. Raises Absent."""
    transfer = _transfer(transfer_id)
    release = open_release(actor, transfer.encounter.person_id, Purpose.TREATMENT)
    release.require(Category.CLINICAL_NOTE)
    return Preview(_body(transfer, release), problem(transfer.draft))


def _body(transfer: Transfer, release: Release) -> Body:
    person = person_summary(release=release)
    name = f"{person.given_name} {person.family_name}".strip()
    return compose(transfer.draft, name=name, age=person.age, looks=person.appearance)


def tell(
    transfer_id: UUID, *, actor: Actor, medium: str, said_to: str = "", seen: Body | None = None
) -> LinkSecret | None:
    """Send the notice by link, or write down that it was said by voice to `said_to`. Returns the link, or None.

    `seen` is what the team was shown; where the record has changed since, nothing leaves. Raises Refusal by field,
    NotToThem where no rule opens a category to this place, Absent for a transfer that is not this team's.
    """
    transfer = _transfer(transfer_id)
    if actor.organization_id != transfer.organization_id:
        raise Absent
    release = open_release(actor, transfer.encounter.person_id, Purpose.TREATMENT)
    for category in READ_BY_THE_DESK:
        release.require(category)
    missing = problem(transfer.draft)
    if missing:
        raise Refusal(missing)
    body = _body(transfer, release)
    if seen is not None and seen != body:
        raise Refusal(("preview", "This changed while you read it. Read it again, then send it."))
    with transaction.atomic():
        package = _disclose(transfer, actor, release, body, medium)
        return actions.tell(transfer_id, actor=actor, package=package, medium=medium, said_to=said_to)


def _disclose(transfer: Transfer, actor: Actor, release: Release, body: Body, medium: str) -> Package:
    return disclose(
        actor=actor,
        release=release,
        to=registered(transfer.facility_id),
        on=OnRules(_relation(transfer.encounter.person, transfer.facility)),
        categories=categories(body),
        fields=tuple(field for field, _value in body),
        body={"transfer": str(transfer.pk), "notice": body},
        medium=medium,
        subject_id=transfer.pk,
    )


def open_for_desk(actor: Actor, transfer_id: UUID, *, now: datetime | None = None) -> Release:
    """The release of a receiving desk that came by a link: this transfer's person, for treatment. Raises Absent.

    Every look is an access entry under the desk's organization.
    """
    with reach.work("which transfer a link is for, before its release"):
        transfer = Transfer.objects.select_related("encounter__person", "facility").filter(pk=transfer_id).first()
    if transfer is None or actor.kind != "link" or actor.organization_id != transfer.facility_id:
        raise Absent
    person = transfer.encounter.person
    found = _relation(person, transfer.facility)
    return open_as(actor, person.pk, Purpose.TREATMENT, found, now or clock.now())
