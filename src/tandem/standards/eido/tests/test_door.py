"""The door a CAD posts to: who may knock, what it answers, and that nothing hostile gets half in."""

import json
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from tandem.domain.incidents.actions import remove_person
from tandem.domain.incidents.models import Incident, Involvement
from tandem.domain.people.models import Description
from tandem.foundation import clock
from tandem.foundation.acts.models import Log
from tandem.foundation.audit.models import Entry
from tandem.foundation.organizations.models import Program, Token
from tandem.foundation.organizations.program import forget
from tandem.standards.eido.make import make
from tandem.vocabulary.terms import OrganizationKind, Role
from tandem.vocabulary.timeline import Kind
from tests import made

pytestmark = pytest.mark.django_db
DOOR = "/api/v1/intake/eido"


@pytest.fixture
def psap():
    made.program()
    return made.organization(OrganizationKind.PSAP, in_program=True)


@pytest.fixture
def token(psap):
    return Token.issue(psap, "CAD of the test", "intake")


def send(token, body, **headers):
    """Post `body`, a document or bytes, as a machine would. An exception inside becomes the 500 it would be outside."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    sent = {"CONTENT_TYPE": "application/json", "HTTP_AUTHORIZATION": f"Bearer {token}", **headers}
    return Client(raise_request_exception=False).generic("POST", DOOR, content, sent.pop("CONTENT_TYPE"), **sent)


def document(source_id="urn:emergency:uid:incidentid:t1:cad.example", **values):
    told = {
        "source_name": "cad.example",
        "source_id": source_id,
        "agency": "psap.example",
        "received_at": datetime(2026, 3, 1, 21, 4, tzinfo=UTC),
        "call_type": "Welfare check",
        "place": "400 Alder Street",
        "notes": ["Sits on the curb and cries."],
        "persons": [("Subject", "About 30, red jacket")],
    }
    return make(**{**told, **values})


def refused(answer, status=400):
    """The answer refuses with a reason a person can act on, and nothing was stored."""
    assert answer.status_code == status
    said = answer.json()
    assert said["title"].strip()
    assert all(one["message"].strip() for one in said["errors"])
    assert "Traceback" not in answer.text
    assert not Incident.objects.exists()
    return said


def test_every_wrong_token_gets_the_same_answer(psap, token):
    other_scope = Token.issue(psap, "Something else", "export")
    revoked = Token.issue(psap, "Old CAD", "intake")
    Token.objects.filter(token_hash=Token.digest(revoked)).update(revoked_at=timezone.now())
    headers = ["", "Bearer", "Bearer ", f"Basic {token}", "Bearer wrong", f"Bearer {token}x", "Bearer tøken"]
    headers += [f"Bearer {other_scope}", f"Bearer {revoked}"]
    answers = [send(token, document(), HTTP_AUTHORIZATION=header) for header in headers]
    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.content for answer in answers}) == 1
    assert {answer["WWW-Authenticate"] for answer in answers} == {"Bearer"}
    assert not Incident.objects.exists()


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "PATCH"])
def test_only_post(token, method):
    answer = Client(raise_request_exception=False).generic(method, DOOR, HTTP_AUTHORIZATION=f"Bearer {token}")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")


def test_before_set_up_there_is_nothing_to_take_calls(db):
    forget()
    token = Token.issue(made.organization(OrganizationKind.PSAP), "CAD", "intake")
    assert send(token, document()).status_code == 503


@pytest.mark.shared
def test_the_official_sample_is_taken_and_not_decidable_yet(shared, token):
    sample = (shared / "data/eido/sample-call-transfer.json").read_bytes()
    answer = send(token, sample)
    assert answer.status_code == 201
    said = answer.json()
    assert said["recommendation"]["response"] == "not_decidable"
    assert said["recommendation"]["open_questions"]
    again = send(token, sample)
    assert (again.status_code, again.json()["id"]) == (200, said["id"])
    assert (again.json()["created"], again.json()["changed"]) == (False, [])
    assert Incident.objects.count() == 1


def test_a_later_message_shows_as_a_change(token):
    first = send(token, document()).json()
    second = send(token, document(place="402 Alder Street, rear door"))
    assert second.status_code == 200
    assert (second.json()["id"], second.json()["changed"]) == (first["id"], ["place"])
    line = Log.objects.get(kind=Kind.INCIDENT_CHANGED)
    assert (line.detail["old"], line.detail["new"]) == ("400 Alder Street", "402 Alder Street, rear door")
    third = send(token, document(source_id="urn:emergency:uid:incidentid:t2:cad.example"))
    assert third.status_code == 201
    assert Incident.objects.count() == 2


def test_a_later_message_that_only_adds_a_person_is_taken(token):
    first = send(token, document()).json()
    more = document(persons=[("Subject", "About 30, red jacket"), ("Subject", "Older woman, gray coat")])
    assert send(token, more).json()["changed"] == ["persons"]
    again = send(token, more).json()
    assert (again["id"], again["changed"]) == (first["id"], [])
    assert Involvement.objects.filter(removed_at=None).count() == 2
    told = document(persons=[("Subject", "About 30, red jacket, barefoot"), ("Subject", "Older woman, gray coat")])
    assert send(token, told).json()["changed"] == ["persons"]
    assert (Involvement.objects.count(), Description.objects.count()) == (2, 3)


def test_a_person_whom_somebody_took_off_stays_off(token):
    send(token, document())
    known = Involvement.objects.get()
    dispatcher = made.user_with_job(Role.DISPATCHER)
    remove_person(known.incident_id, actor=dispatcher, person_id=known.person_id, reason="Was the caller")
    assert send(token, document(persons=[("Subject", "About 40, red jacket")])).json()["changed"] == []
    assert not Involvement.objects.filter(removed_at=None).exists()


def test_another_time_or_agency_from_cad_shows_as_a_change(token, psap):
    police = made.organization(OrganizationKind.POLICE, in_program=True, area="Larkspur", short_name="LPD")
    send(token, document())
    earlier = datetime(2026, 3, 1, 21, 1, tzinfo=UTC)
    said = send(token, document(received_at=earlier, area="Larkspur")).json()
    assert set(said["changed"]) == {"area", "received_at", "agency"}
    row = Incident.objects.get()
    assert (row.received_at, row.agency_id) == (earlier, police.pk)
    changed = {one.detail["field"]: one.detail for one in Log.objects.filter(kind=Kind.INCIDENT_CHANGED)}
    assert (changed["agency"]["old"], changed["agency"]["new"]) == (psap.short_name, "LPD")
    assert changed["received_at"]["old"].startswith("2026-03-01 21:04")
    # Silence about the area, or about when the call came, takes nothing back.
    silent = document(received_at=earlier, notes=["More."])
    del silent["callComponent"]
    assert send(token, silent).json()["changed"] == ["narrative"]


def test_a_time_that_cannot_stand_is_told_and_not_taken(token):
    incident = UUID(send(token, document()).json()["id"])
    made.sent(incident, made.team(made.user_with_job(Role.CLINICIAN), made.user_with_job(Role.OFFICER)))
    later = clock.now() + timedelta(minutes=4)
    said = send(token, document(received_at=later, notes=["Now with a bat."])).json()
    assert said["changed"] == ["narrative"]
    line = Log.objects.get(kind=Kind.INCIDENT_CHANGED, detail__field="received_at")
    assert "Sent again otherwise" in line.words["reason"]


def test_one_call_leaves_one_audit_entry_that_names_the_machine(token):
    id = send(token, document(persons=[])).json()["id"]
    entry = Entry.objects.get(object_id=id)
    assert (entry.actor_kind, entry.actor_id) == ("token", Token.objects.get().pk)
    assert Token.objects.get().last_heard_at is not None


def test_nothing_is_cut_off(token):
    looks, name = "tall, " * 60, "Robin " + "M" * 100
    sent = document(persons=[("Subject", looks)])
    sent["personComponent"][0]["ncPersonComponent"]["name"] = [{"personFullName": [{"value": name}]}]
    assert send(token, sent).status_code == 201
    narrative = Incident.objects.get().narrative
    assert looks in narrative and name in narrative
    told = Description.objects.get()
    assert told.appearance == looks[:199] + "…"
    assert told.family_name == "M" * 79 + "…"


@pytest.mark.parametrize("person", [("Subject", " "), ("Subject", ""), ("Caller", "Speaks softly")])
def test_a_person_of_whom_nothing_is_said_does_not_lose_the_call(token, person):
    assert send(token, document(persons=[person])).status_code == 201
    assert not Description.objects.exists()


@pytest.mark.parametrize("field", ["id", "agency_id", "author", "part2", "sealed", "is_superuser", "state", "response"])
def test_names_outside_the_standard_change_nothing(token, field):
    sent = document()
    sent[field] = sent["callComponent"][0][field] = sent["personComponent"][0][field] = "00000000-0000-0000-0000-1"
    answer = send(token, sent)
    if answer.status_code != 201:
        refused(answer)
        return
    row = Incident.objects.get()
    values = {str(getattr(row, one.attname)) for one in Incident._meta.concrete_fields}
    assert "00000000-0000-0000-0000-1" not in values
    assert (row.state, row.response) == ("open", answer.json()["recommendation"]["response"])


class TestBodies:
    """What the headers and the bytes can do wrong."""

    @pytest.mark.parametrize(
        "body", [b"", b" ", b"null", b"[]", b"{}", b'"x"', b"\xef\xbb\xbf{}", b"\xff\xfe{\0}\0", b"not json"]
    )
    def test_not_a_document(self, token, body):
        refused(send(token, body))

    def test_a_repeated_name(self, token):
        body = json.dumps(document())
        assert "twice" in json.dumps(refused(send(token, body.replace("{", '{"role": 1, "role": 2, ', 1).encode())))

    @pytest.mark.parametrize("encoding", ["gzip", "br", "deflate", "gzip, gzip", "x"])
    def test_packed_bodies_are_not_opened(self, token, encoding):
        refused(send(token, document(), HTTP_CONTENT_ENCODING=encoding), 415)

    @pytest.mark.parametrize("length", ["abc", "-1", "1e3", "０", "0x10", "1 2", "٣"])
    def test_a_length_that_is_no_number(self, token, length):
        refused(send(token, document(), CONTENT_LENGTH=length))

    @pytest.mark.parametrize("length", ["9" * 12, "9" * 5000])
    def test_a_length_over_the_limit(self, token, length):
        refused(send(token, document(), CONTENT_LENGTH=length), 413)

    def test_a_body_over_the_limit_the_program_set(self, token):
        Program.objects.update(intake_limit_bytes=2000)
        forget()
        refused(send(token, document(notes=["x" * 2000])), 413)

    def test_a_limit_above_that_of_pages_holds_too(self, token):
        Program.objects.update(intake_limit_bytes=8 * 1_048_576)
        forget()
        said = refused(send(token, document(notes=["x" * (3 * 1_048_576)])))
        assert "narrative" in json.dumps(said)

    def test_a_length_shorter_than_the_body(self, token):
        refused(send(token, document(), CONTENT_LENGTH="20"))

    def test_a_body_that_breaks_off(self, token):
        content = json.dumps(document()).encode()
        answer = send(token, content, **{"CONTENT_LENGTH": str(len(content) + 10), "wsgi.input": _Short(content)})
        assert "arrived" in json.dumps(refused(answer))

    def test_a_connection_that_is_lost(self, token):
        answer = send(token, b"{}", **{"CONTENT_LENGTH": "10", "wsgi.input": _Short(None)})
        assert "arrived" in json.dumps(refused(answer))

    def test_chunks_without_a_length(self, token):
        refused(send(token, document(), CONTENT_LENGTH="", HTTP_TRANSFER_ENCODING="chunked"), 411)

    @pytest.mark.parametrize(
        "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "", "\x7f;;;"]
    )
    def test_only_the_bytes_count_not_what_they_are_called(self, token, kind):
        assert send(token, document(), CONTENT_TYPE=kind).status_code == 201


class _Short:
    """The input of a connection that ends early; None: one that is reset."""

    def __init__(self, content):
        self._content = content

    def read(self, size=-1):
        if self._content is None:
            raise OSError("reset")
        found, self._content = self._content[:size], b""
        return found

    readline = read
