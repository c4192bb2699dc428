"""How long the trail is kept: a year by CJIS, six as documentation; what goes then leaves a chain that holds."""

from datetime import UTC, datetime, timedelta

import pytest

from tandem.foundation import clock
from tandem.foundation.audit.keeping import KEPT_YEARS, LEAST_YEARS, may_purge, years_before
from tandem.foundation.audit.models import Entry, Link
from tandem.foundation.audit.purging import TooYoung, purge
from tandem.foundation.audit.record import record

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def test_c9_nothing_goes_within_a_year():
    limit = years_before(NOW, LEAST_YEARS)
    for before in (NOW, limit + DAY, limit + timedelta(seconds=1)):
        assert "at least one year (CJIS AU-11)" in may_purge(before, NOW)


@pytest.mark.parametrize(("days", "may"), [(-1, True), (0, True), (1, False)])
def test_h12_six_years_to_the_day(days, may):
    limit = years_before(NOW, KEPT_YEARS)
    assert (may_purge(limit + days * DAY, NOW) == "") is may
    assert "six years" in may_purge(limit + DAY, NOW)


def test_h12_a_leap_day_ends_on_the_last_of_february():
    assert years_before(datetime(2028, 2, 29, tzinfo=UTC), 6) == datetime(2022, 2, 28, tzinfo=UTC)


@pytest.mark.usefixtures("first_day")
@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_h12_what_is_purged_in_time_leaves_a_whole_chain_and_a_false_purge_does_not(trail):
    with clock.at(datetime(2019, 3, 1, tzinfo=UTC)):
        trail.days(2)
    trail.days(2)
    with pytest.raises(TooYoung, match="six years"):
        purge(clock.now() - timedelta(days=700))
    assert Entry.objects.get(action="audit.purge").outcome == "refused"
    assert purge(datetime(2020, 1, 1, tzinfo=UTC)) == 10
    trail.seal()
    assert (Entry.objects.filter(action="release.record").count(), Link.objects.count()) == (10, 22)
    report = trail.check()
    assert report.whole and "10 entries were purged" in report.notes[0]
    # An owner who deletes younger ones and writes that they were purged: their signatures are too young.
    trail.owner("DELETE FROM audit_entry WHERE id = 12")
    record(trail.actor, "audit.purge", detail={"to_seq": 15})
    trail.seal()
    assert trail.found() == ["deleted: entry 12 (place 12) is gone."]
