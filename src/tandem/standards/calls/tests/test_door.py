"""The plain JSON door: what it takes, how it refuses, and that nothing hostile gets half in."""

import gzip
import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from tandem.domain.incidents.models import Incident
from tandem.domain.people.models import Description
from tandem.foundation import rate
from tandem.foundation.organizations.models import Program, Token
from tandem.foundation.organizations.program import forget
from tandem.vocabulary.terms import OrganizationKind
from tests import made
from tests.short import few

pytestmark = pytest.mark.django_db
DOOR = "/api/v1/intake/calls"
CALL = {
    "source": "988 of the test",
    "id": "call-1",
    "origin": "988",
    "received_at": "2026-03-01T21:04:05-05:00",
    "place": "400 Alder Street",
    "narrative": "She says she can't go on.",
    "answers": {"suicide": "thoughts", "weapon": "unknown"},
    "signs": [{"sign": "talk_of_dying", "said_by": "counselor"}],
    "persons": [{"key": "p1", "appearance": "About 30, red jacket"}],
}


@pytest.fixture
def psap():
    rate.forget()
    made.program()
    return made.organization(OrganizationKind.PSAP, in_program=True)


@pytest.fixture
def token(psap):
    return Token.issue(psap, "988 of the test", "intake")


def send(token, body, **headers):
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    sent = {"CONTENT_TYPE": "application/json", "HTTP_AUTHORIZATION": f"Bearer {token}", **headers}
    return Client(raise_request_exception=False).generic("POST", DOOR, content, sent.pop("CONTENT_TYPE"), **sent)


def refused(answer, status=400):
    assert answer.status_code == status, answer.content
    said = answer.json()
    assert said["title"].strip()
    assert set(said) == {"title", "errors"}
    assert all(set(one) == {"field", "message"} and one["message"].strip() for one in said["errors"])
    assert "Traceback" not in answer.text
    assert not Incident.objects.exists()
    return {one["field"] for one in said["errors"]}


def test_a_call_is_taken_decided_and_answered(token, psap):
    answer = send(token, CALL)
    assert answer.status_code == 201
    said = answer.json()
    row = Incident.objects.get()
    assert (said["id"], said["number"], said["created"], said["changed"]) == (str(row.pk), row.number, True, [])
    assert said["recommendation"]["response"] == row.response
    assert said["recommendation"]["rule"]
    assert {one["input"] for one in said["recommendation"]["open_questions"]}
    assert (row.origin, row.agency_id, row.behavioral_health, row.inputs) == ("988", psap.pk, True, CALL["answers"])
    assert Description.objects.get().call_source
    again = send(token, CALL)
    assert (again.status_code, again.json()["id"], again.json()["changed"]) == (200, said["id"], [])
    assert Incident.objects.count() == Description.objects.count() == 1


def test_a_change_shows_or_is_refused_as_the_sender_wishes(token):
    send(token, CALL)
    other = {**CALL, "place": "402 Alder Street", "answers": {"weapon": "in_reach"}}
    stays = send(token, {**other, "if_known": "refuse"})
    assert (stays.status_code, stays.json()["errors"][0]["field"]) == (409, "id")
    assert Incident.objects.get().place == "400 Alder Street"
    assert send(token, {**CALL, "if_known": "refuse"}).status_code == 200
    changed = send(token, other)
    assert (changed.status_code, set(changed.json()["changed"])) == (200, {"place", "weapon"})
    more = {
        **other,
        "persons": [*CALL["persons"], {"key": "p2", "given_name": "Ana", "appearance": "Older, gray coat"}],
    }
    assert send(token, more).json()["changed"] == ["persons"]
    assert send(token, more).json()["changed"] == []
    told_more = {**more, "persons": [{"key": "p1", "appearance": "About 30, red jacket, barefoot"}]}
    assert send(token, told_more).json()["changed"] == ["persons"]
    assert len(set(Description.objects.values_list("person_id", flat=True))) == 2


def test_the_agency_is_found_by_name_or_area_and_a_guess_moves_nothing(token, psap):
    police = made.organization(OrganizationKind.POLICE, in_program=True, area="Larkspur", short_name="LPD")
    send(token, {**CALL, "area": "larkspur"})
    assert Incident.objects.get().agency_id == police.pk
    assert send(token, {**CALL, "area": ""}).json()["changed"] == []
    assert Incident.objects.get().agency_id == police.pk
    other = made.organization(OrganizationKind.POLICE, in_program=True, short_name="OPD")
    assert "agency" in send(token, {**CALL, "agency": "opd"}).json()["changed"]
    assert Incident.objects.get().agency_id == other.pk


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"source": ""}, "source"),
        ({"source": " "}, "source"),
        ({"id": "x" * 201}, "id"),
        ({"origin": "pigeon"}, "origin"),
        ({"received_at": "yesterday"}, "received_at"),
        ({"received_at": "2026-03-01T21:04:05"}, "received_at"),
        ({"received_at": "2026-03-01"}, "received_at"),
        ({"received_at": "0001-01-01T00:00:00+14:00"}, "received_at"),
        ({"received_at": "2090-01-01T00:00:00Z"}, "received_at"),
        ({"latitude": 91.0, "longitude": 0.0}, "latitude"),
        ({"latitude": 39.0}, "latitude"),
        ({"latitude": "39"}, "latitude"),
        ({"latitude": True}, "latitude"),
        ({"agency": "No such police"}, "agency"),
        ({"answers": {"weapon": "cannon"}}, "weapon"),
        ({"answers": {"weapon": 1}}, "answers/weapon"),
        ({"answers": {"mood": "sad"}}, "mood"),
        ({"answers": []}, "answers"),
        ({"signs": [{"sign": "sad", "said_by": "caller"}]}, "signs"),
        ({"signs": [{"sign": "confused"}]}, "signs/0/said_by"),
        ({"signs": [{"sign": "confused", "said_by": "caller"}] * 2}, "signs"),
        ({"signs": [{"sign": one, "said_by": "heard"} for one in ("none", "confused")]}, "signs"),
        ({"persons": [{"appearance": "Red jacket"}]}, "persons/0/key"),
        ({"persons": [{"key": "a"}]}, "appearance"),
        ({"persons": [{"key": "a", "appearance": "x" * 201}]}, "persons/0/appearance"),
        ({"persons": [{"key": str(n), "appearance": "x"} for n in range(21)]}, "persons"),
        ({"if_known": "delete"}, "if_known"),
        ({"narrative": "x" * 20_001}, "narrative"),
        ({"narrative": None}, "narrative"),
        ({"state": "closed"}, "state"),
        ({"is_superuser": True}, "is_superuser"),
        ({"agency_id": "00000000-0000-0000-0000-000000000001"}, "agency_id"),
    ],
)
def test_each_bad_field_is_named(token, values, field):
    assert field in refused(send(token, {**CALL, **values}))


def test_everything_missing_is_named_at_once(token):
    assert refused(send(token, {})) == {"source", "id", "origin", "received_at"}


def test_who_may_not_knock(psap, token):
    other = Token.issue(psap, "Something else", "export")
    for header in ("", "Bearer", f"Basic {token}", "Bearer wrong", "Bearer tøken", f"Bearer {other}"):
        answer = send(token, CALL, HTTP_AUTHORIZATION=header)
        refused(answer, 401)
        assert answer["WWW-Authenticate"] == "Bearer"
    assert send("x", b"[" * 1000).status_code == 401


def test_before_set_up(db):
    rate.forget()
    token = Token.issue(made.organization(OrganizationKind.PSAP), "CAD", "intake")
    Program.objects.all().delete()
    forget()
    refused(send(token, CALL), 503)


def test_only_post(token):
    answer = Client().get(DOOR, headers={"Authorization": f"Bearer {token}"})
    assert (answer.status_code, answer["Allow"]) == (405, "POST")


@pytest.mark.fuzz
@pytest.mark.parametrize("encoding", few(["gzip", "br", "gzip, gzip"], every=3))
def test_packed_bodies_are_not_opened(token, encoding):
    refused(send(token, gzip.compress(b"0" * 50_000_000), HTTP_CONTENT_ENCODING=encoding), 415)


@pytest.mark.parametrize("kind", ["text/xml", "text/plain", "application/x-www-form-urlencoded", "", "\x7f;;;"])
def test_only_json_is_read(token, kind):
    refused(send(token, CALL, CONTENT_TYPE=kind), 415)


def test_length(token):
    refused(send(token, CALL, CONTENT_LENGTH="9" * 12), 413)
    refused(send(token, CALL, CONTENT_LENGTH="", HTTP_TRANSFER_ENCODING="chunked"), 411)
    refused(send(token, CALL, CONTENT_LENGTH="٣"))
    refused(send(token, CALL, CONTENT_LENGTH="20"))


def test_too_often(token, settings):
    settings.INTAKE_PER_MINUTE = 2
    assert [send(token, CALL).status_code for _ in range(2)] == [201, 200]
    answer = send(token, CALL)
    assert answer.status_code == 429
    assert 1 <= int(answer["Retry-After"]) <= 60
    assert answer.json()["title"]


@pytest.mark.shared
@pytest.mark.fuzz
@pytest.mark.parametrize("folder", ["json-parsing", "json"])
def test_every_hostile_json_file_is_refused_quietly(token, shared, folder):
    files = sorted((shared / "data/hostile" / folder).glob("*.json"))
    assert files
    for file in few(files, every=4):
        content = file.read_bytes()
        answer = send(token, content)
        # A body without a byte has no kind either.
        assert answer.status_code == (400 if content else 415), file.name
        assert answer.json()["title"]
        assert "Traceback" not in answer.text
    assert not Incident.objects.exists()


@pytest.mark.shared
@pytest.mark.fuzz
def test_hostile_json_inside_a_text_field_is_text(token, shared):
    for number, text in enumerate(few(json.loads((shared / "data/hostile/blns.json").read_text()), every=24)):
        if "\0" in text:
            continue
        answer = send(token, {**CALL, "id": f"n{number}", "narrative": text, "persons": []})
        assert answer.status_code == 201, text
        assert Incident.objects.get(source_id=f"n{number}").narrative == text


@pytest.mark.shared
def test_hostile_xml_is_refused_and_no_file_is_read(token, shared):
    files = sorted((shared / "data/hostile/xml").glob("*.xml"))
    assert files
    for file in files:
        for kind, status in (("application/xml", 415), ("application/json", 400)):
            answer = send(token, file.read_bytes(), CONTENT_TYPE=kind)
            refused(answer, status)
            assert "root:" not in answer.text


@pytest.mark.django_db(transaction=True)
def test_ten_deliveries_at_once_are_one_call():
    rate.forget()
    made.program()
    token = Token.issue(made.organization(OrganizationKind.PSAP, in_program=True), "CAD", "intake")

    def deliver(_):
        try:
            return send(token, CALL)
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as threads:
        answers = list(threads.map(deliver, range(10)))
    assert sorted(one.status_code for one in answers) == [200] * 9 + [201]
    assert len({one.json()["id"] for one in answers}) == 1
    assert Incident.objects.count() == Description.objects.count() == 1
