"""The dry run of the retention schedule through its door, under a stopped clock (law.md 2.5, S4)."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tandem.domain.encounters import actions as encounters
from tandem.domain.encounters.models import Note
from tandem.domain.oversight import retention
from tandem.domain.oversight.actions import hold_person
from tandem.domain.oversight.models import Expungement
from tandem.domain.oversight.periods import Period
from tandem.domain.people.models import Person
from tandem.foundation import clock
from tandem.foundation.organizations.models import Organization
from tandem.foundation.organizations.program import date_here
from tandem.surfaces.program.tests.conftest import at_the_page as browser
from tandem.vocabulary.keeping import DOCUMENTATION, Verdict
from tandem.vocabulary.terms import Role
from tests import made

PAGE = "/program/oversight/retention/"
NOON = datetime(2020, 3, 10, 12, tzinfo=ZoneInfo("America/New_York"))
SURE = (
    Period("US", DOCUMENTATION, 6, None, "45 CFR 164.316(b)(2)(i)", True),
    Period("OH", "record", 7, None, "Made up for this test", True),
)


@pytest.fixture(scope="module")
def officer(file_db):
    made.program()
    return made.user_with_job(Role.PRIVACY_OFFICER)


@pytest.fixture(scope="module")
def old(officer):
    """A record of which nothing was touched since the tenth of March 2020."""
    author = made.user_with_job(Role.CLINICIAN, of=Organization.objects.get(pk=officer.organization_id))
    with clock.at(NOON):
        person = made.person(author, given_name="Ada", family_name="Quillfeather")
        encounter = encounters.start(actor=author, person_id=person)
        encounters.write_note(encounter, actor=author, text="Sleeps at the river.", sign=True)
    return person


@pytest.fixture
def sure(monkeypatch):
    """The schedule as counsel of this agency confirmed it."""
    monkeypatch.setattr(retention, "schedule", lambda: SURE)


@pytest.mark.parametrize(("day", "past"), [(9, False), (10, False), (11, True)], ids=["day-1", "day0", "day+1"])
def test_s4_2_5_a_record_is_listed_the_day_after_its_period(officer, old, sure, day, past):
    run = retention.dry_run(officer, NOON.replace(year=2027, day=day))
    assert [one.person_id for one in run.past] == ([old] if past else [])
    note = next(one for one in run.kinds if one.kind == "clinical_note")
    assert note.oldest == date(2020, 3, 10) and note.records == 1
    assert note.counts == {Verdict.DUE if past else Verdict.KEEP: 1}


def test_s4_2_5_the_list_names_nobody_and_removes_nothing(officer, old):
    body = browser(officer).get(PAGE).content.decode()
    assert "Quillfeather" not in body and "45 CFR 164.316(b)(2)(i), not verified" in body
    run = retention.dry_run(officer, NOON.replace(year=2040))
    assert [(one.person_id, one.verdict) for one in run.past] == [(old, Verdict.UNVERIFIED)]
    assert Person.objects.filter(pk=old).exists() and Note.objects.exists() and not Expungement.objects.exists()
    assert PAGE in browser(officer).get("/program/oversight/").content.decode()


def test_2_5_a_hold_is_shown_where_a_record_is_past_and_is_no_touch(officer, old, sure):
    with clock.at(NOON.replace(year=2027)):
        day = date_here() - timedelta(days=1)
        hold_person(old, actor=officer, matter="26-CV-7", reason="A claim.", since=day)
    run = retention.dry_run(officer, NOON.replace(year=2028))
    assert [(one.person_id, one.held) for one in run.past] == [(old, True)] and run.held == 1


def test_s4_an_unknown_state_keeps_everything_and_warns(officer, old, monkeypatch):
    monkeypatch.setattr(retention, "schedule", lambda: SURE[:1])
    run = retention.dry_run(officer, NOON.replace(year=2060))
    assert not run.known and run.past == []
    assert "everything is kept" in browser(officer).get(PAGE).content.decode()


@pytest.mark.parametrize("role", [Role.ADMIN, Role.CLINICIAN])
def test_2_5_the_list_is_the_privacy_officers(officer, old, role):
    of = Organization.objects.get(pk=officer.organization_id)
    assert browser(made.user_with_job(role, of=of)).get(PAGE).status_code == 404


def test_2_5_another_organizations_list_does_not_count_it(officer, old, sure):
    run = retention.dry_run(made.user_with_job(Role.PRIVACY_OFFICER), NOON.replace(year=2040))
    assert run.records == 0 and run.past == [] and all(one.records == 0 for one in run.kinds)
