"""A call from arrival to close on a phone: taken as a shift, said piece by piece, read back from the record."""

import uuid

import pytest

from tandem.domain.encounters.records import summary
from tandem.domain.phones.models import KEPT, Work
from tandem.vocabulary.law import Category
from tests import made
from tests.phones.client import API, Phone


# In its place in `bin/test`: test_from_phone.py, test_a_whole_call_that_the_app_sent_is_in_the_record.
@pytest.mark.whole
def test_a_call_is_written_up_from_the_phone(night):
    phone = Phone(night.clinician)
    shift = phone.take_shift()
    assert [one["id"] for one in shift["calls"]] == [str(night.assignment)]
    assert [one["id"] for one in shift["people"]] == [str(night.person)]

    phone.say("call.stamp", night.assignment, which="arrival", at=phone.at())
    contact = phone.begin(night.person, night.assignment)
    phone.say("contact.set", contact, fields={"contact_outcome": "declined"})
    phone.say("contact.close", contact, clear=True)
    assert phone.send() == ["applied"] * 4

    release = made.release(night.clinician, night.person, Category.CLINICAL_NOTE, Category.DEMOGRAPHICS)
    one = summary(uuid.UUID(contact), release=release)
    assert one.contact_outcome == "declined" and one.closed_at
    assert Work.objects.count() == 4
    assert not any(table.objects.exists() for table in KEPT.values())


def test_a_repeat_gets_the_same_receipt(night):
    phone = Phone(night.clinician)
    piece = phone.say("call.stamp", night.assignment, which="arrival", at=phone.at())
    first = phone.put(piece)
    again = phone.put(piece)
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json() == again.json()


def test_without_a_session_nothing_is_kept(night, client):
    answer = client.put(f"{API}/work", b"{}", content_type="application/json")
    assert answer.status_code == 401 and not Work.objects.exists()
    assert client.get(f"{API}/me").json()["signed_in"] is False
