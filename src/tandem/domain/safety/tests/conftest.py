"""A team on scene: what every test of this room starts with."""

from dataclasses import dataclass
from uuid import UUID

import pytest

from tandem.domain.incidents.actions import stamp
from tandem.foundation.accounts.actor import Actor
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.terms import Role, UnitTime
from tests import made


@dataclass(frozen=True)
class Night:
    dispatcher: Actor
    supervisor: Actor
    clinician: Actor
    officer: Actor
    worker: Actor
    team: UUID
    incident: UUID
    assignment: UUID


@pytest.fixture(scope="module")
def night(file_db) -> Night:
    clinician, officer = made.user_with_job(Role.CLINICIAN), made.user_with_job(Role.OFFICER)
    team, incident = made.team(clinician, officer), made.call(place="Elm Street 4", latitude=39.7, longitude=-105.0)
    assignment = made.sent(incident, team)
    stamp(assignment, actor=clinician, which=UnitTime.ARRIVAL)
    return Night(
        dispatcher=made.user_with_job(Role.DISPATCHER),
        supervisor=made.user_with_job(Role.CLINICAL_SUPERVISOR),
        clinician=clinician,
        officer=officer,
        worker=Actor.system("test", Permission.SAFETY_ESCALATE),
        team=team,
        incident=incident,
        assignment=assignment,
    )
