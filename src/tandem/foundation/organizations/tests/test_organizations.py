"""Settings read once, machines heard, and how long ago."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from tandem.foundation import clock
from tandem.foundation.organizations import program
from tandem.foundation.organizations.heartbeat import last_heard
from tandem.foundation.organizations.models import Program, Token
from tandem.foundation.organizations.tokens import token_actor
from tandem.vocabulary.terms import OrganizationKind
from tests import made

pytestmark = pytest.mark.django_db


def test_before_set_up_times_are_utc():
    program.forget()
    assert program.program() is None
    assert program.zone() == ZoneInfo("UTC")
    assert str(made.program()) == "Demo County Crisis Response"
    assert program.zone() == ZoneInfo("America/New_York")
    Program.objects.update(time_zone="America/Denver")
    assert program.zone() == ZoneInfo("America/New_York")
    program.forget()
    assert program.zone() == ZoneInfo("America/Denver")
    program.forget()


def test_the_heartbeat_of_dispatch():
    made.program()
    assert last_heard() == (None, False, False)
    psap = made.organization(OrganizationKind.PSAP)
    secret = Token.issue(psap, "CAD", "intake")
    assert last_heard() == (None, True, True)
    assert token_actor(f"Bearer {secret}", "intake", address="::1").address == "::1"
    heard = last_heard()
    assert (heard.stale, heard.connected) == (False, True)
    token_actor(f"Bearer {secret}", "intake")
    assert last_heard().at == heard.at
    with clock.at(heard.at + timedelta(seconds=91)):
        assert last_heard().stale
    Token.objects.update(revoked_at=clock.now())
    assert token_actor(f"Bearer {secret}", "intake") is None
