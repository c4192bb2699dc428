"""Each test begins in English: a page that answered in Spanish leaves its thread so. Loaded by `-p tests.fresh_thread`."""

import sys

import pytest
from django.utils import timezone, translation


def close_keys() -> None:
    """What a test made was undone, its keys too: none stays open in the process."""
    if ring := sys.modules.get("tandem.foundation.keys.ring"):
        ring.forget()


def forget_rules() -> None:
    """The settings and editions of a test were undone too, and the few seconds that a process keeps them are not over."""
    for name in ("tandem.foundation.organizations.program", "tandem.foundation.editions.records"):
        if kept := sys.modules.get(name):
            kept.forget()


@pytest.fixture(autouse=True)
def _fresh_thread():
    yield
    translation.deactivate()
    close_keys()
    forget_rules()
    timezone.deactivate()
