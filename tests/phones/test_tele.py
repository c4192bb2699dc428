"""An officer without signal asks for a clinician; the ask goes out with the queue."""

import pytest

from tandem.domain.incidents.models import Tele
from tandem.domain.incidents.tele import open_asks
from tandem.foundation.database import reach
from tandem.foundation.live.topics import Audience
from tandem.surfaces.field.phone import events
from tandem.surfaces.field.tests.test_tele import lone
from tests.phones.client import Phone
from tests.phones.test_contract import faults

__all__ = ["lone"]


def test_asked_from_the_phone(night):
    phone = Phone(night.officer)
    phone.take_shift()
    phone.say("call.tele", night.assignment)
    phone.say("call.tele", night.assignment)
    assert phone.send() == ["applied", "applied"]
    assert [one.by for one in open_asks()] == [night.officer.name] and Tele.objects.count() == 1
    [call] = phone.take_shift()["calls"]
    assert call["tele"]["asked_at"] and call["tele"]["id"] is None
    clinician = Phone(night.clinician)
    clinician.say("call.tele", night.assignment)
    assert clinician.send() == ["review"]


def test_taken_on_the_phone_and_written_up_in_the_same_record(lone):
    near, far, officer = Phone(lone.near), Phone(lone.far), Phone(lone.officer)
    ask = lone.ask()
    carried = near.take_shift()
    assert faults("shift", carried) == [] and [one["id"] for one in carried["asks"]] == [str(ask)]
    assert carried["calls"] == [] and "red jacket" not in str(carried)
    assert officer.take_shift()["asks"] == []
    assert near.client.post(f"/phone/api/asks/{ask}/take").json() == {"call": str(lone.assignment)}
    second = far.client.post(f"/phone/api/asks/{ask}/take")
    assert second.status_code == 409 and f"{lone.near.name} took it" in second.json()["problems"][0]["sentence"]
    assert near.client.post(f"/phone/api/asks/{ask}/take").status_code == 200
    assert officer.client.post(f"/phone/api/asks/{ask}/take").status_code == 404
    assert far.take_shift()["asks"] == []
    [call] = near.take_shift()["calls"]
    contact = near.begin(lone.person, lone.assignment)
    near.say("contact.set", contact, fields={"contact_outcome": "engaged"})
    assert (call["active"], near.send()) == (True, ["applied", "applied"])
    [seen] = officer.take_shift()["calls"]
    assert seen["tele"]["name"] == lone.near.name
    # Off the phone: the call goes on without the clinician, who may finish what they write.
    near.say("call.tele_end", lone.assignment)
    near.say("contact.set", contact, fields={"note": "She breathes slowly and will see her doctor."})
    assert near.send()[-2:] == ["applied", "applied"] and Tele.objects.get().ended_at
    [call] = near.take_shift()["calls"]
    assert (call["active"], call["check_in_due"], call["tele"]) == (False, None, None)
    [seen] = officer.take_shift()["calls"]
    assert (seen["active"], seen["tele"]) == (True, None)


def test_the_question_is_taken_back_and_asked_anew(lone):
    officer, near = Phone(lone.officer), Phone(lone.near)
    officer.say("call.tele", lone.assignment)
    officer.say("call.tele_end", lone.assignment)
    assert officer.send() == ["applied", "applied"] and near.take_shift()["asks"] == []
    officer.say("call.tele", lone.assignment)
    officer.send()
    [ask] = near.take_shift()["asks"]
    officer.say("call.stamp", lone.assignment, which="clear", at=officer.at())
    officer.send()
    assert near.take_shift()["asks"] == []
    gone = near.client.post(f"/phone/api/asks/{ask['id']}/take")
    assert gone.status_code == 422 and "don't wait" in gone.json()["problems"][0]["sentence"]


def test_news_of_a_call_reaches_the_clinician_who_is_there_by_phone(lone):
    near, far = Phone(lone.near), Phone(lone.far)
    near.client.post(f"/phone/api/asks/{lone.ask()}/take")
    told = {"teams": frozenset([Tele.objects.get().assignment.team_id])}

    def heard(actor) -> list[str]:
        audience = Audience("phone-app", str(actor.role), actor.organization_id, about=str(actor.id))
        # As the live process asks: nothing is open to it.
        with reach.fresh():
            return [name for name, _ids in events.render(audience, told, actor).events]

    assert (heard(near.actor), heard(far.actor)) == (["arrival"], [])


def test_only_who_may_take_it_is_told_at_once(lone):
    told = {"asks": frozenset([lone.ask()])}

    def heard(actor) -> list[str]:
        audience = Audience("phone-app", str(actor.role), actor.organization_id, about=str(actor.id))
        return [name for name, _ids in events.render(audience, told, actor).events]

    assert (heard(lone.near), heard(lone.officer)) == (["ask"], [])


# In its place in `bin/test`: test_taken_on_the_phone_and_written_up_in_the_same_record.
@pytest.mark.whole
def test_who_leads_by_phone_hands_the_lead_back_from_the_app(lone):
    near, officer = Phone(lone.near), Phone(lone.officer)
    near.client.post(f"/phone/api/asks/{lone.ask()}/take")
    officer.say("call.stamp", lone.assignment, which="arrival", at=officer.at())
    [seen] = officer.take_shift()["calls"]
    assert seen["tele"]["there"] == []
    officer.say("call.lead", lone.assignment, member=seen["tele"]["id"], reason="calmer")
    assert officer.send() == ["applied", "applied"]
    carried = near.take_shift()
    [call] = carried["calls"]
    [there] = call["tele"]["there"]
    assert call["lead"]["id"] == call["tele"]["id"] and there["profession"] == "officer"
    # Nobody hangs up with the lead in hand.
    early = near.say("call.tele_end", lone.assignment)
    assert near.send() == ["refused"] and "Hand the lead over first" in early.receipt["problems"][0]["sentence"]
    near.say("call.lead", lone.assignment, member=there["id"], reason="safety_changed")
    near.say("call.tele_end", lone.assignment)
    assert near.send()[1:] == ["applied", "applied"]
    [seen] = officer.take_shift()["calls"]
    assert (seen["lead"]["name"], seen["tele"]) == (lone.officer.name, None)
