"""Clients signed in for each role that comes through this door, and a process that remembers no edition."""

import pytest
from django.test import Client

from tandem.foundation.editions import records
from tandem.vocabulary.terms import Role
from tests import made
from tests.signed_in import again, sit


@pytest.fixture(scope="module")
def program_of_the_file(file_db):
    made.program()
    records.forget()


@pytest.fixture(autouse=True)
def nothing_kept(program_of_the_file):
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


@pytest.fixture(scope="module")
def desks(program_of_the_file):
    return {role: seat(role) for role in (Role.EVALUATOR, Role.CLINICAL_SUPERVISOR, Role.OFFICER)}


@pytest.fixture
def manager(desks):
    return again(desks[Role.EVALUATOR])


@pytest.fixture
def supervisor(desks):
    return again(desks[Role.CLINICAL_SUPERVISOR])


@pytest.fixture
def officer(desks):
    return again(desks[Role.OFFICER])
