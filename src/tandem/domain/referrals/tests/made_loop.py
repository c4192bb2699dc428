"""A referral on its way, for tests of this room: a sender, a person, a service, an agreement and a package."""

import dataclasses
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from tandem.disclosure import Package
from tandem.domain.consents.actions import agree
from tandem.domain.directory.actions import add
from tandem.domain.referrals.actions import create, send
from tandem.domain.referrals.links import LinkSecret, link_actor, open_link
from tandem.domain.referrals.models import Referral
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.foundation.organizations.models import Organization
from tandem.vocabulary.law import Basis, Category, Purpose
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.terms import Role
from tests import made

NAMED = (Category.DEMOGRAPHICS, Category.REFERRAL_STATUS)


@dataclass
class Loop:
    """One referral in the making. `clinic` is the receiving organization."""

    sender: Actor
    person: UUID
    clinic: Organization
    service: UUID
    referral: UUID
    agreement: UUID

    def row(self) -> Referral:
        return Referral.objects.get(pk=self.referral)

    def package(self, **changes) -> Package:
        release = dataclasses.replace(made.release(self.sender, self.person, *NAMED), purpose=Purpose.REFERRAL)
        told = {"recipient_organization_id": self.clinic.pk, "basis": Basis.AGREE, "categories": NAMED}
        body = {"referral": str(self.referral)}
        return made.issue.package(release, id=uuid4(), **{**told, "body": body, **changes})

    def send(self) -> LinkSecret:
        return send(self.referral, actor=self.sender, package=self.package(), agreement_id=self.agreement)

    def by_link(self, secret: LinkSecret) -> Actor:
        return link_actor(open_link(secret.token))

    def put(self, state: str) -> None:
        """Set the state by hand, for walking the table."""
        with act(Actor.system("test", Permission.REFERRAL_WRITE), Permission.REFERRAL_WRITE):
            Referral.objects.filter(pk=self.referral).update(state=state, state_at=clock.now())


def yes(sender: Actor, person: UUID, clinic: Organization, **changes) -> UUID:
    """The person agrees, spoken, that the clinic gets what a link shows, for 90 days."""
    told = {
        "categories": NAMED,
        "purpose": Purpose.REFERRAL,
        "until": clock.now() + timedelta(days=90),
        "how": "spoken",
        "heard_by": "Lena Castellan",
    }
    return agree(actor=sender, person_id=person, recipient_id=clinic.pk, **{**told, **changes})


def loop(sender: Actor | None = None, **changes) -> Loop:
    """A draft of Theo Ballard's referral to a clinic that is a registered provider, and his spoken yes."""
    made.program()
    sender = sender or made.user_with_job(Role.CLINICIAN)
    keeper = made.user_with_job(Role.CLINICAL_SUPERVISOR)
    person = made.person(
        sender, given_name="Theo", family_name="Ballard", phone="555-0117", phone_rule="Texts are fine"
    )
    clinic = made.organization()
    service = add(
        actor=keeper, organization_id=clinic.pk, name="Lakeside Walk-in", needs=["psychiatry"], phone="555-0178"
    )
    told = {"need": "psychiatry", "why": "Three nights without sleep.", **changes}
    referral = create(actor=sender, person_id=person, service_id=service, **told)
    return Loop(sender, person, clinic, service, referral, yes(sender, person, clinic))
