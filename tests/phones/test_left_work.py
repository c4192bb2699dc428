"""What waits for a supervisor: listed without a word, read under a release, taken over as it is or set aside."""

from dataclasses import replace

import pytest

from tandem.domain.encounters.models import Note
from tandem.domain.phones.models import KEPT, Work
from tandem.foundation.organizations.models import Membership
from tandem.vocabulary.terms import Role
from tests import made
from tests.phones.client import API, Phone, session_of
from tests.signed_in import again


@pytest.fixture(scope="module")
def left_once(night):
    """A note written by somebody who lost the job before the phone had a signal; and the supervisor's browser."""
    phone = Phone(night.clinician)
    phone.take_shift()
    contact = phone.begin(night.person, night.assignment)
    phone.send()
    piece = phone.say("contact.set", contact, fields={"contact_outcome": "engaged", "note": "On the stairs, calm."})
    employer = Membership.objects.get(user_id=night.clinician.id).organization
    Membership.objects.filter(user_id=night.clinician.id).update(active=False)
    Membership.objects.create(user_id=night.clinician.id, organization=employer, role=Role.PEER)
    lost = Phone(replace(night.clinician, role=Role.PEER))
    lost.queue, lost.shift = phone.queue, phone.shift
    lost.send()
    assert piece.state == "review"
    return piece, session_of(made.user_with_job(Role.CLINICAL_SUPERVISOR, of=employer)), employer


@pytest.fixture
def quarantined(left_once):
    piece, desk, employer = left_once
    return piece, again(desk), employer


def test_the_list_says_who_and_what_kind_and_no_word(quarantined, night):
    piece, desk, _employer = quarantined
    page = desk.get("/field/left-work/").content.decode()
    assert night.clinician.name in page and "What happened in a contact" in page and piece.id in page
    assert "stairs" not in page and "Brand" not in page
    assert "1" in desk.get("/field/").content.decode() or desk.get("/field/").status_code == 200


def test_it_is_read_and_taken_over_under_both_names(quarantined, night):
    piece, desk, _employer = quarantined
    address = f"/field/left-work/{piece.id}/"
    assert "On the stairs, calm." in desk.get(address).content.decode()
    answer = desk.post(address, {"do": "take"})
    assert answer.status_code == 302, answer.content.decode()
    kept = Note.objects.get()
    assert kept.text == "On the stairs, calm." and kept.written_by_name.startswith(night.clinician.name)
    assert "taken over by" in kept.written_by_name
    assert desk.get(address).status_code == 404
    assert Work.objects.get(pk=piece.id).settled == "taken_over"
    assert not any(table.objects.exists() for table in KEPT.values())


def test_setting_aside_wants_a_reason_and_keeps_who_and_when(quarantined):
    piece, desk, _employer = quarantined
    address = f"/field/left-work/{piece.id}/"
    assert desk.post(address, {"do": "aside", "reason": " "}).status_code == 422
    assert desk.post(address, {"do": "aside", "reason": "Written for somebody else"}).status_code == 302
    row = Work.objects.get(pk=piece.id)
    assert (row.settled, row.settled_why) == ("set_aside", "Written for somebody else")
    assert not any(table.objects.exists() for table in KEPT.values())


def test_nobody_elses_supervisor_and_no_other_role_has_these_pages(quarantined, night):
    piece, _desk, employer = quarantined
    others = made.user_with_job(Role.CLINICAL_SUPERVISOR)
    address = f"/field/left-work/{piece.id}/"
    assert session_of(others).get(address).status_code == 404
    assert piece.id not in session_of(others).get("/field/left-work/").content.decode()
    for role in (Role.CLINICIAN, Role.PEER, Role.PRIVACY_OFFICER):
        client = session_of(made.user_with_job(role, of=employer))
        assert client.get("/field/left-work/").status_code == 404 and client.get(address).status_code == 404


def test_what_cannot_be_read_is_listed_and_its_text_shown_to_nobody(night):
    employer = made.Organization.objects.get(pk=night.clinician.organization_id)
    phone = Phone(made.user_with_job(Role.CLINICIAN, of=employer))
    phone.client.put(f"{API}/work", b'{"note": "Secret of the stairs"', content_type="application/json")
    desk = session_of(made.user_with_job(Role.CLINICAL_SUPERVISOR, of=employer))
    page = desk.get("/field/left-work/").content.decode()
    # An apostrophe is an entity on a page.
    assert "Something that can" in page and "Secret" not in page
    row = Work.objects.get(why="unread")
    assert "Secret" not in desk.get(f"/field/left-work/{row.pk}/").content.decode()
    assert desk.post(f"/field/left-work/{row.pk}/", {"do": "take"}).status_code == 422
