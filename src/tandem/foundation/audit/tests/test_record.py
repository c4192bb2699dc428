"""An entry says who, what, when and where; never a word about a person."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.audit.models import Entry
from tandem.foundation.audit.record import record
from tandem.vocabulary.terms import Role

pytestmark = pytest.mark.django_db


def test_an_entry_names_the_actor_the_place_and_the_time():
    who = Actor(
        "user", uuid4(), "Lena Castellan", Role.CLINICIAN, organization_id=uuid4(), session="abc", address="::1"
    )
    about = uuid4()
    with clock.at(datetime(2026, 11, 22, 21, 41, 7, 123456, tzinfo=UTC)) as moment:
        record(who, "release.record", object_kind="person", object_id=about, count=3, detail={"release": "x"})
    entry = Entry.objects.get()
    assert (entry.at, entry.actor_id, entry.actor_role) == (moment, who.id, "clinician")
    assert (entry.organization_id, entry.session, entry.address) == (who.organization_id, "abc", "::1")
    assert (entry.object_id, entry.count, entry.detail, entry.outcome) == (about, 3, {"release": "x"}, "ok")
    assert "Lena" not in str(vars(entry))


def test_tandem_itself_has_no_role():
    record(Actor.system("job"), "import")
    entry = Entry.objects.get()
    assert (entry.actor_kind, entry.actor_id, entry.actor_role, entry.detail) == ("system", None, "", {})
