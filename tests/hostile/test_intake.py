"""Every hostile document at the door for calls: refused with a reason or taken whole, quickly, never half stored."""

import json
import time

import pytest
from django.utils.html import escape

from tandem.domain.incidents import records as calls
from tandem.domain.incidents.models import Incident
from tandem.domain.people import records as people
from tandem.domain.people.models import Person
from tandem.foundation.organizations.models import Token
from tandem.standards.eido.tests.test_door import document, refused, send
from tandem.surfaces.field.tests.phone import Phone
from tandem.vocabulary.law import Category
from tandem.vocabulary.terms import OrganizationKind, Role
from tests import made
from tests.short import few, few_strings

pytestmark = [pytest.mark.django_db, pytest.mark.shared]
LONGEST_SECONDS = 1.0


@pytest.fixture
def token():
    made.program()
    return Token.issue(made.organization(OrganizationKind.PSAP, in_program=True), "CAD of the test", "intake")


@pytest.mark.fuzz
@pytest.mark.parametrize("folder", ["json-parsing", "json"])
def test_hostile_json_is_refused_with_a_reason(shared, token, folder):
    files = sorted((shared / "data/hostile" / folder).glob("*.json"))
    assert len(files) >= 10
    slow = []
    for file in few(files, every=8):
        body = file.read_bytes()
        began = time.process_time()
        refused(send(token, body))
        if time.process_time() - began > LONGEST_SECONDS:
            slow.append(file.name)
    assert slow == []


@pytest.mark.fuzz
def test_hostile_json_inside_a_good_document_is_refused(shared, token):
    """The same, one level down: where a careless reader would already trust the document around it."""
    around = json.dumps(document(notes=["NOTE"]))
    for file in few(sorted((shared / "data/hostile/json-parsing").glob("n_*.json")), every=12):
        inner = file.read_bytes()
        send(token, around.encode().replace(b'"NOTE"', inner))
        for row in Incident.objects.all():
            # Some are whole only together with what stands around them; then they are a call like any other.
            assert row.source_id == document()["$id"], file.name
    assert Incident.objects.count() <= 1


def placed(string, number):
    """A document with `string` wherever a caller's words may stand."""
    sent = document(
        source_id=f"urn:emergency:uid:incidentid:{number}:cad.example",
        call_type="TYPE",
        place=string or None,
        notes=[string],
        persons=[("Subject", string)],
    )
    sent["incidentComponent"]["incidentTypeInternalText"] = string
    return sent


@pytest.fixture
def strings(shared):
    found = json.loads((shared / "data/hostile/blns.json").read_bytes())
    assert len(found) > 500
    return found


@pytest.mark.fuzz
def test_naughty_strings_are_stored_byte_for_byte(strings, token):
    strings = few_strings(strings, every=48)
    reader = made.user_with_job(Role.DISPATCHER)
    board = made.list_release(reader, "board", Category.CAD_FACTS)
    odd = []
    for number, string in enumerate(strings):
        answer = send(token, placed(string, number))
        if answer.status_code == 400:
            assert answer.json()["errors"], string
            assert not Incident.objects.filter(source_id=placed(string, number)["$id"]).exists()
            odd.append(string)
            continue
        assert answer.status_code == 201, (string, answer.text[:300])
        call = calls.call(answer.json()["id"], release=board)
        assert (call.call_type, call.place) == (string or "TYPE", string)
        assert string in call.narrative
        if string.strip():
            (person,) = call.person_ids
            told = people.summary(release=made.release(reader, person, Category.DEMOGRAPHICS))
            assert told.appearance == string or (len(string) > 200 and string in call.narrative)
    # A NUL can't be stored, and a place is at most 300 characters long: those are told so, nothing else is refused.
    assert [one for one in odd if "\0" not in one and len(one) <= 200] == []
    assert Incident.objects.count() == len(strings) - len(odd)
    assert Person.objects.count() == len([one for one in strings if one.strip() and one not in odd])


@pytest.mark.fuzz
def test_naughty_strings_are_shown_as_text(strings, token):
    page = Phone(made.user_with_job(Role.DISPATCHER)).client
    dangerous = [one for one in strings if "<" in one or "&" in one or "{{" in one or "{%" in one]
    assert len(dangerous) > 100
    for number, string in enumerate(few(dangerous, every=60)):
        answer = send(token, placed(string, number))
        if answer.status_code == 400:
            continue
        shown = page.get(f"/board/call/{answer.json()['id']}/")
        assert shown.status_code == 200
        # A page may break lines and spaces anew; what it may not do is change a letter or let one act.
        assert "".join(escape(string).split()) in "".join(shown.text.split()), string
    board = page.get("/board/")
    assert board.status_code == 200
    for string in dangerous:
        if string.lower().startswith(("<script", "<img", "<svg", "<iframe", "<a ")):
            assert string not in board.text


def test_the_door_needs_no_cookie_and_sets_none(token):
    answer = send(token, document())
    assert answer.status_code == 201
    assert not answer.cookies
