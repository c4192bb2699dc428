"""The door: who is let in, as what, for how long; and that a closed door looks like no door."""

import re
import time

import pytest
from django.test import Client

from tandem.foundation.accounts.links import issue
from tandem.foundation.accounts.models import User
from tandem.foundation.audit.models import Entry
from tandem.foundation.organizations.models import Membership
from tandem.vocabulary.terms import Role
from tests import made
from tests.short import few
from tests.signed_in import begins, code_now, give_app, through_the_door

pytestmark = pytest.mark.django_db
WORD = "correct horse battery"


@pytest.fixture(autouse=True)
def program(db, settings):
    # The real hash is slow by design; what is proved here does not depend on it.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return made.program()


@pytest.fixture
def officer():
    return with_password(made.user_with_job(Role.OFFICER))


def with_password(actor):
    user = User.objects.get(pk=actor.id)
    user.set_password(WORD)
    user.save()
    return user


def sign_in(client, user, password=WORD, **more):
    return through_the_door(client, user, password, **more)


def body(response):
    """The page without the form token and the clock, which are others each time."""
    return re.sub(rb'\b[A-Za-z0-9]{64}\b|data-now="[^"]*"', b"", response.content)


def test_sign_in_and_out(client, officer):
    answer = sign_in(client, officer)
    assert (answer.status_code, answer.url) == (302, "/field/")
    page = client.get("/field/")
    assert page.status_code == 200
    assert page["Cache-Control"] == "no-store"
    csp = page["Content-Security-Policy"]
    assert "default-src 'self'" in csp and "unsafe-inline" not in csp and "frame-ancestors 'none'" in csp
    assert client.get("/").url == "/field/"
    assert client.get("/sign-in/").url == "/"
    assert client.get("/sign-out/").status_code == 405
    client.post("/sign-out/")
    assert client.get("/field/").url == "/sign-in/?next=/field/"
    actions = list(Entry.objects.filter(action__startswith="session.").order_by("id").values_list("action", "address"))
    steps = ["session.sign_in", "session.second_factor", "session.sign_out"]
    assert actions == [(one, "127.0.0.1") for one in steps]


def test_a11_a_wrong_name_and_a_wrong_password_read_the_same(client, officer):
    wrong = sign_in(client, officer, "not the password")
    officer.username = "nobody"
    unknown = sign_in(client, officer, "not the password")
    assert wrong.status_code == unknown.status_code == 422
    assert "go together" in wrong.content.decode().replace("&#x27;", "'")
    for odd in ("a\x00b", "x" * 201):
        assert sign_in(client, officer, odd).status_code == 422
    refused = Entry.objects.filter(action="session.sign_in", outcome="refused")
    assert set(refused.values_list("actor_id", flat=True)) == {None}


def test_five_failures_lock_the_name_at_this_address(client, officer):
    answers = [sign_in(client, officer, "not the password").status_code for _ in range(5)]
    assert answers[-1] == 429
    assert sign_in(client, officer).status_code == 429
    assert client.get("/field/").status_code == 302
    other = with_password(made.user_with_job(Role.OFFICER))
    assert sign_in(client, other).status_code == 302


@pytest.mark.fuzz
@pytest.mark.parametrize(
    ("wanted", "after"),
    few(
        [
            ("/field/", "/field/"),
            ("https://example.com/", "/field/"),
            ("//example.com/", "/field/"),
            ("/\\example.com", "/field/"),
            ("javascript:alert(1)", "/field/"),
            ("http:///example.com", "/field/"),
        ],
        every=4,
    ),
)
def test_after_signing_in_nobody_is_sent_elsewhere(client, officer, wanted, after):
    assert sign_in(client, officer, next=wanted).url == after


def test_an_idle_session_is_over(client, officer, settings):
    sign_in(client, officer)
    client.get("/field/")
    session = client.session
    session["seen"] = time.time() - settings.SESSION_IDLE_SECONDS - 1
    session.save()
    key = session.session_key
    assert client.get("/field/").status_code == 302
    client.cookies[settings.SESSION_COOKIE_NAME] = key
    assert client.get("/field/").status_code == 302


@pytest.mark.parametrize("ended", ["job", "account", "password"])
def test_what_was_taken_away_is_gone_at_the_next_click(client, officer, ended):
    sign_in(client, officer)
    assert client.get("/field/").status_code == 200
    if ended == "job":
        Membership.objects.filter(user=officer).update(active=False)
    elif ended == "account":
        User.objects.filter(pk=officer.pk).update(is_active=False)
    else:
        officer.set_password("another long password")
        officer.save()
    assert client.get("/field/").status_code == 302


def test_two_jobs_are_one_role_at_a_time(client, officer):
    clinic = made.organization()
    second = Membership.objects.create(user=officer, organization=clinic, role=Role.EVALUATOR)
    assert sign_in(client, officer).url == "/choose-role/"
    assert client.get("/field/").url == "/choose-role/"
    assert client.get("/").url == "/choose-role/"
    assert client.get("/choose-role/").content.count(b'name="job"') == 2
    not_mine = Membership.objects.get(user_id=made.user_with_job(Role.ADMIN).id)
    assert client.post("/choose-role/", {"job": str(not_mine.pk)}).status_code == 200
    assert client.get("/field/").status_code == 302
    assert client.post("/choose-role/", {"job": str(second.pk)}).url == "/measures/"
    assert client.get("/field/").status_code == 404
    assert Client().get("/choose-role/").url == "/sign-in/"


@pytest.mark.fuzz
@pytest.mark.parametrize(
    ("role", "shut", "absent"),
    few(
        [
            (Role.OFFICER, "/program/", "/no-such-page/"),
            (Role.OFFICER, "/program/access/", "/program/no-such-page/"),
            (Role.EVALUATOR, "/field/", "/no-such-page/"),
            (Role.ADMIN, "/program/access/", "/program/no-such-page/"),
            (Role.PRIVACY_OFFICER, "/program/people/", "/program/no-such-page/"),
        ],
        every=2,
    ),
)
def test_a_door_for_others_looks_like_no_door(client, role, shut, absent):
    sign_in(client, with_password(made.user_with_job(role)))
    closed, missing = client.get(shut), client.get(absent)
    assert closed.status_code == missing.status_code == 404
    assert body(closed) == body(missing)
    headers = [sorted(name for name in one.headers if name != "Content-Length") for one in (closed, missing)]
    assert headers[0] == headers[1]


def test_a_link_to_begin_works_once(client):
    actor = made.user_with_job(Role.CLINICIAN)
    user = User.objects.get(pk=actor.id)
    address = f"/begin/{issue(user).secret}/"
    assert user.username in client.get(address).content.decode()
    for first, again in (("short", "short"), (WORD, WORD + "!"), ("x" * 201, "x" * 201)):
        assert client.post(address, {"password": first, "again": again}).status_code == 422
    assert begins(client, address, WORD).url == "/field/"
    assert client.get("/care/").status_code == 200
    assert Client().get(address).status_code == 404
    assert Client().get("/begin/nonsense/").status_code == 404
    assert sign_in(Client(), user).status_code == 302
    assert Entry.objects.filter(action="session.begin", actor_id=user.pk).count() == 1


def test_a7_an_expired_form_says_so(officer):
    strict = Client(enforce_csrf_checks=True)
    assert sign_in(strict, officer).status_code == 403


def test_a7_the_key_of_a_session_changes_at_each_step_and_its_cookie_is_the_servers_own(client, officer):
    client.post("/notice/", {"next": "/sign-in/"})
    keys = [client.session.session_key]
    give_app(officer)
    client.post("/sign-in/", {"username": officer.username, "password": WORD})
    keys.append(client.session.session_key)
    answer = client.post("/second-step/", {"code": code_now()})
    keys.append(client.session.session_key)
    assert len(set(keys)) == 3
    cookie = answer.cookies["sessionid"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"
    page = client.get("/account/")
    assert page["X-Frame-Options"] == "DENY" and "frame-ancestors 'none'" in page["Content-Security-Policy"]
