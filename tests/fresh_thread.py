"""Each test begins in English: a page that answered in Spanish leaves its thread so. Loaded by `-p tests.fresh_thread`."""

import pytest
from django.utils import timezone, translation


@pytest.fixture(autouse=True)
def _fresh_thread():
    yield
    translation.deactivate()
    timezone.deactivate()
