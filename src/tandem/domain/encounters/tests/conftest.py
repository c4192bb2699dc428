"""One call, one team, one person: the night every test of this room starts with."""

from dataclasses import dataclass
from uuid import UUID

import pytest

from tandem.domain.encounters import actions
from tandem.foundation.accounts.actor import Actor
from tandem.vocabulary.terms import Role
from tests import made


@dataclass(frozen=True)
class Night:
    clinician: Actor
    officer: Actor
    person: UUID
    incident: UUID
    team: UUID
    assignment: UUID
    encounter: UUID


@pytest.fixture(scope="module")
def night(file_db) -> Night:
    clinician, officer = made.user_with_job(Role.CLINICIAN), made.user_with_job(Role.OFFICER)
    person = made.person()
    incident = made.call(person)
    team = made.team(clinician, officer)
    assignment = made.sent(incident, team)
    encounter = actions.start(actor=clinician, person_id=person, assignment_id=assignment)
    return Night(clinician, officer, person, incident, team, assignment, encounter)
