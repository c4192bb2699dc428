"""Each test begins in English: a page that answered in Spanish leaves its thread so. Loaded by `-p tests.fresh_thread`."""

import sys

import pytest
from django.utils import timezone, translation


def close_keys() -> None:
    """What a test made was undone, its keys too: none stays open in the process."""
    if ring := sys.modules.get("tandem.foundation.keys.ring"):
        ring.forget()


@pytest.fixture(autouse=True)
def _fresh_thread():
    yield
    translation.deactivate()
    close_keys()
    timezone.deactivate()
