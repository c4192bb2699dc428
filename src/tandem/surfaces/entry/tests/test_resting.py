"""Rest, locks and open sessions: by the server's clock, by the agency's profile, and with nothing typed lost or given away."""

import json
import time
from datetime import timedelta
from types import SimpleNamespace

import pytest
from axes.models import AccessAttempt
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tandem.foundation import clock
from tandem.foundation.accounts import unsaved
from tandem.foundation.accounts.models import OpenSession, UnsavedText, User
from tandem.foundation.accounts.open_sessions import words_of
from tandem.foundation.audit.models import Entry
from tandem.foundation.organizations import devices
from tandem.foundation.organizations.models import Membership, Organization, Program
from tandem.foundation.organizations.program import forget
from tandem.vocabulary.sign_in import DeviceKind, Profile
from tandem.vocabulary.terms import OrganizationKind, Role
from tests import made
from tests.short import few
from tests.signed_in import code_now, give_app, sit, through_the_door

pytestmark = pytest.mark.django_db
WORD, WRONG = "correct horse battery", "not the password"
SECRET_WORDS = "She said her brother keeps it in the shed."


@pytest.fixture(autouse=True)
def program(db, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    yield made.program()
    forget()


def account(role=Role.OFFICER, of=None):
    user = User.objects.get(pk=made.user_with_job(role, of=of).id)
    user.set_password(WORD)
    user.save()
    return user


def cjis(user):
    """This account's agency follows the CJIS profile, whose notice the clients of these tests have acknowledged."""
    Organization.objects.filter(pk=user.memberships.get().organization_id).update(sign_in_profile=Profile.CJIS)
    forget()
    return user


def client() -> Client:
    found = Client()
    found.post("/notice/", {"next": "/sign-in/"})
    return found


def signed_in(user) -> Client:
    found = client()
    assert through_the_door(found, user, WORD).status_code == 302
    found.get("/")
    return found


def seated(user) -> Client:
    """The same without the pages, for what does not depend on them."""
    job = user.memberships.get()
    return sit(client(), SimpleNamespace(id=user.pk, organization_id=job.organization_id, role=job.role))


def rested(browser, seconds, *, began=None):
    session = browser.session
    session["seen"] = time.time() - seconds
    if began:
        session["began"] = time.time() - began
    session.save()
    return browser


@pytest.mark.parametrize(
    ("strict", "holds", "ends"), [(False, 15 * 60 - 5, 15 * 60 + 5), (True, 30 * 60 - 5, 30 * 60 + 5)]
)
def test_h3_c2_the_server_ends_a_session_that_rests(strict, holds, ends, settings):
    user = account()
    if strict:
        cjis(user)
    browser = rested(seated(user), holds)
    assert browser.get("/field/").status_code == 200
    key = rested(browser, ends).session.session_key
    assert browser.get("/field/").status_code == 302
    # Not only the browser forgets: the old cookie is refused.
    browser.cookies[settings.SESSION_COOKIE_NAME] = key
    assert browser.get("/field/").url == "/sign-in/?next=/field/"


def test_c1_twelve_hours_end_every_session():
    browser = rested(seated(account()), 10, began=12 * 3600 + 1)
    assert browser.get("/field/").status_code == 302


def test_c2_a_computer_in_a_vehicle_need_not_lock_until_it_is_taken_back():
    user = account()
    admin = made.user_with_job(Role.ADMIN, of=made.organization(OrganizationKind.PSAP, in_program=True))
    device, code = devices.make(actor=admin, name="Car 12", kind=DeviceKind.VEHICLE)
    browser = client()
    assert browser.post(f"/wall/pair/{code}/").url == "/"
    # It opens no wall, and it signs nobody in.
    assert browser.get("/wall/").status_code == 404
    assert browser.get("/field/").status_code == 302
    through_the_door(browser, user, WORD)
    assert rested(browser, 3 * 3600).get("/field/").status_code == 200
    assert rested(browser, 10, began=12 * 3600 + 1).get("/field/").status_code == 302
    through_the_door(browser, user, WORD)
    devices.revoke(device, actor=admin)
    assert rested(browser, 3 * 3600).get("/field/").status_code == 302
    told = [one.detail.get("device") for one in Entry.objects.filter(object_kind="device", action="program:set_up")]
    assert "vehicle" in told


def test_a_page_that_asks_by_itself_is_nobodys_use():
    browser = rested(seated(account()), 300)
    before = browser.session["seen"]
    assert browser.get("/field/", headers={"X-Tandem-Quiet": "1"}).status_code == 200
    assert browser.session["seen"] == before
    assert browser.post("/still-here/").status_code == 204
    assert browser.session["seen"] > before


def kept(browser, text=SECRET_WORDS, path="/field/note/"):
    return browser.post("/unsaved/", {"path": path, "fields": json.dumps({"save/ note 0": text})})


def taken(browser, path="/field/note/"):
    return browser.post("/unsaved/take/", {"path": path}).json()["fields"]


def test_h3_unsaved_text_comes_back_to_the_same_person_and_to_nobody_else():
    mine, other = account(), account()
    browser = seated(mine)
    assert kept(browser).status_code == 204
    row = UnsavedText.objects.get()
    assert "brother" not in row.sealed and "note" not in row.place + row.sealed
    key = browser.session.session_key
    assert browser.post("/lock/").status_code == 204
    browser.cookies["sessionid"] = key
    assert browser.get("/field/").status_code == 302
    theirs = seated(other)
    assert taken(theirs) == {} and b"data-unsaved" not in theirs.get("/account/").content
    # Not even with the row put under the other's name.
    UnsavedText.objects.update(user=other)
    assert taken(theirs) == {}
    UnsavedText.objects.all().delete()
    kept(seated(mine))
    again = signed_in(mine)
    assert b"data-unsaved" in again.get("/account/").content
    assert taken(again, "/field/other/") == {}
    assert taken(again) == {"save/ note 0": SECRET_WORDS}
    assert taken(again) == {} and not UnsavedText.objects.exists()
    assert b"data-unsaved" not in again.get("/account/").content


def test_unsaved_text_is_gone_after_a_day_or_once_it_was_sent():
    user = account()
    browser = seated(user)
    kept(browser)
    with clock.at(clock.now() + timedelta(hours=24, seconds=1)):
        assert not unsaved.waiting(user.pk)
        assert unsaved.sweep() == 1
    kept(browser)
    assert browser.post("/unsaved/", {"path": "/field/note/", "fields": "{}"}).status_code == 204
    assert not UnsavedText.objects.exists()
    assert kept(Client()).status_code == 302


@pytest.mark.fuzz
@pytest.mark.parametrize("fields", few(["", "[]", '{"a": 1}', "{", '{"a": "\\ud800"}', "[" * 20_000], every=3))
def test_odd_unsaved_text_is_refused(fields):
    browser = seated(account())
    assert browser.post("/unsaved/", {"path": "/field/", "fields": fields}).status_code == 400
    for path in ("", "field/", "/" + "x" * 600, "/a\x00"):
        assert browser.post("/unsaved/", {"path": path, "fields": "{}"}).status_code == 400
    assert kept(browser, "x" * 70_000).status_code == 413
    assert not UnsavedText.objects.exists()


def test_the_lock_page_shows_nothing_of_anybody():
    user = account()
    browser = signed_in(user)
    browser.post("/lock/")
    page = browser.get("/sign-in/?locked=1&next=/field/").content.decode()
    assert "nothing was done for a while" in page and user.name not in page and user.username not in page
    assert Entry.objects.filter(action="session.lock", actor_id=user.pk).count() == 1


def test_w4_each_signed_in_page_warns_a_minute_before():
    page = seated(account(Role.DISPATCHER)).get("/account/").content.decode()
    assert 'data-idle="900"' in page and 'role="alertdialog"' in page
    assert "data-idle" not in Client().get("/sign-in/").content.decode()


def wrong(user, times=5, address="10.0.0.1"):
    browser = client()
    told = {"username": user.username, "password": WRONG}
    return [browser.post("/sign-in/", told, REMOTE_ADDR=address).status_code for _ in range(times)]


def test_c4_five_wrong_passwords_lock_a_cjis_account_until_somebody_releases_it():
    user, other = cjis(account()), account()
    cjis(other)
    wrong(user, 3, "10.0.0.1"), wrong(user, 2, "10.0.0.2")
    user.refresh_from_db()
    assert user.locked_at
    assert through_the_door(client(), other, WORD).status_code == 302
    with clock.at(clock.now() + timedelta(days=30)):
        refused = client().post("/sign-in/", {"username": user.username, "password": WORD}, REMOTE_ADDR="10.0.0.9")
    nobody = client().post("/sign-in/", {"username": "nobody.here", "password": WORD}, REMOTE_ADDR="10.0.0.9")
    assert refused.status_code == nobody.status_code == 422
    assert refused.context["errors"] == nobody.context["errors"]
    supervisor = made.user_with_job(Role.CLINICAL_SUPERVISOR, of=user.memberships.get().organization)
    desk = Client()
    sit(desk, supervisor)
    assert user.name in desk.get("/program/locks/").content.decode()
    assert desk.post("/program/locks/", {"account": str(user.pk), "reason": "spoke"}).url == "/program/locks/"
    assert through_the_door(client(), user, WORD).status_code == 302
    assert desk.get("/program/locks/").context["locks"] == []


def test_c4_wrong_passwords_spread_over_a_longer_time_lock_no_cjis_account():
    user = cjis(account())
    wrong(user, 3)
    AccessAttempt.objects.update(attempt_time=clock.now() - timedelta(minutes=16))
    wrong(user, 2, "10.0.0.2")
    user.refresh_from_db()
    assert user.locked_at is None


def test_c4_a_standard_account_is_never_locked_everywhere():
    user = account()
    assert wrong(user)[-1] == 429
    assert through_the_door(client(), user, WORD, REMOTE_ADDR="10.0.0.7").status_code in (302, 429)
    user.refresh_from_db()
    assert user.locked_at is None


def test_c4_wrong_codes_lock_a_cjis_account_until_released():
    user = cjis(account())
    give_app(user)
    browser = client()
    browser.post("/sign-in/", {"username": user.username, "password": WORD})
    for _ in range(5):
        browser.post("/second-step/", {"code": "000000"})
    with clock.at(clock.now() + timedelta(days=3)):
        assert browser.post("/second-step/", {"code": code_now()}).status_code == 429


def test_a11_a_locked_known_and_unknown_name_take_the_same_queries():
    user = account()
    counts = []
    for name in (user.username, "nobody.here"):
        browser = client()
        with CaptureQueriesContext(connection) as seen:
            browser.post("/sign-in/", {"username": name, "password": WRONG})
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_c6_nothing_begins_before_the_notice_is_acknowledged():
    user = account()
    Program.objects.update(banner=True, banner_text="Lake County systems.")
    forget()
    browser = Client()
    assert browser.get("/field/").url == "/sign-in/?next=/field/"
    asked = browser.get("/sign-in/?next=/field/")
    assert asked.url.startswith("/notice/?next=")
    # Sent past the notice: nothing is tried.
    assert browser.post("/sign-in/", {"username": user.username, "password": WORD}).url.startswith("/notice/")
    assert browser.post("/passkey/sign-in/", {"passkey": "{}"}).url.startswith("/notice/")
    assert browser.post("/passkey/options/").url.startswith("/notice/")
    assert not Entry.objects.filter(action__startswith="session.").exists()
    page = browser.get(asked.url)
    assert len(page.context["statements"]) == 4 and "Lake County systems." in page.content.decode()
    assert browser.post("/notice/", {"next": "/sign-in/?next=/field/"}).url == "/sign-in/?next=/field/"
    assert through_the_door(browser, user, WORD, next="/field/").url == "/field/"
    browser.post("/sign-out/")
    assert browser.get("/sign-in/").url.startswith("/notice/")


def test_c6_an_agency_under_cjis_always_shows_the_notice():
    cjis(account())
    assert Client().get("/sign-in/").url.startswith("/notice/")


def test_open_sessions_are_listed_and_end_one_by_one():
    user, stranger = account(), account()
    here, there = signed_in(user), signed_in(user)
    rows = here.get("/account/").context["sessions"]
    assert len(rows) == 2 and [one.here for one in rows].count(True) == 1
    other = next(one for one in rows if not one.here)
    assert signed_in(stranger).post(f"/account/sessions/{other.id}/end/").status_code == 404
    assert here.post(f"/account/sessions/{other.id}/end/").url == "/account/"
    assert there.get("/field/").status_code == 302 and here.get("/field/").status_code == 200
    assert len(here.get("/account/").context["sessions"]) == 1
    assert OpenSession.objects.filter(user=user).count() == 1


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X) Version/18.4 Safari/604.1", "Safari on iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Linux"),
        ("", "A browser"),
        ("<script>" * 200, "A browser"),
    ],
)
def test_a_browser_is_said_in_words(agent, words):
    assert words_of(agent) == words


@pytest.fixture
def both(program):
    """Somebody who is an officer and, for another agency, a clinician."""
    user = account(Role.OFFICER)
    clinic = made.organization(OrganizationKind.PROVIDER)
    Membership.objects.create(user=user, organization=clinic, role=Role.CLINICIAN)
    return user


def test_police_and_clinical_work_stand_a_shift_apart(both):
    officer, clinician = (both.memberships.get(role=role) for role in (Role.OFFICER, Role.CLINICIAN))
    browser = signed_in(both)
    assert browser.post("/choose-role/", {"job": str(officer.pk)}).url == "/field/"
    assert browser.post("/choose-role/", {"job": str(clinician.pk)}).status_code == 200
    page = browser.get("/choose-role/").content.decode()
    assert page.count('name="job"') == 1 and "stand a shift apart" in page
    # A second session is no way around, and neither is the end of the job.
    second = signed_in(both)
    assert second.post("/choose-role/", {"job": str(clinician.pk)}).status_code == 200
    assert second.get("/care/").status_code == 302
    Membership.objects.filter(pk=officer.pk).update(active=False)
    assert signed_in(both).get("/care/").url == "/choose-role/"
    refused = Entry.objects.filter(action="session.choose_role", outcome="refused")
    assert refused.count() == 2
    with clock.at(clock.now() + timedelta(hours=8, seconds=1)):
        assert second.post("/choose-role/", {"job": str(clinician.pk)}).url == "/field/"
    assert browser.get("/choose-role/").status_code == 200
