"""Administrators at their page, and a quick hash: what is proved here does not depend on the slow one."""

from copy import copy

import pytest
from django.test import Client

from tandem.foundation.accounts.models import User
from tandem.foundation.organizations.program import forget
from tandem.vocabulary.terms import OrganizationKind, Role
from tests import made
from tests.signed_in import again, sit

WORD = "correct horse battery"


def at_the_page(actor) -> Client:
    """A browser signed in as this actor."""
    client = Client()
    sit(client, actor)
    return client


@pytest.fixture
def quick(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="module")
def lake_of_the_file(file_db):
    made.program()
    yield Lake()
    forget()


@pytest.fixture
def lake(lake_of_the_file, quick):
    """The program with its administrator, a provider and a police agency with an administrator of its own."""
    found = copy(lake_of_the_file)
    found.admin, found.agency_admin = again(found.admin), again(found.agency_admin)
    return found


class Lake:
    def __init__(self):
        self.dispatch = made.organization(OrganizationKind.PSAP, in_program=True)
        self.provider = made.organization(OrganizationKind.PROVIDER, in_program=True)
        self.police = made.organization(OrganizationKind.POLICE, in_program=True)
        self.chief = made.user_with_job(Role.ADMIN, of=self.dispatch)
        self.local = made.user_with_job(Role.AGENCY_ADMIN, of=self.provider)
        self.admin, self.agency_admin = at_the_page(self.chief), at_the_page(self.local)

    def person(self, **told) -> dict:
        """A form of the page that adds somebody."""
        usual = {"name": "Lena Castellan", "username": "lena.castellan", "organization": self.provider.pk}
        return {**usual, "role": "clinician", "profession": "clinician", "email": "", "expires_on": "", **told}

    def clinician(self, *, password: bool = True, of=None):
        actor = made.user_with_job(Role.CLINICIAN, of=of or self.provider)
        if password:
            user = User.objects.get(pk=actor.id)
            user.set_password(WORD)
            user.save()
        return actor
