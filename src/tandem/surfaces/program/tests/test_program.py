"""The program is set up once, its people are given jobs, and every mistake in a form is named beside its field."""

from uuid import uuid4

import pytest

from tandem.domain.incidents.editions import available
from tandem.foundation.audit.models import Entry
from tandem.foundation.organizations import roster
from tandem.foundation.organizations.actions import STATES
from tandem.foundation.organizations.models import Organization, Program, Token
from tandem.foundation.organizations.program import forget
from tandem.foundation.organizations.tokens import token_actor
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.terms import OrganizationKind, Role
from tests import made
from tests.short import few
from tests.signed_in import sit

pytestmark = pytest.mark.django_db
TOLD = {
    "name": "Lake County Crisis Response",
    "state": "OH",
    "time_zone": "America/New_York",
    "edition": "demo-county/1",
    "dispatch": "Lake County Dispatch",
    "provider": "Lakeside Behavioral Health",
    "agencies": "Elmview Police\n\nOakton Police\n",
    "units": "CR1\nCR2",
}


def signed_in(client, role):
    actor = made.user_with_job(role)
    sit(client, actor)
    return actor


@pytest.fixture
def admin(client):
    Program.objects.all().delete()
    forget()
    yield signed_in(client, Role.ADMIN)
    forget()


def test_set_up_once(client, admin):
    assert client.get("/program/").url == "/program/set-up/"
    assert client.get("/program/set-up/").status_code == 200
    assert client.post("/program/set-up/", TOLD).url == "/program/people/"
    found = Program.objects.get()
    assert (found.name, found.units) == (TOLD["name"], ["CR1", "CR2"])
    kinds = Organization.objects.filter(in_program=True).values_list("kind", flat=True)
    assert sorted(kinds) == ["police", "police", "provider", "psap"]
    assert client.get("/program/set-up/").url == "/program/"
    assert client.get("/program/").status_code == 200
    assert Entry.objects.filter(action=Permission.PROGRAM_SET_UP, outcome="ok").count() == 1


@pytest.mark.fuzz
@pytest.mark.parametrize(
    ("field", "value"),
    few(
        [
            ("name", " "),
            ("name", "x" * 121),
            ("name", "a\x00"),
            ("state", "ZZ"),
            ("time_zone", "Mars/Olympus"),
            ("edition", "nowhere/1"),
            ("dispatch", ""),
            ("provider", ""),
            ("agencies", "\n \n"),
            ("agencies", "Elmview Police\nelmview police"),
            ("agencies", "\n".join(f"Police {number}" for number in range(101))),
            ("agencies", "x" * 121),
            ("units", "x" * 41),
        ],
        every=8,
    ),
)
def test_each_mistake_is_named(client, admin, field, value):
    answer = client.post("/program/set-up/", {**TOLD, field: value})
    assert answer.status_code == 422
    assert set(answer.context["errors"]) == {field}
    assert f'href="#id_{field}"'.encode() in answer.content
    assert not Program.objects.exists()
    assert answer.context["told"]["provider"] == ("" if field == "provider" else TOLD["provider"])


def test_a_token_is_shown_once_and_opens_only_its_scope(client, admin):
    assert client.post("/program/tokens/").status_code == 404
    client.post("/program/set-up/", TOLD)
    client.post("/program/tokens/")
    secret = client.get("/program/").context["new_token"]
    assert secret not in client.get("/program/").content.decode()
    assert secret not in str(Token.objects.values())
    machine = token_actor(f"Bearer {secret}", "intake")
    assert machine.organization_kind == OrganizationKind.PSAP
    assert machine.may(Permission.INCIDENT_RECEIVE) and not machine.may(Permission.INCIDENT_ASSIGN)
    for header in ("", "Bearer ", f"Basic {secret}", "Bearer tdm_wrong", "Bearer é"):
        assert token_actor(header, "intake") is None
    assert token_actor(f"Bearer {secret}", "outtake") is None
    (row,) = roster.tokens()
    assert row.last_heard_at


def test_a_token_for_consents_is_a_providers_and_takes_nothing_else(client, admin):
    client.post("/program/set-up/", TOLD)
    (key, name), *_more = roster.providers()
    assert name in client.get("/program/").content.decode()
    for wrong in ("", "x", str(uuid4())):
        assert client.post("/program/tokens/consents/", {"organization": wrong}).status_code == 404
    client.post("/program/tokens/consents/", {"organization": str(key)})
    page = client.get("/program/")
    secret = page.context["new_consents_token"]
    assert secret in page.content.decode() and secret not in client.get("/program/").content.decode()
    machine = token_actor(f"Bearer {secret}", "consents")
    assert machine.organization_id == key and machine.grants == {Permission.CONSENT_RECORD}
    assert token_actor(f"Bearer {secret}", "intake") is None


def test_a_token_that_was_ended_lets_nobody_in_from_the_next_message_on(client, admin):
    client.post("/program/set-up/", TOLD)
    client.post("/program/tokens/")
    secret = client.get("/program/").context["new_token"]
    (row,) = roster.tokens()
    end = f"/program/tokens/{row.id}/end/"
    assert end in client.get("/program/").content.decode()
    assert row.name in client.get(end).content.decode()
    assert token_actor(f"Bearer {secret}", "intake")
    assert client.post(end).status_code == 302
    assert token_actor(f"Bearer {secret}", "intake") is None and roster.tokens() == []
    assert Entry.objects.filter(object_kind="token", object_id=str(row.id), outcome="ok").exists()
    for nobodys in (end, f"/program/tokens/{uuid4()}/end/"):
        assert client.post(nobodys).status_code == 404


def test_the_privacy_officer_reads_who_saw_what(client):
    made.program()
    signed_in(client, Role.PRIVACY_OFFICER)
    assert client.get("/program/access/").status_code == 200
    assert Entry.objects.filter(action="access_log.review").count() == 1


def test_what_can_be_chosen():
    assert "OH" in STATES and len(STATES) == len(set(STATES))
    assert available()
