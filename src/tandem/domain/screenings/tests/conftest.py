"""A person met on a call, and a screening begun with them."""

from dataclasses import dataclass
from uuid import UUID

import pytest

from tandem.domain.encounters import actions as encounters
from tandem.domain.screenings import actions, instruments
from tandem.foundation.accounts.actor import Actor
from tandem.vocabulary.terms import ContactOutcome, Role
from tests import made


@dataclass(frozen=True)
class Met:
    clinician: Actor
    person: UUID
    incident: UUID
    encounter: UUID
    screening: UUID


@pytest.fixture(scope="module")
def met(file_db) -> Met:
    clinician, officer = made.user_with_job(Role.CLINICIAN), made.user_with_job(Role.OFFICER)
    person = made.person()
    incident = made.call(person)
    assignment = made.sent(incident, made.team(clinician, officer))
    encounter = encounters.start(actor=clinician, person_id=person, assignment_id=assignment)
    encounters.set_outcome(encounter, actor=clinician, outcome=ContactOutcome.ENGAGED)
    screening = actions.begin(encounter, actor=clinician, instrument="cssrs-screener")
    return Met(clinician, person, incident, encounter, screening)


@pytest.fixture
def content(tmp_path, settings):
    """An empty content folder; what was read from the real one is forgotten before and after."""

    def forget():
        instruments.instrument.cache_clear()
        instruments.newest.cache_clear()

    (tmp_path / "instruments").mkdir()
    settings.CONTENT_DIR = tmp_path
    forget()
    yield tmp_path / "instruments"
    forget()
