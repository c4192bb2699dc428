"""The small scenario and its table, as the sessions' own tests have them, and phones as browsers."""

import pytest
from django.test import Client

from tandem.foundation import rate
from tandem.foundation.accounts.models import User
from tandem.training.sessions.tests.conftest import Table, story, table

__all__ = ["Table", "story", "table"]


@pytest.fixture(autouse=True)
def nobody_knocked():
    rate.forget()


def signed_in(actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=actor.id), backend="django.contrib.auth.backends.ModelBackend")
    client.get("/")
    return client
