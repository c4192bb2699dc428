"""Whose consent counts: by state, care and birthday; what nobody knows goes to the privacy officer."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tandem.disclosure import Facts
from tandem.domain.consents import basis, minors
from tandem.domain.consents.ages import BadAges, birthday, decides, read
from tandem.domain.consents.tests.made_consent import consent
from tandem.foundation import clock
from tandem.foundation.organizations.models import Program
from tandem.foundation.organizations.program import forget
from tandem.vocabulary.law import Basis, Category, Purpose
from tandem.vocabulary.minors import Care, Decides
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import Role
from tests import made

BORN = date(2012, 3, 15)
M, S = Care.MENTAL_HEALTH, Care.SUBSTANCE_USE


@pytest.mark.parametrize(
    ("state", "care", "on", "who"),
    [
        ("CO", M, date(2024, 3, 14), Decides.WITH_GUARDIAN),
        ("CO", M, date(2024, 3, 15), Decides.MINOR_ALONE),
        ("CO", M, date(2030, 3, 14), Decides.MINOR_ALONE),
        ("CO", M, date(2030, 3, 15), Decides.ADULT),
        ("CO", S, date(2020, 1, 1), Decides.MINOR_ALONE),
        ("MD", S, date(2028, 3, 14), Decides.WITH_GUARDIAN),
        ("MD", S, date(2028, 3, 15), Decides.MINOR_ALONE),
        ("DE", M, date(2026, 1, 1), Decides.PRIVACY_OFFICER),
        ("NE", M, date(2030, 6, 1), Decides.PRIVACY_OFFICER),
        ("NE", M, date(2031, 3, 15), Decides.ADULT),
        ("", M, date(2026, 1, 1), Decides.PRIVACY_OFFICER),
    ],
)
def test_s2_the_day_of_the_birthday_decides(state, care, on, who):
    assert decides(minors.ages(), BORN, state, care, on) is who


def test_s2_the_law_of_the_day_counts():
    born = date(2006, 1, 1)
    assert decides(minors.ages(), born, "CO", M, date(2019, 5, 15)) is Decides.WITH_GUARDIAN
    assert decides(minors.ages(), born, "CO", M, date(2019, 5, 16)) is Decides.MINOR_ALONE


def test_s2_an_age_nobody_knows_is_never_guardian_access():
    for ages, born in ((minors.ages(), None), (None, BORN)):
        assert decides(ages, born, "CO", M, date(2026, 1, 1)) is Decides.PRIVACY_OFFICER


def test_born_on_a_leap_day():
    assert birthday(date(2012, 2, 29), 18) == date(2030, 3, 1)
    assert birthday(date(2012, 2, 29), 12) == date(2024, 2, 29)


def test_every_line_says_where_it_comes_from_and_that_nobody_checked_it():
    table = minors.ages()
    assert "Not verified" in table.checked
    assert all(one.source and not one.verified for one in (*table.majority, *table.alone))


@pytest.mark.parametrize(
    "wrong",
    [{"age": 40}, {"age": "x"}, {"from": "soon"}, {"source": ""}, {"until": "1990-01-01"}, {"service": "teeth"}],
)
def test_half_a_table_is_none(wrong):
    line = {
        "state": "CO",
        "service": M,
        "age": 12,
        "from": "2019-01-01",
        "until": None,
        "source": "x",
        "verified": False,
    }
    with pytest.raises((BadAges, ValueError)):
        read({"checked": "", "majority": [], "alone": [line | wrong]})


def denver(*parts):
    return datetime(*parts, tzinfo=ZoneInfo("America/Denver"))


@pytest.fixture
def colorado(db):
    made.program()
    Program.objects.update(state="CO", time_zone="America/Denver")
    forget()
    clinician = made.user_with_job(Role.CLINICIAN)
    return clinician, made.person(clinician, given_name="Ana", family_name="Ruiz", birth_date=BORN)


def test_s2_guardian_facts_change_on_the_birthday(colorado):
    _clinician, person = colorado
    note = Category.CLINICAL_NOTE
    for moment, alone in (
        (denver(2024, 3, 14, 23, 59), False),
        (denver(2024, 3, 15), True),
        (denver(2031, 1, 1), True),
    ):
        facts = minors.guardian_facts(Facts(), person, note, moment)
        assert facts.guardian and facts.minor_alone_consents is alone and not facts.age_unknown
    # Substance use care: in Colorado at any age.
    assert minors.guardian_facts(Facts(), person, Category.PART2_RECORD, denver(2020, 1, 1)).minor_alone_consents
    unknown = made.person(colorado[0], given_name="Bo", family_name="Lee")
    assert minors.guardian_facts(Facts(), unknown, note, denver(2026, 1, 1)).age_unknown


PARENT = {"signer": "representative", "signer_name": "Eva Ruiz", "signer_tie": "parent"}


def test_p11_where_the_minor_alone_may_consent_only_the_minors_signature_counts(colorado):
    clinician, person = colorado
    clinic = made.organization()
    with clock.at(denver(2026, 6, 1)):
        with pytest.raises(Refusal) as refused:
            consent(clinician, person, clinic.pk, **PARENT)
        assert [field for field, _ in refused.value.errors] == ["signer"]
        consent(clinician, person, clinic.pk)
        with pytest.raises(Refusal):
            consent(clinician, made.person(clinician, given_name="Bo", family_name="Lee"), clinic.pk, **PARENT)


def test_p11_a_parents_signature_ends_with_the_birthday(colorado):
    clinician, person = colorado
    clinic = made.organization()
    asked = (person, clinician.organization_id, clinic.pk, Category.PSYCHOTHERAPY_NOTE, Purpose.TREATMENT)
    with clock.at(denver(2024, 3, 1)):
        with pytest.raises(Refusal):
            consent(clinician, person, clinic.pk, Basis.PSY_AUTHORIZATION)
        consent(clinician, person, clinic.pk, Basis.PSY_AUTHORIZATION, **PARENT)
    last = denver(2024, 3, 15)
    assert basis.bases(*asked, last - timedelta(minutes=1))
    assert not basis.bases(*asked, last)
