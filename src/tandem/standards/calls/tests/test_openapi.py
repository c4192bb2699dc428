"""The interface keeps its own description: hundreds of made-up messages, with the token and without."""

import json

import hypothesis
import jsonschema_rs
import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client

from tandem.foundation import rate
from tandem.foundation.organizations.models import Token
from tandem.standards.calls.consents import KNOWN
from tandem.vocabulary.terms import OrganizationKind
from tests import made
from tests.short import LONG

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/openapi.json"


@pytest.fixture
def one_connection():
    """A server closes its connection between requests; here it is the test's own transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def described():
    answer = Client().get(ADDRESS)
    assert answer.status_code == 200
    return answer.json()


def test_the_description_is_openapi_and_names_every_answer(described):
    assert described["openapi"].startswith("3.1")
    assert set(described["paths"]) == {"/api/v1/intake/calls", "/api/v1/intake/eido", "/api/v1/consents"}
    call = described["paths"]["/api/v1/intake/calls"]["post"]
    assert set(call["responses"]) == {"200", "201", "400", "401", "409", "411", "413", "415", "429", "503"}
    assert call["security"] == [{"IntakeToken": []}]
    sent = call["requestBody"]["content"]["application/json"]["schema"]
    assert set(sent["required"]) == {"source", "id", "origin", "received_at"}
    assert sent["additionalProperties"] is False
    consent = described["paths"]["/api/v1/consents"]["post"]
    assert set(consent["responses"]) == {"201", "400", "401", "404", "409", "411", "413", "415", "503"}
    assert consent["security"] == [{"ConsentToken": []}]
    asked = consent["requestBody"]["content"]["application/json"]["schema"]
    assert set(asked["properties"]) == KNOWN and {"part", "right_to_revoke", "refusing"} <= set(asked["required"])
    words = json.dumps(described)
    assert "http://" not in words.replace("http://localhost", "")
    # Every reference leads somewhere.
    for name in {one.split('"')[0] for one in words.split("#/components/schemas/")[1:]}:
        assert name in described["components"]["schemas"]


def test_the_description_is_the_same_for_everybody_and_only_read(described):
    assert Client().post(ADDRESS).status_code == 405
    assert Client().get("/api/v1/docs").status_code == 404


def test_every_kind_of_answer_is_one_that_is_described(described):
    """Each door is sent what is whole of nothing, wrong in its type, no JSON, of another type, and without a token."""
    made.program()
    place = made.organization(OrganizationKind.PSAP, in_program=True)
    tokens = {scope: Token.issue(place, scope, scope) for scope in ("intake", "consents")}
    client, seen = Client(raise_request_exception=False), set()
    for path, methods in described["paths"].items():
        signed = {"Authorization": f"Bearer {tokens['consents' if path.endswith('/consents') else 'intake']}"}
        answers = methods["post"]["responses"]
        sent = methods["post"]["requestBody"]["content"]
        odd = {name: 5 for one in sent.values() for name in one["schema"].get("properties", {})}
        whole = {"source": "CAD", "id": "1", "origin": "911", "received_at": "2026-03-01T21:04:05-05:00"}
        for body in (b"{", b"[]", b"{}", b"null", b'"\\ud800"', json.dumps(odd).encode(), json.dumps(whole).encode()):
            for headers in (signed, {}):
                for kind in ("application/json", "text/plain"):
                    answer = client.generic("POST", path, body, kind, headers=headers)
                    case = (path, body, kind, bool(headers), answer.status_code)
                    assert str(answer.status_code) in answers, case
                    form = answers[str(answer.status_code)]["content"][answer.headers["Content-Type"].split(";")[0]][
                        "schema"
                    ]
                    # References lead into the description, so that it is the root of each form.
                    shape = jsonschema_rs.Draft202012Validator({**form, "components": described["components"]})
                    assert shape.is_valid(answer.json()), case
                    seen.add(answer.status_code)
    assert {201, 400, 401, 415} <= seen


# In its place in `bin/test`: test_every_kind_of_answer_is_one_that_is_described, and test_door for what is in a message.
@pytest.mark.whole
@pytest.mark.parametrize("signed", [True, False], ids=["with the token", "without it"])
def test_no_message_breaks_the_interface(signed, settings, one_connection):
    # It takes seconds to load, which every worker would spend before its first test.
    import schemathesis
    from schemathesis.checks import CHECKS
    from schemathesis.specs.openapi import checks

    checked = [
        CHECKS.get_one("not_a_server_error"),
        checks.status_code_conformance,
        checks.content_type_conformance,
        checks.response_schema_conformance,
    ]
    rate.forget()
    settings.ALLOWED_HOSTS = ["*"]
    made.program()
    place = made.organization(OrganizationKind.PSAP, in_program=True)
    tokens = {scope: Token.issue(place, scope, scope) for scope in ("intake", "consents")}
    schema = schemathesis.openapi.from_wsgi(ADDRESS, WSGIHandler())
    seen, headers = set(), {}
    for found in schema.get_all_operations():
        operation = found.ok()
        consents = operation.path.endswith("/consents")
        token = tokens["consents" if consents else "intake"]
        if signed:
            headers["Authorization"] = f"Bearer {token}"

        @hypothesis.seed(20261122)
        @hypothesis.settings(
            max_examples=(12 if consents else 40) if LONG else 5,
            database=None,
            deadline=None,
            derandomize=False,
            suppress_health_check=list(hypothesis.HealthCheck),
        )
        @hypothesis.given(case=operation.as_strategy())
        def every(case):
            case.headers = {**(case.headers or {}), **headers}
            if not signed:
                case.headers.pop("Authorization", None)
            answer = case.call_and_validate(checks=checked)
            seen.add(answer.status_code)

        every()
    assert seen <= ({200, 201, 400, 404, 413, 415} if signed else {401})
    assert ({201, 400, 404} if signed else {401}) <= seen
