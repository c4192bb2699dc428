"""One call for two, as the tests of the field door have it, and the clinician's phone with its shift."""

from copy import deepcopy
from dataclasses import replace

import pytest

from tandem.surfaces.field.phone import work
from tandem.surfaces.field.tests.conftest import night
from tests.phones.client import Phone
from tests.signed_in import again

__all__ = ["night", "no_hurry"]


@pytest.fixture(scope="module")
def taken_once(night) -> Phone:
    found = Phone(night.clinician)
    found.take_shift()
    return found


@pytest.fixture
def taken(taken_once) -> Phone:
    """The clinician's phone as it stood when it had taken its shift, which it does once for its file."""
    return replace(taken_once, client=again(taken_once.client), queue=[], shift=deepcopy(taken_once.shift))


@pytest.fixture(autouse=True)
def no_hurry(monkeypatch):
    """However slow the machine is, a request is taken to its end."""
    monkeypatch.setattr(work, "LONGEST_TURN", 600.0)
