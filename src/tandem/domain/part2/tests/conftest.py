"""A person met on a call, with somebody of every kind around: team, peer, supervisor, dispatcher, another agency."""

from dataclasses import dataclass
from uuid import UUID

import pytest

from tandem.domain.encounters import actions as encounters
from tandem.domain.part2 import actions
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.organizations.models import Organization
from tandem.vocabulary.terms import ContactOutcome, OrganizationKind, Role
from tests import made

TOLD = {
    "substances": ["opioids"],
    "last_use": ["today"],
    "withdrawal": ["aches"],
    "naloxone.doses": ["2"],
    "medicines": ["buprenorphine"],
    "reactions": ["Rash from penicillin"],
    "goals": ["Back to the clinic on Monday"],
    "supports": ["Her sister Ana"],
    "words": ["She says the pills at the bus stop were new to her."],
}


@dataclass(frozen=True)
class Met:
    clinician: Actor
    officer: Actor
    peer: Actor
    colleague: Actor
    person: UUID
    incident: UUID
    assignment: UUID
    encounter: UUID

    def tell(self, **more) -> None:
        actions.tell(self.encounter, actor=self.clinician, told={**TOLD, **more})


@pytest.fixture(scope="module")
def met(file_db) -> Met:
    provider = made.organization(OrganizationKind.PROVIDER, in_program=True)
    clinician = made.user_with_job(Role.CLINICIAN, of=provider)
    police = made.organization(OrganizationKind.POLICE, in_program=True)
    officer = made.user_with_job(Role.OFFICER, of=police)
    peer, colleague = (made.user_with_job(role, of=provider) for role in (Role.PEER, Role.CLINICIAN))
    person = made.person(given_name="Nora", family_name="Vale", phone="555-0177")
    incident = made.call(person)
    assignment = made.sent(incident, made.team(clinician, officer, peer))
    encounter = encounters.start(actor=clinician, person_id=person, assignment_id=assignment)
    encounters.set_outcome(encounter, actor=clinician, outcome=ContactOutcome.ENGAGED)
    return Met(clinician, officer, peer, colleague, person, incident, assignment, encounter)


@pytest.fixture(scope="module")
def hospital(file_db) -> Organization:
    return made.organization(OrganizationKind.HOSPITAL, name="St. Brigid Hospital", registered_provider=True)
