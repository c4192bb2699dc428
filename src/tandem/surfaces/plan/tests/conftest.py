"""Clients signed in for each role that comes through this door, and a process that remembers no edition."""

import pytest
from django.test import Client

from tandem.foundation.editions import records
from tandem.vocabulary.terms import Role
from tests import made
from tests.signed_in import sit


@pytest.fixture(autouse=True)
def nothing_kept(db):
    made.program()
    records.forget()
    yield
    records.forget()


def seat(role: Role) -> Client:
    """A browser of somebody in this role. `client.actor` is who they are."""
    actor = made.user_with_job(role)
    client = Client()
    sit(client, actor)
    client.actor = actor
    return client


@pytest.fixture
def manager():
    return seat(Role.EVALUATOR)


@pytest.fixture
def supervisor():
    return seat(Role.CLINICAL_SUPERVISOR)


@pytest.fixture
def officer():
    return seat(Role.OFFICER)
