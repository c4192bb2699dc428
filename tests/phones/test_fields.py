"""Everything a phone may say of a contact, a call and a person goes the way the pages go, and reads back the same."""

import uuid
from urllib.parse import urlsplit

import pytest
from django.test import Client

from tandem.domain.consents.actions import revoke
from tandem.domain.consents.models import Agreement
from tandem.domain.incidents.records import call
from tandem.domain.phones.models import KEPT
from tandem.vocabulary.law import Category
from tandem.vocabulary.terms import UnitTime
from tests import made
from tests.phones.client import API, Phone

CSSRS = {
    "edition": "1",
    "language": "en",
    "answers": [["1", "yes"], ["2", "no"], ["6", "no"]],
}
FIELDS = {
    "contact_outcome": "engaged",
    "distress_before": 8,
    "distress_after": "not_asked",
    "disposition": "voluntary_transport",
    "disposition_detail": "With his sister",
    "transported_to": "crisis_center",
    "transported_by": "team_car",
    "note": "He talked about the stairs.\nCalm at the end.",
    "form.cues.cues": ["none"],
    "form.cues.worked": ["yes"],
    "form.supplies.left.blanket": ["2"],
    "form.access.language": ["es"],
    "form.family.report_at": ["21:05"],
}


def begun(night) -> tuple[Phone, str]:
    phone = Phone(night.clinician)
    phone.say("call.stamp", night.assignment, which="arrival", at=phone.at())
    return phone, phone.begin(night.person, night.assignment)


def carried(phone: Phone, contact: str) -> dict:
    return next(one for one in phone.take_shift()["contacts"] if one["id"] == contact)


def test_every_field_of_a_contact_is_set_and_carried_back(night):
    phone, contact = begun(night)
    piece = phone.say("contact.set", contact, fields=FIELDS)
    screened = phone.say("contact.set", contact, fields={"screening.cssrs-screener": CSSRS})
    phone.send()
    assert piece.receipt["problems"] == [] and piece.state == "applied"
    assert screened.receipt["problems"] == [] and screened.state == "applied"
    stands = carried(phone, contact)["fields"]
    assert {name: stands.get(name) for name in FIELDS} == FIELDS
    assert stands["screening.cssrs-screener"]["answers"][0] == ["1", "yes"]
    assert not any(table.objects.exists() for table in KEPT.values())


# In its place in `bin/test`: domain/encounters/tests/test_actions.py,
# test_a_changed_outcome_is_logged_and_takes_back_what_no_longer_fits.
@pytest.mark.whole
def test_another_outcome_takes_back_what_does_not_go_with_it(night):
    phone, contact = begun(night)
    phone.say(
        "contact.set",
        contact,
        fields={**FIELDS, "disposition": "resolved_on_scene", "transported_to": "", "transported_by": ""},
    )
    back = {"disposition": "", "disposition_detail": "", "distress_before": "", "distress_after": ""}
    phone.say("contact.set", contact, fields={"contact_outcome": "unable_to_locate", **back})
    phone.say("contact.set", contact, fields={"disposition": "no_service_needed", "disposition_detail": "Gone"})
    assert set(phone.send()) == {"applied"}
    stands = carried(phone, contact)["fields"]
    assert (stands["contact_outcome"], stands["disposition"]) == ("unable_to_locate", "no_service_needed")
    assert not {"distress_before", "distress_after"} & set(stands)


@pytest.mark.whole
def test_what_tells_of_alcohol_goes_apart(night):
    phone, contact = begun(night)
    phone.say("contact.set", contact, fields={"contact_outcome": "engaged"})
    said = {"note_apart": "He is in a program.", "form.use.substances": ["none"]}
    piece = phone.say("contact.set", contact, fields=said)
    phone.send()
    assert piece.receipt["problems"] == [] and piece.state == "applied"
    stands = carried(phone, contact)["fields"]
    assert "note" not in stands and {name: stands.get(name) for name in said} == said


@pytest.mark.whole
def test_a_field_that_is_none_is_refused_by_its_name(night):
    phone, contact = begun(night)
    fields = {"contact_outcome": "engaged", "agency_id": "x", "form.cues.rumor": ["y"], "screening.none": {}}
    piece = phone.say("contact.set", contact, fields=fields)
    phone.send()
    assert piece.state == "refused"
    assert {one["field"] for one in piece.receipt["problems"]} >= {"agency_id", "form.cues.rumor"}
    assert "contact_outcome" not in carried(phone, contact)["fields"]


def test_the_call_is_stamped_corrected_led_and_reported(night, taken):
    phone, officer = taken, Phone(night.officer)
    members = {one["name"]: one["id"] for one in phone.shift["team"]["members"]}
    phone.say("call.stamp", night.assignment, which="arrival", at=phone.at())
    phone.say("call.lead", night.assignment, member=members[night.officer.name], reason="safety_changed")
    phone.say("call.check_in", night.assignment, at=phone.at())
    phone.say("call.correct", night.assignment, which="arrival", at=phone.at(), reason="Tapped late")
    assert phone.send() == ["applied"] * 4, [one.receipt for one in phone.queue]
    officer.take_shift()
    assert officer.shift["calls"][0]["lead"]["name"] == night.officer.name
    assert officer.shift["calls"][0]["report_people"] == [str(night.person)]
    told = {"ending.arrest": ["no"], "force.hurt": ["nobody"]}
    report = officer.say("call.report", night.assignment, person=str(night.person), fields=told)
    officer.send()
    assert report.state == "applied", report.receipt
    assert officer.take_shift()["calls"][0]["report"][str(night.person)] == told
    # The clinician's phone carries nothing of it.
    carried = phone.take_shift()["calls"][0]
    assert (carried["report"], carried["report_people"]) == ({}, [])


@pytest.mark.whole
def test_somebody_met_on_the_way_is_described_and_written_up(night):
    phone = Phone(night.clinician)
    phone.take_shift()
    person = str(uuid.uuid4())
    told = {"given_name": "", "family_name": "", "appearance": "About 60, gray coat"}
    phone.say("person.describe", person, assignment=str(night.assignment), **told)
    contact = phone.begin(person, night.assignment)
    phone.say("contact.set", contact, fields={"contact_outcome": "declined"})
    phone.say("contact.close", contact, clear=True)
    assert phone.send() == ["applied"] * 4, [one.receipt for one in phone.queue]
    release = made.list_release(night.clinician, "my_call", Category.CAD_FACTS)
    detail = call(night.incident, release=release)
    assert uuid.UUID(person) in detail.everybody
    assert detail.assignments[0].times[UnitTime.CLEAR]


@pytest.mark.whole
def test_a_referral_is_made_and_its_answer_kept(night):
    phone, contact = begun(night)
    phone.say("contact.set", contact, fields={"contact_outcome": "engaged"})
    said = {"need": "crisis_stabilization", "why": "Wants help today", "when": "now", "warm": True}
    phone.say("contact.refer", contact, service=str(night.registered), answer="spoken", **said)
    assert phone.send() == ["applied"] * 4, [one.receipt for one in phone.queue]
    [sent] = carried(phone, contact)["referrals"]
    assert sent.pop("link") and uuid.UUID(sent.pop("id"))
    assert sent == {
        "service": "Lakeside Walk-in",
        "words": "Sent, no word yet",
        "next": "Call them, 555-0141",
        "phone": "555-0141",
    }


def test_the_desk_of_a_referral_gets_a_link_from_the_phone_and_the_one_before_ends(night):
    phone, contact = begun(night)
    phone.say("contact.set", contact, fields={"contact_outcome": "engaged"})
    asked = {"need": "crisis_stabilization", "why": "", "when": "now", "answer": "spoken", "language": "es"}
    phone.say("contact.refer", contact, service=str(night.registered), **asked)
    assert phone.send() == ["applied"] * 4, [one.receipt for one in phone.queue]
    [sent] = carried(phone, contact)["referrals"]
    address = f"{API}/referrals/{sent['id']}/link"
    first, second = (phone.client.post(address).json() for _time in range(2))
    assert first["link"] != second["link"] and second["link"] in second["words"] and "Theo" not in str(second)
    desk = Client()
    opened = [desk.get(urlsplit(one["link"]).path).status_code for one in (first, second)]
    assert opened == [404, 200]
    assert Agreement.objects.get().language == "es"
    # Who writes no contacts has no such address, and nobody a link to what was never sent.
    assert Phone(night.officer).client.post(address).status_code == 404
    assert phone.client.post(f"{API}/referrals/{uuid.uuid4()}/link").status_code == 404
    revoke(Agreement.objects.get().pk, actor=night.clinician, how="spoken")
    assert phone.client.post(address).status_code == 409


@pytest.mark.whole
def test_an_addition_is_signed_after_the_note(night):
    phone, contact = begun(night)
    phone.say("contact.set", contact, fields={"contact_outcome": "declined", "note": "Would not talk."})
    phone.say("contact.close", contact, clear=False)
    phone.say("contact.add", contact, text="He called back.", reason="learned_later")
    assert phone.send() == ["applied"] * 5, [one.receipt for one in phone.queue]


def test_an_sos_and_its_place(night):
    phone = Phone(night.clinician)
    phone.say(
        "safety.sos", night.clinician.id, sos=str(uuid.uuid4()), at=phone.at(), lat_e6=41_500_000, lon_e6=-81_700_000
    )
    assert phone.send() == ["applied"], phone.queue[0].receipt
