"""An officer without signal asks for a clinician; the ask goes out with the queue."""

from tandem.domain.incidents.models import Tele
from tandem.domain.incidents.tele import open_asks
from tests.phones.client import Phone


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
