"""One call for two, as the tests of the field door have it."""

import pytest

from tandem.surfaces.field.phone import work
from tandem.surfaces.field.tests.conftest import night

__all__ = ["night", "no_hurry"]


@pytest.fixture(autouse=True)
def no_hurry(monkeypatch):
    """However slow the machine is, a request is taken to its end."""
    monkeypatch.setattr(work, "LONGEST_TURN", 600.0)
