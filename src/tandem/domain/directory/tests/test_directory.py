"""The directory: listed, changed, checked, and found by need and by what is open."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from tandem.domain.directory import records
from tandem.domain.directory.actions import add, change, verify
from tandem.foundation import clock
from tandem.foundation.accounts.actor import NotAllowed
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import OrganizationKind, Role
from tests import made

pytestmark = pytest.mark.django_db
# Monday, November 23, 2026, 21:30 in New York; Tuesday already in UTC.
NOW = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)
EVENINGS = {"words": "Evenings", "spans": {"0": [["18:00", "23:00"]]}}
TUESDAYS = {"words": "Tuesdays", "spans": {"1": [["00:00", "24:00"]]}}


@pytest.fixture
def keeper():
    made.program()
    return made.user_with_job(Role.CLINICAL_SUPERVISOR)


def listed(keeper, name, need="shelter", **fields):
    shelter = made.organization(OrganizationKind.SHELTER)
    return add(actor=keeper, organization_id=shelter.pk, name=name, needs=[need], **fields)


def test_open_ones_come_first_in_the_programs_own_zone(keeper):
    with clock.at(NOW):
        listed(keeper, "B closed", hours=TUESDAYS)
        listed(keeper, "C unknown")
        listed(keeper, "D open", hours=EVENINGS, languages=["en", "es"])
        listed(keeper, "A kitchen", need="food")
        rows = records.services("shelter")
        assert [(row.name, row.open_now) for row in rows] == [
            ("D open", True),
            ("C unknown", None),
            ("B closed", False),
        ]
        assert (rows[0].hours, rows[0].open_until, rows[0].languages) == ("Evenings", "23:00", ("en", "es"))
        assert not rows[0].registered_provider
        assert [row.name for row in records.services(open_now=True)] == ["D open"]
        assert [row.name for row in records.services(open_now=False)] == ["B closed"]
    assert len(records.services()) == 4


def test_capacity_keeps_the_time_it_was_said(keeper):
    with clock.at(NOW):
        one = listed(keeper, "Harbor House", capacity="2 beds")
    later = NOW.replace(hour=5)
    with clock.at(later):
        change(one, actor=keeper, phone="555-0178", capacity="2 beds")
        assert records.service(one).capacity_said_at == NOW
        change(one, actor=keeper, capacity="Full")
        assert records.service(one).capacity_said_at == later
    assert records.service(one).phone == "555-0178"


def test_checking_is_dated_by_the_programs_day(keeper):
    one = listed(keeper, "Harbor House")
    with clock.at(NOW):
        assert records.service(one).checked == "Never checked"
        verify(one, actor=keeper)
        assert records.service(one).last_verified_on == date(2026, 11, 23)
        verify(one, actor=keeper, on=date(2026, 8, 3))
        assert records.service(one).checked == "Not checked since Aug"
        with pytest.raises(Refusal):
            verify(one, actor=keeper, on=date(2026, 11, 24))


def test_a_retired_listing_is_out_of_the_list(keeper):
    one = listed(keeper, "Harbor House")
    change(one, actor=keeper, active=False)
    assert records.services() == []
    assert [row.id for row in records.services(retired=True)] == [one]
    assert not records.service(one).active


def test_what_is_refused(keeper):
    one = listed(keeper, "Harbor House")
    for changes, field in (
        ({"name": ""}, "name"),
        ({"organization": uuid4()}, "organization"),
        ({"hours": {"spans": {"9": []}}}, "hours"),
    ):
        with pytest.raises(Refusal) as refused:
            change(one, actor=keeper, **changes)
        assert refused.value.errors[0][0] == field
    assert records.service(one).name == "Harbor House"
    with pytest.raises(Refusal):
        add(actor=keeper, organization_id=uuid4(), name="Nobody's", needs=["food"])
    with pytest.raises(Absent):
        change(uuid4(), actor=keeper, name="x")
    with pytest.raises(NotAllowed):
        change(one, actor=made.user_with_job(Role.OFFICER), name="x")
    assert records.service(uuid4()) is None
