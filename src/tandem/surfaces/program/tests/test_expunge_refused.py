"""What is not expunged: without a journal, on hold, touched since, or by a period nobody verified (law.md 2.5, S4)."""

from datetime import timedelta

import pytest

from tandem.domain.encounters import actions as encounters
from tandem.domain.oversight import retention
from tandem.domain.oversight.actions import (
    approve_expungement,
    ask_disposal,
    ask_expungement,
    hold_person,
    release_hold,
)
from tandem.domain.oversight.models import Expungement, LegalHold
from tandem.domain.oversight.periods import Period
from tandem.foundation import clock
from tandem.foundation.keys.models import PersonKey
from tandem.foundation.organizations.models import Organization
from tandem.foundation.organizations.program import date_here
from tandem.surfaces.program.tests.test_expunge import SURE
from tandem.vocabulary.refusal import Conflict, Refusal
from tandem.vocabulary.terms import Role
from tests import made


@pytest.fixture(scope="module")
def officer(file_db):
    made.program()
    return made.user_with_job(Role.PRIVACY_OFFICER)


@pytest.fixture(scope="module")
def old(officer):
    """A record of which nothing was touched for eight years."""
    author = made.user_with_job(Role.CLINICIAN, of=Organization.objects.get(pk=officer.organization_id))
    with clock.at(clock.now() - timedelta(days=8 * 366)):
        person = made.person(author, given_name="Ada", family_name="Quillfeather")
        encounter = encounters.start(actor=author, person_id=person)
        encounters.write_note(encounter, actor=author, text="Sleeps at the river.", sign=True)
    return person


@pytest.fixture
def past(old, monkeypatch, settings, tmp_path):
    """A record whose period is over by a schedule counsel confirmed."""
    monkeypatch.setattr(retention, "schedule", lambda: SURE)
    settings.DATA_DIR = tmp_path
    return old


def test_2_5_a_journal_that_cannot_be_written_destroys_nothing(officer, old, settings, tmp_path):
    (tmp_path / "audit").write_text("in the way")
    settings.DATA_DIR = tmp_path
    with pytest.raises(OSError):
        asked = ask_expungement(old, actor=officer, order_number="26-EX-3", scope="clinical")
        house = Organization.objects.get(pk=officer.organization_id)
        approve_expungement(asked, actor=made.user_with_job(Role.ADMIN, of=house))
    assert PersonKey.objects.filter(person_id=old, destroyed_at=None).exists()


def test_2_5_s4_a_hold_or_a_touch_after_the_asking_keeps_it(officer, past):
    person = past
    house = Organization.objects.get(pk=officer.organization_id)
    second = made.user_with_job(Role.ADMIN, of=house)
    ask_disposal(actor=officer)
    asked = Expungement.objects.get().pk
    hold_person(person, actor=officer, matter="26-CV-7", reason="A claim.", since=date_here())
    with pytest.raises(Conflict, match="legal hold"):
        approve_expungement(asked, actor=second)
    release_hold(LegalHold.objects.get().pk, actor=officer, reason="Settled.")
    encounters.start(actor=made.user_with_job(Role.CLINICIAN, of=house), person_id=person)
    with pytest.raises(Conflict, match="touched"):
        approve_expungement(asked, actor=second)
    assert PersonKey.objects.filter(person_id=person, destroyed_at=None).exists()


def test_2_5_s4_nothing_on_hold_can_be_asked_for(officer, past):
    hold_person(past, actor=officer, matter="26-CV-7", reason="A claim.", since=date_here())
    with pytest.raises(Refusal):
        ask_disposal(actor=officer)
    assert not Expungement.objects.exists()


def test_2_5_s4_a_period_nobody_verified_destroys_nothing(officer, past, monkeypatch):
    unsure = Period("OH", "record", 7, None, "Made up for this test", False)
    monkeypatch.setattr(retention, "schedule", lambda: (unsure,))
    with pytest.raises(Refusal):
        ask_disposal(actor=officer)
    assert not Expungement.objects.exists()
