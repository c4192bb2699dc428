"""Each test begins in English: a page that answered in Spanish leaves its thread so. Loaded by `-p tests.fresh_thread`."""

import sys
import types

import pytest
from django.utils import timezone, translation

# What pytest-django sets up and tears down around every test for marks and fixtures that none here uses.
UNUSED = (
    "_django_clear_site_cache",
    "_django_isolate_apps",
    "_django_set_urlconf",
    "_live_server_helper",
    "_template_string_if_invalid_marker",
)


def pytest_configure(config):
    late = types.ModuleType("tests.fresh_thread_late")
    for name in UNUSED:
        setattr(late, name, pytest.fixture(scope="session", autouse=True, name=name)(_nothing()))
    config.pluginmanager.register(late)


def _nothing():
    def nothing():
        """Once for the whole run."""

    return nothing


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
