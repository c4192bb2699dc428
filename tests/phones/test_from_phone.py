"""What the app's own tests recorded (`contracts/from_phone`) is sent word for word, and the server acknowledges each by its hash.

The phone's tests write these files (`TANDEM_RECORD=1 npm test` in `clients/field`) and fail where the app sends anything else.
"""

import base64
import json
from pathlib import Path

import pytest

from tandem.domain.encounters.records import summary
from tandem.domain.incidents.records import call
from tandem.domain.phones.models import KEPT, Photo, Work
from tandem.domain.phones.rules import canonical, digest
from tandem.domain.referrals.models import Referral
from tandem.domain.screenings.models import Screening
from tandem.vocabulary.law import Category
from tandem.vocabulary.terms import UnitTime
from tests import made
from tests.phones.client import Phone
from tests.phones.test_contract import faults

FOLDER = Path(__file__).parents[2] / "contracts" / "from_phone"


class Replay:
    """One recorded story, sent through the door as the phone sent it; real ids stand where its made-up ones stood."""

    def __init__(self, name: str, night):
        text = (FOLDER / f"{name}.json").read_text()
        self.recorded = json.loads(text)
        # The app reads who is on the team out of the shift it took.
        phone = Phone(night.clinician)
        members = {one["profession"]: one["id"] for one in phone.take_shift()["team"]["members"]}
        real = {
            "assignment": night.assignment,
            "person": night.person,
            "officer": members["officer"],
            "service": night.registered,
        }
        for what, made_up in self.recorded["stands_for"].items():
            text = text.replace(made_up, str(real[what]))
        self.turns = json.loads(text)["turns"]
        self.client = phone.client
        self.answers = [answer for turn in self.turns for answer in self._send(turn["request"])]
        self.works = [work for turn in self.turns for work in _works(turn)]

    def _send(self, request: dict) -> list[dict]:
        photo = "base64" in request
        body = base64.b64decode(request["base64"]) if photo else canonical(request["body"])
        headers = {name: value for name, value in request["headers"].items() if name != "Content-Type"}
        kind = request["headers"]["Content-Type"]
        answer = self.client.put(request["path"], body, content_type=kind, headers=headers)
        assert answer.status_code == 200, answer.content
        if photo:
            hashes, receipts = [headers["Tandem-Hash"]], [answer.json()]
        else:
            assert [one for work in request["body"]["pieces"] for one in faults("work", work)] == []
            hashes = [digest(work) for work in request["body"]["pieces"]]
            receipts = [one["body"] for one in answer.json()["answers"]]
        assert [one for receipt in receipts for one in faults("receipt", receipt)] == []
        assert [receipt["hash"] for receipt in receipts] == hashes
        for receipt in receipts:
            assert (receipt["state"], receipt["problems"], receipt["conflicts"]) == ("applied", [], [])
        return receipts

    def id_of(self, verb: str) -> str:
        """The subject of the first piece with this verb."""
        return next(work["subject"] for work in self.works if work["verb"] == verb)


def _works(turn: dict) -> list[dict]:
    return turn["request"].get("body", {}).get("pieces", [])


def said(replay: Replay) -> dict:
    """The last word on each field of the contact."""
    found: dict = {}
    for work in replay.works:
        if work["verb"] == "contact.set":
            found |= work["say"]["fields"]
    return found


def test_the_stories_here_are_those_recorded():
    assert {one.stem for one in FOLDER.iterdir()} == {
        "a_whole_call_without_signal",
        "edited_before_sending",
        "sent_again_after_a_cut_answer",
    }


def test_a_whole_call_that_the_app_sent_is_in_the_record(night):
    replay = Replay("a_whole_call_without_signal", night)
    contact, fields = replay.id_of("contact.begin"), said(replay)
    release = made.release(night.clinician, night.person, Category.CLINICAL_NOTE, Category.CAD_FACTS)
    one = summary(contact, release=release)
    assert one.closed_at and (one.contact_outcome, one.disposition) == ("engaged", "resolved_on_scene")
    assert (one.distress_before, one.distress_after) == (8, 4)
    assert [(note.text, bool(note.signed_at)) for note in one.notes] == [(fields["note"], True)]
    [mine] = call(night.incident, release=release).assignments
    assert (mine.lead.profession, mine.active) == ("officer", False)
    # This call came in a moment ago: no time is put before it, and none after another that it follows.
    assert mine.times[UnitTime.ARRIVAL] <= mine.times[UnitTime.ENGAGEMENT] <= mine.times[UnitTime.CLEAR]
    assert [each.service_id for each in Referral.objects.all()] == [night.registered]
    screened = Screening.objects.get()
    assert (screened.instrument, screened.completed_at is not None) == ("cssrs-screener", True)
    # The phone's clock was the story's: the server puts its times right, and says by how much they were off.
    assert all(receipt["clock"]["skew_s"] for receipt in replay.answers)
    assert Work.objects.count() == len(replay.works)
    # What was said without signal goes in one request.
    assert len(replay.turns) == 1
    assert not any(table.objects.exists() for table in KEPT.values())


def stands_as_said(replay: Replay, night) -> bool:
    """Whether the next shift carries what the app said last."""
    contact, fields = replay.id_of("contact.begin"), said(replay)
    [found] = [one["fields"] for one in Phone(night.clinician).take_shift()["contacts"] if one["id"] == contact]
    return {each: found.get(each) for each in fields} == fields


# In its place in `bin/test`: the one below, which looks at what stands of another story.
@pytest.mark.whole
def test_what_stands_is_what_the_app_said_last(night):
    assert stands_as_said(Replay("edited_before_sending", night), night)


def test_what_went_twice_stands_once(night):
    replay = Replay("sent_again_after_a_cut_answer", night)
    twice = [turn["request"] for turn in replay.turns if turn["heard"] == "nothing"]
    assert [request["path"].split("/")[3] for request in twice] == ["work", "photo"]
    ids = [receipt["id"] for receipt in replay.answers]
    assert max(ids.count(each) for each in ids) == 2
    assert len({(receipt["id"], receipt["hash"]) for receipt in replay.answers}) == len(set(ids))
    assert Work.objects.count() == len({work["id"] for work in replay.works})
    assert Photo.objects.count() == 1
    assert stands_as_said(replay, night)
