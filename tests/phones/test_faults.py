"""F4 to F11 in their small forms: whatever goes wrong on the way, nothing is lost, doubled or overwritten in silence.

Each has a known-bad twin: a phone or a server that is not careful, which the same check must catch.
"""

import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tandem.domain.encounters.models import Encounter, Note
from tandem.domain.incidents.models import Assignment
from tandem.domain.people.models import Person
from tandem.domain.phones import rules
from tandem.domain.phones.models import KEPT, Rival, Work
from tandem.foundation.acts.act import guard
from tandem.foundation.organizations.models import Membership
from tandem.surfaces.field.phone import taking, turn
from tandem.vocabulary.terms import Role
from tests.phones.client import API, Phone, Queued, plain
from tests.short import LONG, few


def outcome(contact: str) -> str:
    return Encounter.objects.get(pk=contact).contact_outcome


def begun(phone: Phone, night) -> str:
    return phone.begin(night.person, night.assignment)


def bodies(state: str) -> list[dict]:
    return [row.body for table in KEPT.values() for row in table.objects.filter(work__state=state)]


# F4: cut on the way.


def test_half_a_body_is_no_piece_and_the_phone_keeps_it(night):
    phone = Phone(night.clinician)
    one = phone.say("call.stamp", night.assignment, which="arrival", at=phone.at())
    whole = plain(one.body)
    for size in (0, 1, len(whole) // 2, len(whole) - 1):
        answer = phone.client.put(f"{API}/work", whole[:size], content_type="application/json")
        assert answer.status_code == 400 and answer.json()["problems"], size
    assert not Work.objects.exclude(why="unread").exists()
    assert phone.put(one).status_code == 200


def test_a_phone_that_believes_any_answer_would_lose_it(night):
    """The twin: who says "Sent" without comparing the hash has lost what the server never had."""
    phone = Phone(night.clinician)
    one = phone.say("call.stamp", night.assignment, which="arrival", at=phone.at())
    answer = phone.client.put(f"{API}/work", b"{", content_type="application/json")
    believed = answer.status_code < 500
    assert believed and not Work.objects.filter(pk=one.id).exists()
    assert answer.json().get("hash") != rules.digest(one.body)


# F5: the same again, ten times.


def test_ten_times_the_same_is_one(night):
    """Three times in the short form."""
    phone = Phone(night.clinician)
    contact = begun(phone, night)
    one = phone.say("contact.set", contact, fields={"contact_outcome": "declined", "note": "Door stayed shut."})
    answers = [phone.put(each).json() for each in phone.queue * (10 if LONG else 3)]
    assert len({str(answer) for answer in answers if answer["id"] == one.id}) == 1
    assert Work.objects.count() == 2 and outcome(contact) == "declined"


@pytest.mark.whole
def test_without_the_memory_of_ids_it_would_be_ten(night, monkeypatch):
    monkeypatch.setattr(turn.Turn, "known", lambda self, work_id: None)
    phone = Phone(night.clinician)
    contact = begun(phone, night)
    phone.say("contact.set", contact, fields={"contact_outcome": "declined"})
    phone.say("contact.refer", contact, service=str(night.registered), need="", why="", when="", answer="no")
    first, second = (phone.put(each) for each in phone.queue[:1] * 2)
    assert first.json() != second.json() or first.json()["received"] != second.json()["received"]


# F6: the same id with other words.


def test_a_rival_is_kept_beside_and_changes_nothing(night):
    phone = Phone(night.clinician)
    contact = begun(phone, night)
    one = phone.say("contact.set", contact, fields={"contact_outcome": "declined"})
    phone.send()
    other = Queued(one.body | {"say": {"fields": {"contact_outcome": "engaged"}}})
    answers = [phone.put(other) for _again in range(2)]
    assert {answer.status_code for answer in answers} == {409}
    assert {answer.json()["state"] for answer in answers} == {"rival"}
    assert outcome(contact) == "declined" and phone.put(one).json()["state"] == "applied"
    assert Rival.objects.count() == 1
    [kept] = [row.body for table in KEPT.values() for row in table.objects.all()]
    assert kept["say"]["fields"] == {"contact_outcome": "engaged"}


def test_somebody_elses_id_says_nothing_of_theirs(night):
    phone, other = Phone(night.clinician), Phone(night.officer)
    one = phone.say("call.stamp", night.assignment, which="arrival", at=phone.at())
    phone.send()
    answer = other.put(Queued(one.body))
    assert answer.status_code == 409 and answer.json()["made"] == {} and answer.json()["problems"] == []


# F7: out of order.


# In its place in `bin/test`: test_together.py, test_repeats_rivals_and_the_wrong_order_in_one_request, and the one below.
@pytest.mark.whole
@pytest.mark.parametrize("order", [[3, 2, 1, 0], [2, 3, 0, 1], [1, 3, 2, 0], [0, 2, 1, 3]])
def test_in_any_order_it_comes_to_the_same(night, order):
    phone = Phone(night.clinician)
    phone.take_shift()
    person = str(uuid.uuid4())
    told = {"given_name": "", "family_name": "", "appearance": "About 60, gray coat"}
    phone.say("person.describe", person, assignment=str(night.assignment), **told)
    contact = phone.begin(person, night.assignment)
    phone.say("contact.set", contact, fields={"contact_outcome": "declined"})
    phone.say("contact.set", contact, fields={"contact_outcome": "engaged"})
    for place in order:
        phone.put(phone.queue[place])
    for one in phone.queue:
        phone.put(one)
    assert [one.state for one in phone.queue] == ["applied"] * 4
    assert outcome(contact) == "engaged"
    assert bodies("waiting") == []


def test_what_waits_is_kept_and_not_dropped(night):
    phone = Phone(night.clinician)
    contact = begun(phone, night)
    later = phone.say("contact.set", contact, fields={"contact_outcome": "declined"})
    assert phone.put(later).status_code == 202 and later.state == "waiting"
    [kept] = bodies("waiting")
    assert kept["say"]["fields"] == {"contact_outcome": "declined"}


@pytest.mark.whole
def test_a_server_that_takes_them_as_they_come_would_fail(night, monkeypatch):
    monkeypatch.setattr(taking.pieces, "those", lambda ids: {})
    monkeypatch.setattr(taking, "read", lambda document: replace(rules.read(document), after=()))
    phone = Phone(night.clinician)
    contact = begun(phone, night)
    later = phone.say("contact.set", contact, fields={"contact_outcome": "declined"})
    assert phone.put(later).json()["state"] != "applied"


# F8: two editors.


def two_on_one_contact(night) -> tuple[Phone, Phone, str]:
    """A clinician and a colleague of the same team, both with the contact as it was before either said more."""
    here = Phone(night.clinician)
    contact = begun(here, night)
    here.say("contact.set", contact, fields={"contact_outcome": "engaged", "distress_before": 8})
    here.send()
    # The same human on a second phone carries what stands now, and so does the first.
    there = Phone(night.clinician)
    here.shift = there.take_shift()
    return here, there, contact


@pytest.mark.whole
def test_different_fields_merge(night):
    here, there, contact = two_on_one_contact(night)
    mine = here.say("contact.set", contact, fields={"distress_after": 3, "form.cues.worked": ["yes"]})
    theirs = there.say("contact.set", contact, fields={"note": "Sister came.", "form.cues.cues": ["none"]})
    here.put(mine), there.put(theirs)
    assert (mine.state, theirs.state) == ("applied", "applied")
    stands = next(one for one in here.take_shift()["contacts"] if one["id"] == contact)["fields"]
    assert (stands["distress_after"], stands["note"]) == (3, "Sister came.")
    assert (stands["form.cues.worked"], stands["form.cues.cues"]) == (["yes"], ["none"])


def test_the_same_field_is_a_conflict_with_both_kept(night):
    here, there, contact = two_on_one_contact(night)
    mine = here.say("contact.set", contact, fields={"note": "Calm.", "distress_after": 2})
    theirs = there.say("contact.set", contact, fields={"note": "Still upset.", "distress_before": 7})
    here.put(mine)
    answer = there.put(theirs)
    assert answer.status_code == 409 and theirs.state == "conflict"
    [conflict] = theirs.receipt["conflicts"]
    assert (conflict["field"], conflict["yours"], conflict["stands"]) == ("note", "Still upset.", "Calm.")
    assert conflict["by"] == night.clinician.name and conflict["at"]
    [kept] = bodies("conflict")
    assert kept["say"]["fields"]["note"] == "Still upset."
    # The other field of the piece was taken, the one in conflict was not.
    assert Note.objects.get().text == "Calm." and Encounter.objects.get(pk=contact).distress_before == 7
    assert there.put(theirs).json()["conflicts"][0]["stands"] == "Calm."

    there.take_shift()
    both = "Calm. Before that still upset."
    there.queue = []
    settling = there.say("contact.set", contact, settles=theirs.id, fields={"note": both})
    there.put(settling)
    assert settling.state == "applied" and bodies("conflict") == []


@pytest.mark.whole
def test_last_write_wins_would_be_caught(night, monkeypatch):
    monkeypatch.setattr(taking, "meet", lambda was, said, stands: rules.Met.TAKE)
    here, there, contact = two_on_one_contact(night)
    mine = here.say("contact.set", contact, fields={"note": "Calm."})
    theirs = there.say("contact.set", contact, fields={"note": "Still upset."})
    here.put(mine), there.put(theirs)
    assert theirs.state == "applied" and bodies("conflict") == []


# F10: rights lost meanwhile.


def test_work_of_a_lost_right_waits_for_a_supervisor(night, taken):
    phone = taken
    contact = begun(phone, night)
    piece = phone.say("contact.set", contact, fields={"contact_outcome": "declined"})
    # The same human signs in again, in another job.
    employer = Membership.objects.get(user_id=night.clinician.id).organization
    Membership.objects.filter(user_id=night.clinician.id).update(active=False)
    other = Membership.objects.create(user_id=night.clinician.id, organization=employer, role=Role.PEER)
    lost = Phone(replace(night.clinician, role=Role.PEER))
    lost.queue, lost.shift = phone.queue, phone.shift
    assert other.active and lost.send() == ["review", "review"]
    assert lost.put(piece).status_code == 202
    assert len(bodies("review")) == 2
    assert phone.put(piece).status_code == 401


@pytest.mark.whole
def test_a_server_that_forgets_the_job_would_apply_it(night, monkeypatch):
    monkeypatch.setattr(taking, "_another_job", lambda *_: False)
    phone = Phone(night.officer)
    phone.take_shift()
    piece = phone.say("call.stamp", night.assignment, which="arrival", at=phone.at())
    employer = Membership.objects.get(user_id=night.officer.id).organization
    Membership.objects.filter(user_id=night.officer.id).update(active=False)
    Membership.objects.create(user_id=night.officer.id, organization=employer, role=Role.PEER)
    lost = Phone(replace(night.officer, role=Role.PEER))
    lost.queue, lost.shift = phone.queue, phone.shift
    lost.put(piece)
    assert piece.state == "applied"


def test_a_sealed_person_is_written_of_no_more(night):

    phone = Phone(night.clinician)
    contact = begun(phone, night)
    phone.send()
    with guard(uuid.uuid4()):
        Person.objects.filter(pk=night.person).update(sealed_at=datetime.now(UTC))
    piece = phone.say("contact.set", contact, fields={"contact_outcome": "declined"})
    assert phone.put(piece).status_code == 202 and piece.state == "review"


# F11: clocks.


@pytest.mark.fuzz
@pytest.mark.parametrize(("days", "told"), few([(3, True), (3, False), (-3, True), (-3, False)], every=3))
def test_a_clock_three_days_off_makes_no_time_that_cannot_be(night, days, told):
    phone = Phone(night.clinician, ahead=timedelta(days=days), tells_time=told)
    before = datetime.now(UTC)
    for which in ("arrival", "engagement", "clear"):
        phone.say("call.stamp", night.assignment, which=which, at=phone.at())
    assert phone.send() == ["applied"] * 3
    one = Assignment.objects.get(pk=night.assignment)
    assert one.dispatched_at <= one.arrived_at <= one.engaged_at <= one.cleared_at <= datetime.now(UTC)
    kept = Work.objects.get(pk=phone.queue[0].id)
    assert abs((kept.made_at - before) - timedelta(days=days)) < timedelta(minutes=1)
    assert before <= kept.received_at
    clock = phone.queue[0].receipt["clock"]
    if told or days > 0:
        assert abs(clock["skew_s"] - days * 86_400) < 60
    else:
        # A clock behind that does not tell its time looks like a piece that was long on its way.
        assert clock is None


def test_a_server_that_takes_the_phones_word_would_be_caught(night, monkeypatch):
    monkeypatch.setattr(rules, "placed", lambda told, *_: told)
    phone = Phone(night.clinician, ahead=timedelta(days=3))
    piece = phone.say("call.stamp", night.assignment, which="arrival", at=phone.at())
    phone.put(piece)
    assert piece.state == "refused"


def test_a_colleagues_contact_becomes_an_alias(night):
    """The same contact is begun on two phones: the second one's id leads to the first one's."""
    here, there = Phone(night.clinician), Phone(night.clinician)
    mine, theirs = begun(here, night), begun(there, night)
    here.send()
    there.say("contact.set", theirs, fields={"contact_outcome": "declined"})
    assert there.send() == ["applied", "applied"]
    assert there.queue[0].receipt["made"] == {"contact": mine}
    assert outcome(mine) == "declined"
