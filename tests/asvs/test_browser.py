"""What every answer tells a browser: where scripts may come from, what a cookie is for, what is never given away."""

import json
import logging
import re
import subprocess
import sys

import pytest
from django.test import Client
from django.urls import reverse

from tandem.foundation.quiet_log import Masked
from tandem.surfaces.program.tests.conftest import at_the_page
from tandem.vocabulary.terms import OrganizationKind, Role
from tests import made

pytestmark = pytest.mark.django_db
SOME = ("/sign-in/", "/program/", "/no/such/page/", "/api/v1/openapi.json", "/account/")


@pytest.fixture
def admin():
    made.program()
    return at_the_page(made.user_with_job(Role.ADMIN, of=made.organization(OrganizationKind.PROVIDER, in_program=True)))


@pytest.fixture(scope="module")
def answers(file_db) -> dict:
    """What an administrator is answered at some addresses, asked for once."""
    made.program()
    house = made.organization(OrganizationKind.PROVIDER, in_program=True)
    client = at_the_page(made.user_with_job(Role.ADMIN, of=house))
    return {path: client.get(path) for path in (*SOME, "/program/people/")}


def settings_at(url: str) -> dict:
    """Names and values of the settings of an installation whose address is `url`."""
    code = (
        "import json, os, tandem.settings as s;"
        "print(json.dumps({n: v for n, v in vars(s).items() if n.isupper() and isinstance(v, (str, int, bool))}))"
    )
    environment = {"TANDEM_URL": url, "PATH": "/usr/bin:/bin"}
    told = subprocess.run(
        [sys.executable, "-P", "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    return json.loads(told.stdout)


def test_v3_4_3_no_page_may_run_inline_scripts(answers):
    for path, answer in answers.items():
        rules = answer["Content-Security-Policy"]
        assert "unsafe" not in rules and "*" not in rules and "http:" not in rules, path
        for rule in ("default-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'"):
            assert rule in rules, path
        assert "frame-ancestors 'none'" in rules, path


def test_v3_4_4_every_answer_says_what_it_is_and_is_not_guessed_at(answers):
    for path, answer in answers.items():
        assert answer["X-Content-Type-Options"] == "nosniff" and answer["X-Frame-Options"] == "DENY", path
        assert answer["Referrer-Policy"] == "same-origin", path
        kind = answer["Content-Type"]
        assert kind == "application/json" or re.fullmatch(r"text/\w+; charset=utf-8", kind), path


def test_v3_4_2_no_other_site_is_let_in(admin):
    for path in SOME:
        answer = admin.get(path, headers={"origin": "https://other.example.org"})
        assert not [name for name in answer.headers if name.lower().startswith("access-control-")], path


def test_v3_3_4_cookies_are_not_for_scripts_and_not_for_other_sites():
    browser = Client()
    browser.get("/sign-in/")
    assert browser.cookies
    for cookie in browser.cookies.values():
        assert cookie["httponly"] and cookie["samesite"] in ("Lax", "Strict") and not cookie["domain"]


def test_v3_3_1_cookies_behind_https_are_secure_and_of_this_host_only():
    told = settings_at("https://tandem.example.org")
    for one in ("SESSION", "CSRF"):
        assert told[f"{one}_COOKIE_SECURE"] and told[f"{one}_COOKIE_HTTPONLY"]
        assert told[f"{one}_COOKIE_NAME"].startswith("__Host-")
    assert not settings_at("http://localhost:8000")["SESSION_COOKIE_SECURE"]


def test_v3_4_1_plain_http_is_sent_to_https_and_told_to_stay(settings):
    told = settings_at("https://tandem.example.org")
    assert told["SECURE_HSTS_SECONDS"] >= 365 * 86_400 and told["SECURE_SSL_REDIRECT"]
    for name in ("SECURE_HSTS_SECONDS", "SECURE_SSL_REDIRECT"):
        setattr(settings, name, told[name])
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    plain = Client().get("/sign-in/")
    assert plain.status_code == 301 and plain.url.startswith("https://") and not plain.cookies
    kept = Client().get("/sign-in/", headers={"x-forwarded-proto": "https"})
    assert kept.status_code == 200 and "max-age=31536000" in kept["Strict-Transport-Security"]


def test_v3_5_1_a_form_of_another_site_is_refused():
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/sign-in/", {"username": "a", "password": "b"}).status_code == 403


def test_v3_5_3_what_changes_something_is_never_a_get(admin):
    for name in ("sign_out", "intake_token"):
        assert admin.get(reverse(name)).status_code == 405, name


def test_another_host_is_refused():
    assert Client().get("/sign-in/", headers={"host": "other.example.org"}).status_code == 400


def test_v7_4_4_every_page_has_a_way_out(answers):
    for path in ("/program/", "/account/", "/program/people/"):
        assert 'action="/sign-out/"' in answers[path].content.decode(), path


def test_v7_2_3_a_session_key_is_long_and_random(admin):
    keys = {Client().session.session_key for _each in range(2)} | {admin.session.session_key}
    made_keys = {_key() for _each in range(50)}
    # 32 characters of 36: more than 128 bits.
    assert len(made_keys) == 50 and all(len(one) == 32 for one in made_keys) and admin.session.session_key in keys


def _key() -> str:
    from django.contrib.sessions.backends.db import SessionStore

    return SessionStore()._get_new_session_key()


def test_v13_4_1_neither_sources_nor_listings_are_served():
    browser = Client()
    for path in ("/.git/config", "/static/", "/static/built/", "/static/../settings.py", "/pyproject.toml", "/media/"):
        assert browser.get(path).status_code in (400, 404), path


def test_v13_4_2_there_is_no_debug_mode():
    assert settings_at("http://localhost:8000")["DEBUG"] is False
    assert b"urlpatterns" not in Client().get("/no/such/page/").content


def test_v13_4_4_trace_gives_nothing_back():
    answer = Client().trace("/sign-in/", headers={"x-secret": "canary-7"})
    assert b"canary-7" not in answer.content


def test_v16_5_1_an_error_shows_nothing_of_the_inside(admin, monkeypatch, caplog):
    from tandem.foundation.organizations import roster

    def broken():
        raise RuntimeError("canary-8 in the inside")

    monkeypatch.setattr(roster, "organizations", broken)
    admin.raise_request_exception = False
    answer = admin.get("/program/")
    assert answer.status_code == 500
    for inside in (b"canary-8", b"Traceback", b"RuntimeError", b".py"):
        assert inside not in answer.content
    # It is logged, so that somebody can mend it.
    assert any(one.levelno >= logging.ERROR for one in caplog.records)


def test_v16_4_1_a_line_break_makes_no_second_line_in_a_log(admin, caplog):
    admin.get("/no/such%0a2026-01-01 INFO forged line/")
    line = logging.LogRecord("tandem", logging.WARNING, __file__, 1, "Not Found: %s", ("/no%0aforged",), None)
    assert Masked().filter(line) and "\n" not in line.getMessage()
    assert all("\n" not in one.getMessage() for one in caplog.records if one.name == "django.request")
