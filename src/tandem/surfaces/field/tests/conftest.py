"""One call for two: a clinician and an officer sent to somebody in a red jacket, with two places to refer to."""

from dataclasses import dataclass
from uuid import UUID

import pytest

from tandem.domain.directory.actions import add
from tandem.domain.encounters.actions import set_disposition, set_outcome, start
from tandem.domain.incidents.actions import stamp
from tandem.domain.screenings.actions import begin
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.organizations.models import Organization
from tandem.surfaces.field.screening import first_offered
from tandem.surfaces.field.tests.phone import Phone
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.terms import ContactOutcome, Need, OrganizationKind, Role, UnitTime
from tests import made


@dataclass(frozen=True)
class Night:
    clinician: Actor
    officer: Actor
    person: UUID
    incident: UUID
    team: UUID
    assignment: UUID
    registered: UUID
    unregistered: UUID

    def phone(self) -> Phone:
        return Phone(self.clinician)

    def arrived(self, actor: Actor) -> str:
        """The address of the scene after this human's "Arrived"."""
        stamp(self.assignment, actor=actor, which=UnitTime.ARRIVAL)
        return f"/field/call/{self.assignment}/scene/"

    def begun(self) -> str:
        """The address of the contact after "Arrived" and "Write it up"."""
        self.arrived(self.clinician)
        encounter = start(actor=self.clinician, person_id=self.person, assignment_id=self.assignment)
        return f"/field/contact/{self.person}/{encounter}/"

    def met(self) -> str:
        """The address of the contact after "Engaged" as well, as those taps leave it."""
        contact = self.begun()
        encounter = UUID(contact.split("/")[4])
        set_outcome(encounter, actor=self.clinician, outcome=ContactOutcome.ENGAGED)
        begin(encounter, actor=self.clinician, instrument=first_offered())
        return contact

    def ended(self) -> str:
        """The address of a contact that was declined and needed nothing more, before its note."""
        contact = self.begun()
        encounter = UUID(contact.split("/")[4])
        set_outcome(encounter, actor=self.clinician, outcome=ContactOutcome.DECLINED)
        set_disposition(encounter, actor=self.clinician, disposition="no_service_needed")
        return contact


def place(name: str, *needs: Need, registered: bool = True) -> UUID:
    where: Organization = made.organization(OrganizationKind.OTHER, name=f"{name} Inc", registered_provider=registered)
    system = Actor.system("test", Permission.DIRECTORY_WRITE)
    return add(actor=system, organization_id=where.pk, name=name, needs=list(needs), phone="555-0141")


@pytest.fixture(scope="module")
def night(file_db) -> Night:
    clinician, officer = made.user_with_job(Role.CLINICIAN), made.user_with_job(Role.OFFICER)
    person = made.person(given_name="Theo", family_name="Brand", phone="555-0123")
    incident = made.call(person, narrative="He is on the stairs and talks to himself.", callback="555-0199")
    team = made.team(clinician, officer)
    return Night(
        clinician=clinician,
        officer=officer,
        person=person,
        incident=incident,
        team=team,
        assignment=made.sent(incident, team),
        registered=place("Lakeside Walk-in", Need.CRISIS_STABILIZATION),
        unregistered=place("Harbor House", Need.SHELTER, Need.FOOD, registered=False),
    )


@pytest.fixture(scope="module")
def met(night) -> str:
    return night.met()


@pytest.fixture
def contact(night, met) -> tuple[Phone, str]:
    """A phone, and the address of the contact it writes down."""
    return night.phone(), met
