"""A time put right on the phone in the night of a change: refused, taken by the call's order, or asked."""

from datetime import UTC, datetime

import pytest

from tandem.domain.incidents.actions import stamp
from tandem.domain.incidents.models import Assignment
from tandem.foundation import clock
from tandem.surfaces.field.tests.phone import Phone
from tandem.vocabulary.terms import Role, UnitTime
from tests import made

pytestmark = pytest.mark.django_db


def utc(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def a_night(began: datetime, arrived: datetime):
    """A clinician's client, the address of the fix of the arrival, and the assignment."""
    clinician, officer = made.user_with_job(Role.CLINICIAN), made.user_with_job(Role.OFFICER)
    with clock.at(began):
        call = made.call(made.person(given_name="Theo"), received_at=began)
        assignment = made.sent(call, made.team(clinician, officer))
    with clock.at(arrived):
        stamp(assignment, actor=clinician, which=UnitTime.ARRIVAL)
    return Phone(clinician).client, f"/field/call/{assignment}/fix/arrival/", assignment


def test_the_skipped_hour(settings):
    client, address, assignment = a_night(utc(3, 8, 6, 50), utc(3, 8, 7, 20))
    with clock.at(utc(3, 8, 7, 30)):
        answer = client.post(address, {"at": "02:10", "reason": "Tapped late"})
        assert answer.status_code == 422 and "02:10 did not happen on March 8" in answer.content.decode()
        assert client.post(address, {"at": "03:10", "reason": "Tapped late"}).status_code == 302
    assert Assignment.objects.get(pk=assignment).arrived_at == utc(3, 8, 7, 10)


def test_the_doubled_hour_is_settled_by_the_order_or_asked():
    client, address, assignment = a_night(utc(11, 1, 5, 20), utc(11, 1, 5, 50))
    with clock.at(utc(11, 1, 5, 55)):
        assert client.post(address, {"at": "01:30", "reason": "Tapped late"}).status_code == 302
    assert Assignment.objects.get(pk=assignment).arrived_at == utc(11, 1, 5, 30)
    with clock.at(utc(11, 1, 7, 0)):
        told = {"at": "01:40", "reason": "Tapped late"}
        answer = client.post(address, told)
        page = answer.content.decode()
        assert answer.status_code == 422 and "Which of the two?" in page and "01:40 EST" in page
        assert client.post(address, {**told, "which_one": "second"}).status_code == 302
    assert Assignment.objects.get(pk=assignment).arrived_at == utc(11, 1, 6, 40)
