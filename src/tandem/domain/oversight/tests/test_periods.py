"""The retention schedule on the day before, the day itself and the day after (law.md S4, H12, 2.5)."""

from datetime import date

import pytest

from tandem.domain.oversight.periods import Period, due, together
from tandem.domain.oversight.retention import schedule
from tandem.vocabulary.keeping import DOCUMENTATION, KIND_LABELS, Verdict
from tandem.vocabulary.law import Category

NOTE = Category.CLINICAL_NOTE
TOUCHED = date(2020, 3, 10)
FEDERAL = Period("US", DOCUMENTATION, 6, None, "45 CFR 164.316(b)(2)(i)", True)
SEVEN = Period("ZZ", "record", 7, None, "Z.R.S. 1", True)
AROUND = pytest.mark.parametrize(
    ("day", "verdict"), [(-1, Verdict.KEEP), (0, Verdict.KEEP), (1, Verdict.DUE)], ids=["day-1", "day0", "day+1"]
)


@AROUND
def test_h12_documentation_is_kept_six_years_to_the_day(day, verdict):
    said = due(DOCUMENTATION, "ZZ", TOUCHED, date(2026, 3, 10 + day), [FEDERAL, SEVEN])
    assert (said.verdict, said.until) == (verdict, date(2026, 3, 10))


@AROUND
def test_s4_a_record_is_kept_for_the_years_of_its_state_to_the_day(day, verdict):
    said = due(NOTE, "ZZ", TOUCHED, date(2027, 3, 10 + day), [FEDERAL, SEVEN])
    assert (said.verdict, said.until, said.sources) == (verdict, date(2027, 3, 10), ("Z.R.S. 1",))


@pytest.mark.parametrize("kind", [kind for kind in KIND_LABELS if kind != DOCUMENTATION])
def test_s4_an_unknown_state_keeps(kind):
    for state in ("KY", ""):
        said = due(kind, state, date(1950, 1, 1), date(2026, 1, 1), [FEDERAL, SEVEN])
        assert (said.verdict, said.until) == (Verdict.UNKNOWN, None)
    assert due(DOCUMENTATION, "ZZ", TOUCHED, date(2026, 1, 1), []).verdict == Verdict.UNKNOWN


def test_s4_a_line_that_is_not_verified_keeps():
    unsure = Period("ZZ", "record", 7, None, "Z.R.S. 1", False)
    assert due(NOTE, "ZZ", TOUCHED, date(2030, 1, 1), [unsure]).verdict == Verdict.UNVERIFIED


def test_s4_the_longest_period_wins():
    longer = Period("ZZ", str(NOTE), 10, None, "Z.R.S. 2", True)
    assert due(NOTE, "ZZ", TOUCHED, date(2028, 1, 1), [SEVEN, longer]).until == date(2030, 3, 10)


@AROUND
def test_s4_a_minors_record_is_kept_until_the_birthday(day, verdict):
    line = Period("ZZ", "record", 7, 25, "Z.R.S. 3", True)
    said = due(NOTE, "ZZ", TOUCHED, date(2033, 5, 10 + day), [line], born=date(2008, 5, 10))
    assert (said.verdict, said.until) == (verdict, date(2033, 5, 10))


def test_s4_without_a_birth_date_it_may_be_a_minors_and_is_kept():
    line = Period("ZZ", "record", 7, 25, "Z.R.S. 3", True)
    assert due(NOTE, "ZZ", TOUCHED, date(2027, 3, 10), [line]).verdict == Verdict.KEEP
    assert due(NOTE, "ZZ", TOUCHED, date(2050, 1, 1), [line]).verdict == Verdict.UNKNOWN


def test_s4_a_leap_day_is_kept_until_the_first_of_march():
    assert due(NOTE, "ZZ", date(2020, 2, 29), date(2027, 3, 1), [SEVEN]).verdict == Verdict.KEEP
    assert due(NOTE, "ZZ", date(2020, 2, 29), date(2027, 3, 2), [SEVEN]).verdict == Verdict.DUE


def test_s4_what_keeps_one_part_keeps_the_whole_record():
    assert together([Verdict.DUE, Verdict.DUE]) == Verdict.DUE
    assert together([Verdict.DUE, Verdict.UNVERIFIED]) == Verdict.UNVERIFIED
    assert together([Verdict.UNVERIFIED, Verdict.UNKNOWN]) == Verdict.UNKNOWN
    assert together([Verdict.KEEP, Verdict.UNKNOWN]) == Verdict.KEEP
    assert together([]) == Verdict.UNKNOWN


def test_s4_the_schedule_that_ships_names_its_sources_and_claims_nothing_verified():
    assert schedule() and all(one.source and one.years >= 1 and not one.verified for one in schedule())
    assert {one.kind for one in schedule()} <= {*KIND_LABELS, "record"}
    assert next(one for one in schedule() if one.kind == DOCUMENTATION).years >= 6
