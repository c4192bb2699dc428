"""Times through the desk's doors over both changes of the clock, and where two zones meet."""

from datetime import UTC, datetime, timedelta

import pytest

from tandem.domain.incidents.actions import correct_time, stamp
from tandem.domain.incidents.models import Assignment, Incident
from tandem.domain.staffing.models import Team
from tandem.foundation import clock
from tandem.foundation.organizations.models import Membership, Organization, Program
from tandem.foundation.organizations.program import forget
from tandem.vocabulary.terms import Role, UnitTime
from tests import made
from tests.short import few


def utc(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


@pytest.fixture(autouse=True)
def afterwards():
    yield
    forget()


class Night:
    """A call in the night of a change, with a team on it; the desk reads New York's clock."""

    def __init__(self, floor, began: datetime):
        self.began, self.floor = began, floor
        with clock.at(began):
            self.call = floor.call(received_at=began)
            self.team = floor.team()
            self.assignment = made.sent(self.call, self.team)
        self.browser = floor.browser()

    def stamped(self, which: UnitTime, at: datetime) -> None:
        with clock.at(at):
            stamp(self.assignment, actor=self.floor.dispatcher, which=which)

    def post(self, verb: str, now: datetime, **told):
        with clock.at(now):
            told = {"assignment": str(self.assignment), "reason": "By radio", **told}
            return self.browser.post(f"/board/call/{self.call}/{verb}/", told)

    @property
    def row(self) -> Assignment:
        return Assignment.objects.get(pk=self.assignment)


# In its place in `bin/test`: foundation/clock/tests/test_wall.py, and the phone's door in field/tests.
@pytest.mark.whole
def test_in_the_doubled_hour_the_reading_that_fits_the_call_is_taken(floor):
    night = Night(floor, utc(11, 1, 5, 20))
    night.stamped(UnitTime.ARRIVAL, utc(11, 1, 5, 45))
    # 01:50 by daylight time; 01:40 by standard time has not come yet.
    answer = night.post("time", utc(11, 1, 5, 50), which="arrival", at="01:40")
    assert answer.status_code == 303
    assert night.row.arrived_at == utc(11, 1, 5, 40)
    # An hour later by the same clock: after engagement at 01:15 standard time only the second 01:40 fits.
    night.stamped(UnitTime.ENGAGEMENT, utc(11, 1, 6, 15))
    assert night.post("status", utc(11, 1, 6, 50), which="clear", at="01:40").status_code == 303
    assert night.row.cleared_at == utc(11, 1, 6, 40)


def test_where_both_fit_it_is_asked_which_and_what_was_typed_stays(floor):
    night = Night(floor, utc(11, 1, 5, 20))
    night.stamped(UnitTime.ARRIVAL, utc(11, 1, 5, 22))
    night.stamped(UnitTime.ENGAGEMENT, utc(11, 1, 6, 45))
    answer = night.post("time", utc(11, 1, 7, 30), which="engagement", at="01:40")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "01:40 came twice on November 1" in page and "“01:40 EDT” or “01:40 EST”" in page and 'value="01:40"' in page
    assert night.row.engaged_at == utc(11, 1, 6, 45)
    assert night.post("time", utc(11, 1, 7, 30), which="engagement", at="01:40 EST").status_code == 303
    assert night.row.engaged_at == utc(11, 1, 6, 40)
    assert night.post("time", utc(11, 1, 7, 30), which="engagement", at="2026-11-01 01:40 first").status_code == 303
    assert night.row.engaged_at == utc(11, 1, 5, 40)


# In its place in `bin/test`: foundation/clock/tests/test_wall.py, and the phone's door in field/tests.
@pytest.mark.whole
def test_the_skipped_hour_is_refused_in_words(floor):
    night = Night(floor, utc(3, 8, 6, 50))
    night.stamped(UnitTime.ARRIVAL, utc(3, 8, 7, 10))
    answer = night.post("time", utc(3, 8, 7, 30), which="arrival", at="02:05")
    assert answer.status_code == 422 and "02:05 did not happen on March 8" in answer.content.decode()
    assert night.post("time", utc(3, 8, 7, 30), which="arrival", at="03:05").status_code == 303
    assert night.row.arrived_at == utc(3, 8, 7, 5)
    told = {"field": "received_at", "value": "2026-03-08 02:59"}
    assert night.post("correct", utc(3, 8, 7, 30), **told).status_code == 422
    told["value"] = "2026-03-08 01:45"
    assert night.post("correct", utc(3, 8, 7, 30), **told).status_code == 303
    assert Incident.objects.get().received_at == utc(3, 8, 6, 45)
    with clock.at(utc(3, 8, 7, 31)):
        page = night.browser.get(f"/board/call/{night.call}/").content.decode()
    # What stood before is told by the desk's clock too, not in UTC.
    assert "Mar 8, 01:50" in page and "2026-03-08 06:50" not in page


def test_a_time_that_breaks_the_order_or_is_corrected_is_told_by_the_own_clock(floor):
    night = Night(floor, utc(11, 1, 14, 20))
    night.stamped(UnitTime.ARRIVAL, utc(11, 1, 14, 30))
    page = night.post("time", utc(11, 1, 15, 0), which="arrival", at="09:00").content.decode()
    assert "(09:20 EST)" in page and "UTC" not in page
    told = {"field": "received_at", "value": "2026-11-01 09:15"}
    assert night.post("correct", utc(11, 1, 15, 0), **told).status_code == 303
    with clock.at(utc(11, 1, 15, 1)):
        page = night.browser.get(f"/board/call/{night.call}/").content.decode()
    # What stood before is told by the desk's clock too, not in UTC.
    assert "Nov 1, 09:20" in page and "2026-11-01 14:20" not in page


@pytest.mark.fuzz
@pytest.mark.parametrize(
    ("signed_on", "until", "hours"),
    few(
        [
            (utc(11, 1, 2), utc(11, 1, 12), 10),
            (utc(6, 1, 2), utc(6, 1, 11), 9),
            (utc(3, 8, 3), utc(3, 8, 11), 8),
        ],
        every=2,
    ),
)
def test_a_shift_over_the_change_is_as_long_as_it_is(floor, signed_on, until, hours):
    """From 22:00 to 07:00 by the clock on the wall."""
    members = [floor.actor(Role.CLINICIAN), floor.actor(Role.OFFICER)]
    jobs = [str(Membership.objects.get(user_id=one.id).pk) for one in members]
    with clock.at(signed_on):
        told = {"unit": "CR1", "members": jobs, "until": "07:00"}
        assert floor.browser().post("/shift/sign-on/", told).status_code == 303
    team = Team.objects.get(unit="CR1")
    assert team.until == until
    assert team.until - team.signed_on_at == timedelta(hours=hours)


def test_a_shift_that_ends_in_the_hour_of_the_change(floor):
    members = [floor.actor(Role.CLINICIAN), floor.actor(Role.OFFICER)]
    told = {"unit": "CR1", "members": [str(Membership.objects.get(user_id=one.id).pk) for one in members]}
    with clock.at(utc(11, 1, 2)):
        answer = floor.browser().post("/shift/sign-on/", {**told, "until": "01:30"})
        assert answer.status_code == 422 and "came twice" in answer.content.decode()
        assert floor.browser().post("/shift/sign-on/", {**told, "until": "01:30 EST"}).status_code == 303
    assert Team.objects.get(unit="CR1").until == utc(11, 1, 6, 30)


def test_today_ends_at_midnight_by_the_desks_clock_on_a_day_of_25_hours(floor):
    night = Night(floor, utc(11, 1, 4, 30))
    for which, minute in ((UnitTime.ARRIVAL, 40), (UnitTime.CLEAR, 50)):
        night.stamped(which, utc(11, 1, 4, minute))
    with clock.at(utc(11, 2, 4, 59)):
        assert len(night.browser.get("/board/closed/").context["calls"]) == 1
    with clock.at(utc(11, 2, 5, 1)):
        assert len(night.browser.get("/board/closed/").context["calls"]) == 0


def test_each_agency_reads_its_own_clock_and_where_two_meet_the_zone_is_named(floor):
    night = Night(floor, utc(1, 10, 2, 47))
    with clock.at(utc(1, 10, 2, 50)):
        page = night.browser.get(f"/board/call/{night.call}/").content.decode()
        assert "21:47" in page and "21:47 EST" not in page
        Organization.objects.filter(pk=floor.provider.pk).update(time_zone="America/Chicago")
        forget()
        page = night.browser.get(f"/board/call/{night.call}/").content.decode()
        assert "21:47 EST" in page
        supervisor = floor.actor(Role.CLINICAL_SUPERVISOR)
        page = floor.browser(supervisor).get("/shift/").content.decode()
        assert 'data-zone="America/Chicago"' in page


def test_a_zone_without_changes_has_no_such_nights(floor):
    Program.objects.update(time_zone="America/Phoenix")
    forget()
    night = Night(floor, utc(11, 1, 8, 20))
    night.stamped(UnitTime.ARRIVAL, utc(11, 1, 8, 35))
    assert night.post("time", utc(11, 1, 8, 50), which="arrival", at="01:30").status_code == 303
    assert night.row.arrived_at == utc(11, 1, 8, 30)
    correct_time(night.assignment, actor=floor.dispatcher, which=UnitTime.ARRIVAL, at=utc(11, 1, 8, 31), reason="Again")
