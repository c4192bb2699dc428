"""The administrator opens the public form, and writes patterns that only RE2 runs."""

import pytest
from django.test import Client

from tandem.domain.incidents.call_types import patterns
from tandem.foundation.organizations.models import Program
from tandem.vocabulary.terms import Role
from tests import made
from tests.short import few
from tests.signed_in import sit

pytestmark = pytest.mark.django_db
PAGE = "/program/ways-in/"


def browser(role):
    made.program()
    who = made.user_with_job(role)
    client = Client()
    sit(client, who)
    return client


def test_open_and_close_the_form():
    admin = browser(Role.ADMIN)
    assert "Its pages don" in admin.get(PAGE).content.decode()
    assert Client().get("/ask/").status_code == 404
    assert admin.post(PAGE, {"verb": "open"}).status_code == 302
    assert Program.objects.get().requests_open
    assert Client().get("/ask/").status_code == 200
    admin.post(PAGE, {"verb": "close"})
    assert Client().get("/ask/").status_code == 404


def test_patterns_are_tried_added_and_taken_away():
    admin = browser(Role.ADMIN)
    tried = admin.post(PAGE, {"verb": "try", "pattern": "mental|psych", "example": "EMS: Psychiatric emergency"})
    assert "It would be suggested" in tried.content.decode()
    assert "It would not" in admin.post(PAGE, {"verb": "try", "pattern": "fire", "example": "EMS"}).content.decode()
    assert patterns() == []
    admin.post(PAGE, {"verb": "add", "pattern": "mental|psych"})
    assert [one.pattern for one in patterns()] == ["mental|psych"]
    assert "mental|psych" in admin.get(PAGE).content.decode()
    admin.post(PAGE, {"verb": "remove", "id": str(patterns()[0].id)})
    assert patterns() == []
    assert admin.post(PAGE, {"verb": "remove", "id": "9" * 40}).status_code == 404
    assert admin.post(PAGE, {"verb": "nothing"}).status_code == 404


@pytest.mark.fuzz
@pytest.mark.parametrize("pattern", few(["(", r"(a)\1", "(?=x)", "", "x" * 201], every=3))
def test_what_re2_cannot_run_is_refused_with_a_sentence(pattern):
    answer = browser(Role.ADMIN).post(PAGE, {"verb": "add", "pattern": pattern})
    assert answer.status_code == 422
    assert 'href="#id_pattern"' in answer.content.decode()
    assert patterns() == []


def test_only_the_administrator():
    assert browser(Role.DISPATCHER).get(PAGE).status_code == 404
