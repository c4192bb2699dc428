"""The small scenario and its table, as the sessions' own tests have them, and phones as browsers."""

import pytest
from django.test import Client

from tandem.foundation import rate
from tandem.training.sessions.tests.conftest import Table, story, table
from tests.signed_in import sit

__all__ = ["Table", "story", "table"]


@pytest.fixture(autouse=True)
def nobody_knocked():
    rate.forget()


def signed_in(actor) -> Client:
    """A browser of somebody signed in for their one job."""
    return sit(Client(), actor)
