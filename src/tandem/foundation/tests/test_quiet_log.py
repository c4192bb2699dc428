"""A log line names no secret, whichever link it came by."""

import logging

import pytest
from django.conf import settings

from tandem.foundation.quiet_log import Masked

TOKEN = "a33b6f9a1740402d93ab1105aca6cf4f.yoJOJTCkHve3emDZxUxOspoRk8tqpy3ZHXch52jnUfA.8_f0meqOOCZ8Pv3Wtg94"


@pytest.mark.parametrize("path", [f"/me/{TOKEN}/", f"/r/{TOKEN}/?lang=es", f"/begin/{TOKEN}", f"/x/{TOKEN}/y/{TOKEN}/"])
def test_a_token_is_masked(path):
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "%s: %s", ("Not Found", path), None)
    assert Masked().filter(record)
    assert TOKEN not in record.getMessage() and record.getMessage().startswith("Not Found: /")


def test_an_id_is_not():
    path = "/people/0f4c3d1e-8a53-4a2b-9b8e-1e2d3c4b5a69/"
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "Not Found: %s", (path,), None)
    Masked().filter(record)
    assert path in record.getMessage()


def test_every_handler_masks():
    assert all("masked" in handler.get("filters", ()) for handler in settings.LOGGING["handlers"].values())
