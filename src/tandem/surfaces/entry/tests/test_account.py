"""The own account: the password with the old one asked, the own sign-ins, another job, and the way out everywhere."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.test import Client

from tandem.foundation import clock
from tandem.foundation.accounts.models import User
from tandem.foundation.audit.models import Entry
from tandem.foundation.organizations.models import Membership, Program
from tandem.foundation.organizations.program import forget
from tandem.vocabulary.terms import OrganizationKind, Role
from tests import made
from tests.short import few
from tests.signed_in import sit, through_the_door

pytestmark = pytest.mark.django_db
WORD, NEW = "correct horse battery", "staple of another stable"


@pytest.fixture(autouse=True)
def program(db, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return made.program()


@pytest.fixture
def actor():
    return made.user_with_job(Role.OFFICER)


@pytest.fixture
def user(actor):
    return with_password(actor)


def with_password(actor):
    found = User.objects.get(pk=actor.id)
    found.set_password(WORD)
    found.save()
    return found


def seated(actor) -> Client:
    return sit(Client(), actor)


def signed_in(user) -> Client:
    client = Client()
    assert through_the_door(client, user, WORD).status_code == 302
    return client


@pytest.mark.fuzz
def test_a_new_password_asks_for_the_old_and_ends_other_sessions(actor, user):
    here, there = seated(actor), seated(actor)
    every = (
        ({"old": "wrong", "password": NEW, "again": NEW}, "old"),
        ({"old": "a\x00", "password": NEW, "again": NEW}, "old"),
        ({"old": WORD, "password": NEW, "again": NEW + "!"}, "again"),
        ({"old": WORD, "password": "short", "again": "short"}, "password"),
        ({"old": WORD, "password": "x" * 201, "again": "x" * 201}, "password"),
        ({"old": WORD, "password": WORD, "again": WORD}, "password"),
        ({}, "old"),
    )
    wrong = few(every, every=3)
    for told, field in wrong:
        answer = here.post("/account/password/", told)
        assert (answer.status_code, set(answer.context["errors"])) == (422, {field}), told
    assert here.post("/account/password/", {"old": WORD, "password": NEW, "again": NEW}).url == "/account/"
    assert here.get("/field/").status_code == 200
    assert there.get("/field/").status_code == 302
    outcomes = Entry.objects.filter(action="account.change_password").values_list("outcome", flat=True)
    assert sorted(outcomes) == ["ok"] + ["refused"] * len(wrong)
    assert Client().post("/sign-in/", {"username": user.username, "password": WORD}).status_code == 422


def test_wrong_old_passwords_lock_as_wrong_sign_ins_do(actor, user):
    here = seated(actor)
    codes = [here.post("/account/password/", {"old": "x", "password": NEW, "again": NEW}).status_code for _ in range(6)]
    assert codes[-1] == 429
    assert Client().post("/sign-in/", {"username": user.username, "password": WORD}).status_code == 429


def test_signing_out_everywhere_ends_every_session(user):
    here, there = signed_in(user), signed_in(user)
    assert here.get("/account/sign-out-everywhere/").status_code == 405
    assert here.post("/account/sign-out-everywhere/").url == "/sign-in/"
    assert here.get("/field/").status_code == there.get("/field/").status_code == 302
    shown = signed_in(user).get("/account/")
    assert [one.what for one in shown.context["sign_ins"]][1:3] == ["Gave the password", "Signed out everywhere"]
    assert "127.0.0.1" in shown.content.decode()
    assert Client().get("/account/").url.startswith("/sign-in/")


def test_only_the_own_sign_ins_are_shown(user):
    signed_in(with_password(made.user_with_job(Role.OFFICER)))
    assert len(signed_in(user).get("/account/").context["sign_ins"]) == 2


def test_switching_the_job_ends_the_rights_of_the_old_one(user):
    Membership.objects.create(user=user, organization=made.organization(), role=Role.EVALUATOR)
    client = signed_in(user)
    officer = Membership.objects.get(user=user, role=Role.OFFICER)
    evaluator = Membership.objects.get(user=user, role=Role.EVALUATOR)
    client.post("/choose-role/", {"job": str(officer.pk)})
    key = client.session.session_key
    assert client.get("/field/").status_code == 200
    assert "Switch to my other job" in client.get("/account/").content.decode()
    client.post("/choose-role/", {"job": str(evaluator.pk)})
    assert client.get("/field/").status_code == 404
    assert client.session.session_key != key
    old = Client()
    old.cookies["sessionid"] = key
    assert old.get("/field/").status_code == 302


def locked_out(user):
    for _ in range(5):
        Client().post("/sign-in/", {"username": user.username, "password": "wrong"})
    assert Client().post("/sign-in/", {"username": user.username, "password": WORD}).status_code == 429


def test_a_lock_is_shown_and_released_with_a_reason(user):
    employer = Membership.objects.get(user=user).organization
    supervisor = seated(made.user_with_job(Role.AGENCY_ADMIN, of=employer))
    stranger = seated(made.user_with_job(Role.CLINICAL_SUPERVISOR))
    locked_out(user)
    Client().post("/sign-in/", {"username": "nobody-at-all", "password": "wrong"})
    assert [one.username for one in supervisor.get("/program/locks/").context["locks"]] == [user.username]
    assert stranger.get("/program/locks/").context["locks"] == []
    told = {"account": str(user.pk), "reason": "spoke"}
    assert stranger.post("/program/locks/", told).status_code == 404
    for wrong, field in (({"reason": ""}, "reason"), ({"reason": "because"}, "reason"), ({"account": "x"}, "account")):
        answer = supervisor.post("/program/locks/", {**told, **wrong})
        assert (answer.status_code, set(answer.context["errors"])) == (422, {field})
    assert supervisor.post("/program/locks/", told).url == "/program/locks/"
    browser = signed_in(user)
    entry = Entry.objects.get(action="lock:release", outcome="ok")
    assert (entry.object_id, entry.detail["reason"]) == (user.pk, "spoke")
    assert Entry.objects.filter(action="lock:release", outcome="refused").count() == 1
    assert supervisor.post("/program/locks/", told).status_code == 422
    assert browser.get("/program/locks/").status_code == 404


def a_month_ago():
    AccessAttempt.objects.update(attempt_time=clock.now() - timedelta(days=30))


@pytest.mark.fuzz
def test_a_lock_can_last_until_it_is_released(user):
    Program.objects.update(lock_minutes=0)
    forget()
    admin = seated(made.user_with_job(Role.ADMIN, of=made.organization(OrganizationKind.PSAP)))
    locked_out(user)
    a_month_ago()
    assert Client().post("/sign-in/", {"username": user.username, "password": WORD}).status_code == 429
    shown = admin.get("/program/locks/")
    assert shown.context["locks"][0].until is None and "Locked until released." in shown.content.decode()
    wrong = (
        ({"lock_minutes": "15", "idle_days": "91"}, "idle_days"),
        ({"lock_minutes": "x", "idle_days": "90"}, "lock_minutes"),
        ({"lock_minutes": "5", "idle_days": "90"}, "lock_minutes"),
        ({"lock_minutes": "99999999", "idle_days": "90"}, "lock_minutes"),
    )
    for told, field in few(wrong, every=2):
        answer = admin.post("/program/rules/", told)
        assert (answer.status_code, set(answer.context["errors"])) == (422, {field})
    answer = admin.post("/program/rules/", {"lock_minutes": "soon", "idle_days": "60", "banner": "on"})
    assert answer.status_code == 422 and not Program.objects.get().banner
    assert admin.post("/program/rules/", {"lock_minutes": "15", "idle_days": "60"}).url == "/program/rules/"
    a_month_ago()
    assert signed_in(user)
    forget()
