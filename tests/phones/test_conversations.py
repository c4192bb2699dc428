"""The recorded conversations of `contracts/` are what the server says today. `TANDEM_RECORD=1` writes them anew."""

import os

import pytest

from tests.phones.client import Phone, Queued
from tests.phones.conversations import FOLDER, Recorder, written
from tests.short import few


def a_call_written_up(night) -> Recorder:
    record = Recorder("A call from arrival to close; every piece is applied, and a repeat gets the same receipt.")
    phone = Phone(night.clinician)
    arrived = phone.say("call.stamp", night.assignment, which="arrival", at=phone.at())
    contact = phone.begin(night.person, night.assignment)
    phone.say("contact.set", contact, fields={"contact_outcome": "engaged", "distress_before": 8})
    phone.say("contact.set", contact, fields={"disposition": "stays_with_support", "note": "Calm at the end."})
    phone.say("contact.close", contact, clear=True)
    assert record.put(phone, *phone.queue) == ["applied"] * 5
    record.put(phone, arrived)
    return record


def one_bad_among_good(night) -> Recorder:
    record = Recorder(
        "Several in one request, one of them no piece at all: each has its own answer, in the same order."
    )
    phone = Phone(night.clinician)
    phone.say("call.stamp", night.assignment, which="arrival", at=phone.at())
    bad = phone.say("call.fly", night.assignment)
    phone.say("call.check_in", night.assignment, at=phone.at())
    assert record.put(phone, *phone.queue) == ["applied", "waiting", "applied"]
    assert bad.receipt is None
    return record


def out_of_order(night) -> Recorder:
    record = Recorder("A piece comes before the one it hangs on: it waits, and is in the record once the other came.")
    phone = Phone(night.clinician)
    contact = phone.begin(night.person, night.assignment)
    later = phone.say("contact.set", contact, fields={"contact_outcome": "declined"})
    assert [record.put(phone, one) for one in (later, phone.queue[0], later)] == [["waiting"], ["applied"], ["applied"]]
    return record


def two_editors(night) -> Recorder:
    record = Recorder(
        "The same field said on two phones: both are kept, shown as a conflict, and settled by a third piece."
    )
    here, there = Phone(night.clinician), Phone(night.clinician)
    contact = here.begin(night.person, night.assignment)
    here.say("contact.set", contact, fields={"contact_outcome": "engaged"})
    here.send()
    there.take_shift(), here.take_shift()
    mine = here.say("contact.set", contact, fields={"note": "Calm."})
    theirs = there.say("contact.set", contact, fields={"note": "Still upset.", "distress_before": 7})
    assert (record.put(here, mine), record.put(there, theirs)) == (["applied"], ["conflict"])
    there.take_shift()
    there.queue = []
    settling = there.say("contact.set", contact, settles=theirs.id, fields={"note": "Calm. Before that upset."})
    assert record.put(there, settling) == ["applied"]
    return record


def refused_and_said_anew(night) -> Recorder:
    record = Recorder("What can't be taken is refused by its field, kept, and replaced by a piece that settles it.")
    phone = Phone(night.clinician)
    contact = phone.begin(night.person, night.assignment)
    wrong = phone.say("contact.set", contact, fields={"contact_outcome": "engaged", "distress_before": 11})
    assert record.put(phone, *phone.queue) == ["applied", "refused"]
    phone.queue = phone.queue[:1]
    anew = phone.say(
        "contact.set", contact, settles=wrong.id, fields={"contact_outcome": "engaged", "distress_before": 10}
    )
    assert record.put(phone, anew) == ["applied"]
    return record


def rival_and_review(night) -> Recorder:
    record = Recorder("The same id with another body is a rival; what its author may not do waits for a supervisor.")
    phone, officer = Phone(night.clinician), Phone(night.officer)
    contact = phone.begin(night.person, night.assignment)
    assert record.put(phone, phone.queue[0]) == ["applied"]
    other = Queued(phone.queue[0].body | {"step": 2})
    assert record.put(phone, other) == ["rival"]
    assert record.put(officer, officer.say("contact.set", contact, fields={"note": "Seen."})) == ["review"]
    return record


ALL = [a_call_written_up, one_bad_among_good, out_of_order, refused_and_said_anew, two_editors, rival_and_review]


@pytest.mark.fuzz
@pytest.mark.parametrize("play", few(ALL, every=3), ids=lambda play: play.__name__)
def test_the_recorded_conversation_is_what_the_server_says(night, play):
    file = FOLDER / f"{play.__name__}.json"
    told = written(play(night).told())
    if os.environ.get("TANDEM_RECORD"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(told)
    assert file.read_text() == told, "TANDEM_RECORD=1 pytest tests/phones/test_conversations.py"
