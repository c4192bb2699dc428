"""A clinician by phone: an officer alone asks, one clinician takes it, writes on that call, and it ends with it."""

from dataclasses import dataclass
from uuid import UUID

import pytest

from tandem.domain.encounters import actions as encounters
from tandem.domain.incidents import actions
from tandem.domain.incidents.actions.decide import available
from tandem.domain.incidents.facts import facts
from tandem.domain.incidents.models import Tele
from tandem.domain.incidents.shift_facts import facts as shift_facts
from tandem.domain.incidents.tele import open_asks
from tandem.domain.releases.opening import open_list, open_release
from tandem.domain.releases.timeline import of_incident
from tandem.domain.staffing.actions import sign_on
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor, NotAllowed
from tandem.foundation.organizations.models import Membership
from tandem.surfaces.field.watching import draw_card
from tandem.vocabulary.law import Category, Purpose
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.terms import Role, UnitTime
from tests import made
from tests.phones.client import Phone
from tests.phones.client import session_of as browser_of


def alone(actor: Actor, unit: str) -> UUID:
    """One person on shift, by phone."""
    job = Membership.objects.get(user_id=actor.id)
    until = clock.now() + made.timedelta(hours=8)
    return sign_on(actor=actor, unit=unit, member_ids=[job.pk], until=until, phone="555-0188", by_phone=True)


@dataclass(frozen=True)
class Lone:
    officer: Actor
    near: Actor
    far: Actor
    person: UUID
    incident: UUID
    assignment: UUID

    def ask(self) -> UUID:
        return actions.ask_tele(self.assignment, actor=self.officer)


@pytest.fixture(scope="module")
def lone(file_db) -> Lone:
    made.program()
    officer, near, far = (
        made.user_with_job(Role.OFFICER),
        made.user_with_job(Role.CLINICIAN),
        made.user_with_job(Role.CLINICIAN),
    )
    person = made.person(appearance="About 30, red jacket")
    incident = made.call(person)
    assignment = made.sent(incident, alone(officer, "Patrol 12"))
    alone(near, "Desk 1")
    alone(far, "Desk 2")
    return Lone(officer, near, far, person, incident, assignment)


def test_every_clinician_on_shift_sees_it_and_one_wins(lone):
    assert "Patrol 12 asks" not in draw_card(lone.near)
    tele = lone.ask()
    assert lone.ask() == tele
    for clinician in (lone.near, lone.far):
        assert "Patrol 12 asks for a clinician by phone" in draw_card(clinician)
    assert "asks for a clinician" not in draw_card(lone.officer)
    assert actions.take_tele(tele, actor=lone.near) == lone.assignment
    with pytest.raises(Conflict, match=f"{lone.near.name} took it"):
        actions.take_tele(tele, actor=lone.far)
    assert actions.take_tele(tele, actor=lone.near) == lone.assignment
    assert open_asks() == [] and "asks for a clinician" not in draw_card(lone.far)


def test_whoever_took_it_writes_on_that_call_and_leaves_the_times_to_who_is_there(lone):
    with pytest.raises(Absent):
        open_release(lone.near, lone.person, Purpose.SCENE)
    actions.take_tele(lone.ask(), actor=lone.near)
    assert open_release(lone.near, lone.person, Purpose.SCENE).allows(Category.CLINICAL_NOTE)
    contact = encounters.start(actor=lone.near, person_id=lone.person, assignment_id=lone.assignment)
    encounters.set_outcome(contact, actor=lone.near, outcome="engaged")
    with pytest.raises(Absent):
        encounters.start(actor=lone.far, person_id=lone.person, assignment_id=lone.assignment)
    with pytest.raises(Refusal, match="stay with who is there"):
        actions.stamp(lone.assignment, actor=lone.near, which=UnitTime.ARRIVAL)
    with pytest.raises(Refusal, match="stay with who is there"):
        actions.check_in(lone.assignment, actor=lone.near)
    actions.stamp(lone.assignment, actor=lone.officer, which=UnitTime.ARRIVAL)
    [mine] = made.my(lone.near)
    assert mine.lead.name == lone.officer.name and mine.tele.there


def test_the_lead_goes_to_the_phone_and_back(lone):
    tele = lone.ask()
    actions.stamp(lone.assignment, actor=lone.officer, which=UnitTime.ARRIVAL)
    with pytest.raises(Refusal):
        actions.hand_over(lone.assignment, actor=lone.officer, member_id=tele, reason="calmer")
    actions.take_tele(tele, actor=lone.near)
    [officer] = [one.lead for one in made.my(lone.officer)]
    with pytest.raises(Refusal):
        actions.hand_over(lone.assignment, actor=lone.near, member_id=tele, reason="calmer")
    actions.hand_over(lone.assignment, actor=lone.officer, member_id=tele, reason="calmer")
    [lead] = [one.lead for one in made.my(lone.officer)]
    assert (lead.name, lead.by_phone) == (lone.near.name, True)
    with pytest.raises(Refusal, match="Hand the lead over first"):
        actions.end_tele(lone.assignment, actor=lone.near)
    actions.hand_over(lone.assignment, actor=lone.near, member_id=officer.id, reason="other")
    entries = of_incident(lone.incident, release=open_list(lone.officer, "my_call"))
    assert "clinician, by phone" in [one.now for one in entries]
    actions.end_tele(lone.assignment, actor=lone.near)
    assert made.my(lone.near) == []


def test_it_ends_with_the_call_and_the_note_can_be_finished(lone):
    actions.take_tele(lone.ask(), actor=lone.near)
    contact = encounters.start(actor=lone.near, person_id=lone.person, assignment_id=lone.assignment)
    actions.stamp(lone.assignment, actor=lone.officer, which=UnitTime.CLEAR)
    assert made.my(lone.near) == [] and Tele.objects.get().ended_at
    encounters.set_outcome(contact, actor=lone.near, outcome="engaged")
    [fact] = facts(lambda kind, key: str(key))
    assert fact.tele_asked_at and fact.tele_taken_at >= fact.tele_asked_at


def test_who_may_ask_and_take(lone):
    stranger = made.user_with_job(Role.OFFICER)
    with pytest.raises(Absent):
        actions.ask_tele(lone.assignment, actor=stranger)
    with pytest.raises(NotAllowed):
        actions.ask_tele(lone.assignment, actor=lone.near)
    tele = lone.ask()
    with pytest.raises(NotAllowed):
        actions.take_tele(tele, actor=lone.officer)
    with pytest.raises(Refusal, match="Sign on"):
        actions.take_tele(tele, actor=made.user_with_job(Role.CLINICIAN))
    actions.end_tele(lone.assignment, actor=lone.officer)
    with pytest.raises(Refusal, match="don't wait"):
        actions.take_tele(tele, actor=lone.near)
    # Asked anew, it is another question.
    assert lone.ask() != tele


def test_through_the_pages(lone):
    officer, near, far = (browser_of(one) for one in (lone.officer, lone.near, lone.far))
    scene = f"/field/call/{lone.assignment}/scene/"
    assert officer.post(f"/field/call/{lone.assignment}/tele/").status_code == 302
    assert "Nobody took it yet" in officer.get(scene).content.decode()
    page = near.get("/field/").content.decode()
    tele = Tele.objects.get().pk
    assert f"/field/tele/{tele}/take/" in page and "red jacket" not in page
    assert far.get(scene).status_code == 404
    assert near.post(f"/field/tele/{tele}/take/").url == f"/field/call/{lone.assignment}/"
    assert far.post(f"/field/tele/{tele}/take/", follow=True).content.decode().count("took it") == 1
    told = near.get(scene).content.decode()
    assert "You are there by phone" in told and "tel:555-0188" in told and 'name="which"' not in told
    assert lone.near.name in officer.get(scene).content.decode()
    assert ">Arrived<" not in near.get(f"/field/call/{lone.assignment}/").content.decode()
    assert officer.post(f"/field/call/{lone.assignment}/tele/", {"end": "1"}).status_code == 302
    assert "Ask a clinician by phone" in officer.get(scene).content.decode()
    assert officer.post(f"/field/tele/{tele}/take/").status_code == 404


# In its place in `bin/test`: tests/phones/test_tele.py, test_taken_on_the_phone_and_written_up_in_the_same_record.
@pytest.mark.whole
def test_the_phone_of_who_took_it_carries_that_call(lone):
    phone = Phone(lone.near)
    assert phone.take_shift()["calls"] == []
    actions.take_tele(lone.ask(), actor=lone.near)
    [call] = phone.take_shift()["calls"]
    assert (call["id"], call["tele"]["mine"], call["check_in_due"]) == (str(lone.assignment), True, None)
    contact = phone.begin(lone.person, lone.assignment)
    phone.say("contact.set", contact, fields={"contact_outcome": "engaged"})
    phone.say("call.stamp", lone.assignment, which="arrival", at=phone.at())
    assert phone.send() == ["applied", "applied", "refused"]


def test_somebody_alone_is_no_team_for_the_criteria_and_a_desk_no_unit(lone):
    assert available(clock.now()) == "none"
    assert [one.officers for one in shift_facts(lambda kind, key: str(key))] == [1]


def test_a_clinician_at_a_desk_is_sent_nowhere(lone):
    call = made.call(made.person())
    with pytest.raises(Refusal, match="works by phone"):
        made.sent(call, alone(made.user_with_job(Role.CLINICIAN), "Desk 3"))
    with pytest.raises(Refusal, match="One person alone"):
        alone(made.user_with_job(Role.PEER), "Desk 4")
