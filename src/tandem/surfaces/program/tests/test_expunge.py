"""Expunging by order: two humans, keys first, then rows; the journal outlives a restored backup (law.md 2.5; F17)."""

from datetime import timedelta

import pytest

from tandem.domain.encounters import actions as encounters
from tandem.domain.encounters.models import Encounter, Note
from tandem.domain.oversight import journal, retention
from tandem.domain.oversight.actions import (
    approve_expungement,
    ask_expungement,
)
from tandem.domain.oversight.carrying_out import carry_out
from tandem.domain.oversight.models import Expungement
from tandem.domain.oversight.periods import Period
from tandem.domain.people.models import Description, Person
from tandem.foundation import clock
from tandem.foundation.acts.act import act
from tandem.foundation.audit.models import Entry
from tandem.foundation.keys.models import PersonKey
from tandem.foundation.organizations.models import Organization
from tandem.surfaces.program.tests.conftest import at_the_page as browser
from tandem.vocabulary.keeping import DOCUMENTATION
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.terms import Role
from tests import made

# The rows go by the role that owns the tables, which sees only what was committed.
pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
SURE = (
    Period("US", DOCUMENTATION, 6, None, "45 CFR 164.316(b)(2)(i)", True),
    Period("OH", "record", 7, None, "Made up for this test", True),
)


@pytest.fixture
def officer():
    made.program()
    return made.user_with_job(Role.PRIVACY_OFFICER)


@pytest.fixture
def record(officer):
    """Somebody with a note, of the officer's own organization, and the clinician who wrote it."""
    house = Organization.objects.get(pk=officer.organization_id)
    author = made.user_with_job(Role.CLINICIAN, of=house)
    person = made.person(author, given_name="Ada", family_name="Quillfeather", phone="555-0142")
    encounter = encounters.start(actor=author, person_id=person)
    encounters.write_note(encounter, actor=author, text="Sleeps at the river.", sign=True)
    return person, author


@pytest.fixture
def own_journal(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path / "audit" / journal.FILE


def _expunge(officer, person, scope="clinical"):
    asked = ask_expungement(person, actor=officer, order_number="26-EX-3", scope=scope)
    house = Organization.objects.get(pk=officer.organization_id)
    approve_expungement(asked, actor=made.user_with_job(Role.ADMIN, of=house))
    return asked


def test_2_5_f17_expunge_needs_two_destroys_keys_then_rows_and_again_after_a_restore(officer, record, own_journal):
    person, author = record
    desk = browser(officer)
    asked = ask_expungement(person, actor=officer, order_number="26-EX-3", scope="clinical")
    alone = desk.post("/program/expunge/", {"expungement": str(asked), "yes": "1"})
    assert alone.status_code == 422 and PersonKey.objects.filter(person_id=person, destroyed_at=None).exists()
    house = Organization.objects.get(pk=officer.organization_id)
    admin = browser(made.user_with_job(Role.ADMIN, of=house))
    body = admin.get("/program/expunge/").content.decode()
    assert "26-EX-3" in body and "Quillfeather" not in body and str(person) not in body
    assert admin.post("/program/expunge/", {"expungement": str(asked), "yes": "1"}).status_code == 302
    assert not PersonKey.objects.filter(person_id=person, destroyed_at=None).exists()
    assert Note.objects.get().text != "Sleeps at the river."
    assert browser(author).get(f"/people/{person}/").status_code == 404
    assert own_journal.read_text().count("\n") == 1
    trail = Entry.objects.count()
    assert [one.order_number for one in carry_out()] == ["26-EX-3"]
    assert not Person.objects.filter(pk=person).exists()
    assert not Note.objects.exists() and not Encounter.objects.exists() and not Description.objects.exists()
    tombstone = Expungement.objects.get()
    assert tombstone.order_number == "26-EX-3" and tombstone.person_id is None and tombstone.done_at
    assert Entry.objects.count() == trail + 1
    assert carry_out() == []
    # An older backup comes back: the person, with another key for what it holds, and no tombstone.
    with act(made.Actor.system("restore", Permission.ARCHIVE_RESTORE), Permission.ARCHIVE_RESTORE):
        Expungement.objects.all().delete()
        Person.objects.create(pk=person, organization_id=officer.organization_id, created_at=clock.now())
        Description.objects.create(
            person_id=person, organization_id=officer.organization_id, call_source=False, recorded_at=clock.now()
        )
    assert [one.order_number for one in carry_out()] == ["26-EX-3"]
    assert not Person.objects.filter(pk=person).exists() and not Description.objects.exists()


def test_2_5_expunging_the_police_narrative_leaves_the_clinical_record(officer, record, own_journal):
    person, author = record
    _expunge(officer, person, "police")
    carry_out()
    assert Note.objects.get().text == "Sleeps at the river."
    assert browser(author).get(f"/people/{person}/").status_code == 200


@pytest.fixture
def past(officer, monkeypatch, own_journal):
    """A record whose period is over by a schedule counsel confirmed."""
    monkeypatch.setattr(retention, "schedule", lambda: SURE)
    author = made.user_with_job(Role.CLINICIAN, of=Organization.objects.get(pk=officer.organization_id))
    with clock.at(clock.now() - timedelta(days=8 * 366)):
        person = made.person(author, given_name="Ada", family_name="Quillfeather")
        encounter = encounters.start(actor=author, person_id=person)
        encounters.write_note(encounter, actor=author, text="Sleeps at the river.", sign=True)
    return person


def test_2_5_s4_what_is_past_its_period_goes_when_one_asks_and_another_approves(officer, past):
    desk, page = browser(officer), "/program/oversight/retention/"
    assert "Ask to destroy what is past" in desk.get(page).content.decode()
    assert desk.post(page).status_code == 302
    one = Expungement.objects.get()
    assert (one.person_id, one.reason, one.approved_at) == (past, "retention", None)
    assert desk.post(page).status_code == 422
    form = {"expungement": str(one.pk), "yes": "1"}
    assert desk.post("/program/expunge/", form).status_code == 422
    carry_out()
    assert Person.objects.filter(pk=past).exists()
    admin = browser(made.user_with_job(Role.ADMIN, of=Organization.objects.get(pk=officer.organization_id)))
    assert "By age" in admin.get("/program/expunge/").content.decode()
    assert admin.post("/program/expunge/", form).status_code == 302
    assert len(carry_out()) == 1 and not Note.objects.exists() and not Person.objects.filter(pk=past).exists()
    told = Entry.objects.filter(action="record:expunged").latest("id").detail
    assert told["reason"] == "retention" and told["tables"]
    assert "Asked for by age" in desk.get(page).content.decode()
