"""The groups facts are split by: as told, in bands and codes, unknown where nobody said."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from tandem.domain.people.actions import describe
from tandem.domain.people.groups import groups_of
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.splits import age_band, language_of, needs_interpreter, race_of, shift_of
from tandem.vocabulary.terms import Role
from tests import made

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("born", "band"),
    [
        (date(2008, 11, 22), "18_24"),
        (date(2008, 11, 23), "under_18"),
        (date(1961, 11, 22), "65_on"),
        (date(2026, 11, 23), None),
        (date(1900, 1, 1), None),
        (None, None),
    ],
)
def test_age_is_a_band_on_the_day(born, band):
    assert age_band(born, TODAY) == band


def test_several_answers_are_one_group_and_none_is_unknown():
    assert race_of(["black", "white"]) == "several" and race_of(["asian"]) == "asian"
    assert race_of([]) is None and race_of(["made_up"]) is None


def test_a_language_told_is_a_code_and_says_whether_it_needs_an_interpreter():
    assert [language_of(words) for words in ("Spanish, with an interpreter", "", "Oromo")] == ["es", None, "other"]
    assert [needs_interpreter(words) for words in ("Spanish, with an interpreter", "Spanish", "English", "")] == [
        True,
        None,
        False,
        None,
    ]


@pytest.mark.parametrize(("utc", "shift"), [(5, "evening"), (6, "night"), (13, "night"), (14, "day"), (22, "evening")])
def test_a_shift_is_the_hour_of_the_agencys_clock(utc, shift):
    at = datetime(2026, 11, 22, utc, 30, tzinfo=ZoneInfo("UTC"))
    assert shift_of(at.astimezone(ZoneInfo("America/Denver"))) == shift


@pytest.mark.django_db
def test_the_newest_telling_that_says_it_counts_and_a_withdrawn_one_does_not():
    clinician = made.user_with_job(Role.CLINICIAN)
    one = made.person(clinician, family_name="Made", race="black white", veteran="yes")
    describe(actor=clinician, person_id=one, birth_date=date(1990, 1, 5), gender="woman", veteran="no")
    other = made.person(clinician, appearance="About 30, red jacket")
    found = groups_of([one, other])
    assert found[one].on(TODAY) == {
        "age_band": "35_44",
        "gender": "woman",
        "race": "several",
        "language": None,
        "veteran": False,
    }
    assert set(found[other].on(TODAY).values()) == {None}


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", [{"gender": "male"}, {"race": "black made_up"}, {"veteran": "1"}])
def test_another_code_is_refused_by_name(wrong):
    clinician = made.user_with_job(Role.CLINICIAN)
    with pytest.raises(Refusal) as refused:
        describe(actor=clinician, family_name="Made", **wrong)
    assert next(iter(wrong)) in str(refused.value)
