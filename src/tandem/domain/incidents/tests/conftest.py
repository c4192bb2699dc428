"""A dispatcher, a team and a call: what every test of this room starts with."""

from dataclasses import dataclass
from uuid import UUID

import pytest

from tandem.disclosure import ListRelease
from tandem.foundation.accounts.actor import Actor
from tandem.vocabulary.law import Category
from tandem.vocabulary.terms import Role
from tests import made


@dataclass(frozen=True)
class Shift:
    dispatcher: Actor
    clinician: Actor
    officer: Actor
    team: UUID
    incident: UUID
    release: ListRelease


@pytest.fixture(scope="module")
def shift(file_db) -> Shift:
    dispatcher = made.user_with_job(Role.DISPATCHER)
    clinician, officer = made.user_with_job(Role.CLINICIAN), made.user_with_job(Role.OFFICER)
    return Shift(
        dispatcher=dispatcher,
        clinician=clinician,
        officer=officer,
        team=made.team(clinician, officer),
        incident=made.call(place="Elm Street 4"),
        release=made.list_release(dispatcher, "board", Category.CAD_FACTS),
    )
