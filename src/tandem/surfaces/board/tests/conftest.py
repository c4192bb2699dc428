"""A made-up floor: a program, its agencies, somebody signed in for each role."""

import pytest
from django.test import Client

from tandem.surfaces.board import drawn
from tandem.vocabulary.terms import OrganizationKind, Role
from tests import made
from tests.signed_in import sit


@pytest.fixture(autouse=True)
def fresh():
    drawn.forget()
    yield
    drawn.forget()


class Floor:
    """The organizations of the tests, and browsers signed in."""

    def __init__(self):
        self.program = made.program()
        self.police = made.organization(OrganizationKind.POLICE, in_program=True)
        self.center = made.organization(OrganizationKind.PSAP, in_program=True)
        self.provider = made.organization(OrganizationKind.PROVIDER, in_program=True)
        self.dispatcher = made.user_with_job(Role.DISPATCHER, of=self.center)

    def actor(self, role: Role):
        homes = {Role.OFFICER: self.police, Role.DISPATCHER: self.center}
        return made.user_with_job(role, of=homes.get(role, self.provider))

    def browser(self, actor=None) -> Client:
        """A browser of `actor`, else of the dispatcher."""
        who = actor or self.dispatcher
        client = Client()
        sit(client, who)
        return client

    def call(self, *people, **values):
        return made.call(*people, agency=self.police, **values)

    def team(self):
        return made.team(self.actor(Role.CLINICIAN), self.actor(Role.OFFICER))


@pytest.fixture(scope="module")
def floor(file_db):
    return Floor()
