"""Bad input at the door of the phone: a 4xx with a reason, never a stack trace, never half stored (B1, B2, B10)."""

import json
import time
import uuid

import pytest

from tandem.domain.encounters.models import Note
from tandem.domain.phones.models import ApartWork, Work
from tandem.domain.phones.rules import LARGEST, LARGEST_SENT, MOST_SENT, canonical
from tandem.foundation import rate
from tests.phones.client import API, Answered, Phone, plain
from tests.short import few, few_strings

pytestmark = [pytest.mark.fuzz]
LONGEST_SECONDS = 1.0


@pytest.fixture
def phone(night) -> Phone:
    rate.forget()
    found = Phone(night.clinician)
    # The first request of a process loads every page there is.
    found.get("me")
    return found


def send(phone: Phone, body: bytes, address: str = "work"):
    began = time.process_time()
    how = phone.client.post if address == "left" else phone.client.put
    answer = how(f"{API}/{address}", body, content_type="application/json")
    assert answer.status_code < 500, (answer.status_code, body[:80])
    assert b"Traceback" not in answer.content
    assert time.process_time() - began < LONGEST_SECONDS
    return answer


def send_one(phone: Phone, piece: bytes) -> Answered:
    """The answer to the one piece of a request."""
    [found] = send(phone, b'{"pieces":[' + piece + b"]}").json()["answers"]
    return Answered(found["status"], found["body"])


@pytest.mark.shared
@pytest.mark.parametrize("folder", ["json-parsing", "json"])
def test_hostile_json_is_refused_with_a_reason(shared, phone, folder):
    files = sorted((shared / "data/hostile" / folder).glob("*.json"))
    for file in few(files, 80 if folder == "json-parsing" else 2):
        for address in ("work", "left"):
            answer = send(phone, file.read_bytes(), address)
            assert answer.status_code in (400, 413, 429), file.name
            assert answer.status_code == 429 or answer.json()["problems"][0]["sentence"], file.name
    assert not Work.objects.exclude(why="unread").exists()


@pytest.mark.shared
def test_hostile_json_inside_a_good_piece_changes_nothing(shared, phone, night):
    one = phone.say("contact.set", uuid.uuid4(), fields={"note": "NOTE"})
    whole = plain(one.body)
    for file in few(sorted((shared / "data/hostile/json-parsing").glob("n_*.json")), 40):
        send(phone, whole.replace(b'"NOTE"', file.read_bytes()))
    assert not Work.objects.exclude(why="unread").exists()


@pytest.mark.shared
def test_naughty_strings_are_kept_to_the_letter(shared, phone, night):
    strings = json.loads((shared / "data/hostile/blns.json").read_bytes())
    phone.take_shift()
    contact = phone.begin(night.person, night.assignment)
    phone.say("contact.set", contact, fields={"contact_outcome": "engaged"})
    phone.send()
    for text in few_strings([one for one in strings if one.strip()], 300):
        piece = phone.say("contact.set", contact, fields={"note": text})
        assert send_one(phone, canonical(piece.body)).status_code == 200
        assert Note.objects.order_by("-id").first().text == text


NO_PIECES = [
    {"agency_id": str(uuid.uuid4())},
    {"author": str(uuid.uuid4())},
    {"is_superuser": True},
    {"id": "../../etc"},
    {"subject": None},
    {"step": True},
    {"step": 10**400},
    {"after": ["x"] * 65},
    {"made_at": "yesterday"},
    {"made_at": "0000-00-00T00:00:00Z"},
    {"verb": "contact.expunge"},
    {"verb": "__class__"},
    {"say": {"fields": []}},
    {"say": {"fields": {"note": 1.5}}},
    {"say": {"fields": {f"f{number}": "" for number in range(201)}}},
    {"was": "x"},
]


def test_what_is_no_piece_names_its_part(phone):
    for change in few(NO_PIECES, 2):
        _no_piece(phone, change)


def _no_piece(phone: Phone, change: dict) -> None:
    body = phone.say("contact.set", uuid.uuid4(), fields={"note": "x"}).body | change
    try:
        raw = json.dumps(body).encode()
    except ValueError:
        raw = json.dumps(body | {"step": 0}).replace('"step": 0', '"step": 1' + "0" * 400).encode()
    answer = send(phone, b'{"pieces":[' + raw + b"]}")
    found = answer.json() if answer.status_code == 400 else answer.json()["answers"][0]["body"]
    assert "state" not in found and found["problems"]
    kept = ApartWork.objects.order_by("-id").first()
    assert kept.work.why == "unread" and kept.body["raw"].startswith("{")


NO_VALUES = [
    ({"note": 7}, "note"),
    ({"note": "x" * 20_001}, "note"),
    ({"distress_before": 11, "contact_outcome": "engaged"}, "distress_before"),
    ({"contact_outcome": ["engaged"]}, "contact_outcome"),
    ({"form.cues.cues": "calm", "contact_outcome": "engaged"}, "form.cues.cues"),
    ({"form.supplies.left.blanket": ["-1"]}, "form.supplies.left.blanket"),
    ({"screening.cssrs-screener": {"edition": "../1", "answers": [["1", "yes"]]}}, "screening.cssrs-screener"),
    ({"screening.phq-9": {"edition": "1", "answers": [["1", {"$ne": 1}]]}}, "screening.phq-9"),
    ({"__proto__": "x", "constructor": "y"}, "__proto__"),
]


def test_a_value_that_cannot_be_is_refused_by_name_and_kept(phone, night):
    contact = phone.begin(night.person, night.assignment)
    phone.send()
    for fields, named in few(NO_VALUES, 3):
        _no_value(phone, contact, fields, named)


def _no_value(phone: Phone, contact: str, fields: dict, named: str) -> None:
    phone.queue = phone.queue[:1]
    piece = phone.say("contact.set", contact, fields=fields)
    answer = send_one(phone, canonical(piece.body))
    assert answer.status_code == 422, (named, answer.json())
    assert named in {one["field"] for one in answer.json()["problems"]}
    assert Work.objects.get(pk=piece.id).state == "refused"


def test_foreign_ids_look_like_none(phone, night):
    for verb, say in (
        ("call.stamp", {"which": "arrival", "at": phone.at()}),
        ("call.check_in", {"at": phone.at()}),
        ("contact.close", {"clear": True}),
        ("contact.set", {"fields": {"note": "x"}}),
        ("contact.task", {"instrument": "asq", "task": "x"}),
    ):
        piece = phone.say(verb, uuid.uuid4(), **say)
        assert send_one(phone, canonical(piece.body)).json()["state"] == "review"


def test_too_large_is_said_before_it_is_read(phone):
    assert send(phone, b"x" * (LARGEST_SENT + 1)).status_code == 413
    large = phone.say("contact.set", uuid.uuid4(), fields={"note": "x" * LARGEST})
    small = phone.say("contact.set", uuid.uuid4(), fields={"note": "x"})
    assert [one.status_code for one in phone.put_all([large, small])] == [413, 202]
    assert [str(one.pk) for one in Work.objects.all()] == [small.id]


@pytest.mark.parametrize("told", [{}, {"pieces": {}}, {"pieces": []}, {"pieces": [{}] * (MOST_SENT + 1)}, []])
def test_what_is_no_list_of_pieces_says_so(phone, told):
    answer = send(phone, json.dumps(told).encode())
    assert answer.status_code == 400 and answer.json()["problems"][0]["field"] == "pieces"
