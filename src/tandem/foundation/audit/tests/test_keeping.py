"""How long the trail is kept: a year by CJIS, six as documentation."""

from datetime import UTC, datetime, timedelta

import pytest

from tandem.foundation.audit.keeping import KEPT_YEARS, LEAST_YEARS, may_purge, years_before

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
