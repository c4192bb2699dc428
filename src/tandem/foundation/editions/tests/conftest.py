"""People who write and sign, and a process that remembers nothing of the test before."""

import pytest

from tandem.foundation.editions import records
from tandem.vocabulary.terms import Role
from tests import made


@pytest.fixture(autouse=True)
def nothing_kept():
    records.forget()
    yield
    records.forget()


@pytest.fixture
def manager(db):
    return made.user_with_job(Role.EVALUATOR)


@pytest.fixture
def supervisor(db):
    return made.user_with_job(Role.CLINICAL_SUPERVISOR)


@pytest.fixture
def dispatcher(db):
    return made.user_with_job(Role.DISPATCHER)
