"""Several pieces in one request: each comes out by itself, whatever becomes of the others."""

import uuid

import pytest
from django.db import OperationalError

from tandem.domain.encounters.models import Encounter, Note
from tandem.domain.phones.models import Rival, Work
from tandem.domain.releases.models import Opening
from tandem.foundation.audit.models import Entry
from tandem.surfaces.field.phone import turn, work
from tandem.surfaces.field.phone.verbs import VERBS, contact
from tests.phones.client import Phone, Queued


@pytest.fixture
def phone(taken) -> Phone:
    return taken


def begun(phone: Phone, night) -> str:
    found = phone.begin(night.person, night.assignment)
    phone.say("contact.set", found, fields={"contact_outcome": "engaged"})
    return found


def states(phone: Phone) -> list[str]:
    phone.put_all(phone.queue)
    return [one.state for one in phone.queue]


def test_one_that_is_refused_takes_none_with_it(phone, night):
    found = begun(phone, night)
    phone.say("contact.set", found, fields={"note": "First."})
    phone.say("contact.set", found, fields={"distress_before": 11})
    phone.say("contact.set", uuid.uuid4(), fields={"note": "Whose?"})
    phone.say("contact.set", found, fields={"note": "First. Second."})
    assert states(phone) == ["applied", "applied", "applied", "refused", "review", "applied"]
    assert [one.text for one in Note.objects.order_by("id")] == ["First.", "First. Second."]
    assert Encounter.objects.get().distress_before is None


def test_one_that_breaks_something_takes_none_with_it(phone, night, monkeypatch):
    found = begun(phone, night)
    broken = phone.say("contact.set", found, fields={"note": "Broken."})
    phone.say("contact.set", found, fields={"disposition": "stays_with_support"})

    def breaks(actor, one, fields):
        taken(actor, one, fields)
        if "note" in fields:
            raise RuntimeError("a fault of ours, after half of it is written")

    taken = contact.of_contact.take
    monkeypatch.setattr(contact.of_contact, "take", breaks)
    assert [one.status_code for one in phone.put_all(phone.queue)] == [200, 200, 500, 200]
    assert not Note.objects.exists() and not Work.objects.filter(pk=broken.id).exists()
    monkeypatch.undo()
    assert phone.put(broken).status_code == 200 and Note.objects.get().text == "Broken."


def test_the_contact_is_opened_once_for_all_of_them(phone, night):
    found = begun(phone, night)
    for number in range(4):
        phone.say("contact.set", found, fields={"note": f"Part {number}."})
    before = Opening.objects.filter(kind="record").count()
    assert set(states(phone)) == {"applied"}
    assert Opening.objects.filter(kind="record").count() == before + 1
    told = Entry.objects.filter(action="phone:work", object_kind="work").values_list("object_id", flat=True)
    assert {str(one) for one in told} == {one.id for one in phone.queue}


def test_what_one_undid_is_opened_anew(phone, night):
    """The release goes with what was rolled back; who kept it would take the rest for somebody else's."""
    phone.send()
    found = begun(phone, night)
    phone.send()
    phone.queue = []
    phone.say("contact.set", found, fields={"distress_before": 11})
    phone.say("contact.set", found, fields={"note": "After it."})
    assert states(phone) == ["refused", "applied"]


def test_a_release_that_is_kept_past_it_would_lose_work(phone, night, monkeypatch):
    """The twin of the one above."""
    monkeypatch.setattr(turn.Turn, "undone", lambda self: None)
    found = begun(phone, night)
    phone.send()
    phone.queue = []
    phone.say("contact.set", found, fields={"distress_before": 11})
    phone.say("contact.set", found, fields={"note": "After it."})
    assert states(phone) == ["refused", "review"]


def test_repeats_rivals_and_the_wrong_order_in_one_request(phone, night):
    found = begun(phone, night)
    phone.say("contact.set", found, fields={"note": "First."})
    note = phone.say("contact.set", found, fields={"note": "Second."})
    rival = Queued(note.body | {"step": 9})
    first, outcome, one, two = phone.queue
    asked = phone.put_all([two, one, outcome, first, two, rival, first])
    assert [each.json()["state"] for each in asked[:4]] == ["waiting", "waiting", "waiting", "applied"]
    assert [each.json()["state"] for each in asked[4:]] == ["applied", "rival", "applied"]
    assert (Work.objects.count(), Rival.objects.count(), Note.objects.count()) == (4, 1, 2)


# In its place in `bin/test`: test_faults.py, test_the_same_field_is_a_conflict_with_both_kept, and the first of this file.
@pytest.mark.whole
def test_two_editors_meet_inside_a_request(phone, night):
    found = begun(phone, night)
    phone.send()
    there = Phone(night.clinician)
    there.take_shift()
    phone.say("contact.set", found, fields={"note": "Calm."})
    phone.send()
    there.say("contact.set", found, fields={"note": "Upset."})
    there.say("contact.set", found, fields={"disposition": "stays_with_support"})
    assert states(there) == ["conflict", "applied"]
    assert Note.objects.get().text == "Calm."


def test_what_there_is_no_time_for_is_for_the_next_request(phone, night, monkeypatch):
    begun(phone, night)
    monkeypatch.setattr(work, "LONGEST_TURN", 0)
    assert [one.status_code for one in phone.put_all(phone.queue)] == [200, 503]
    monkeypatch.undo()
    assert states(phone) == ["applied", "applied"]


def test_who_waits_for_each_other_lets_go(phone, night, monkeypatch):
    """Two requests that each hold what the other wants: one of them ends here, and keeps what it has done."""
    begun(phone, night)
    phone.say("call.check_in", night.assignment, at=phone.at())

    def deadlock(actor, piece, fields):
        raise OperationalError("deadlock detected")

    monkeypatch.setitem(VERBS, "contact.set", contact.SET.__class__(**{**contact.SET.__dict__, "take": deadlock}))
    assert [one.status_code for one in phone.put_all(phone.queue)] == [200, 503, 503]
    monkeypatch.undo()
    assert states(phone) == ["applied"] * 3
