"""The second step: nothing is open before it, a code works once, five wrong ones lock, and the demo's help stays there."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from tandem.domain.releases.opening import open_list, open_release
from tandem.foundation import clock
from tandem.foundation.accounts import recovery, sealing, totp
from tandem.foundation.accounts.actor import NotAllowed
from tandem.foundation.accounts.models import Authenticator, RecoveryCode, User
from tandem.foundation.audit.models import Entry
from tandem.foundation.organizations.actions import reset_second_factor
from tandem.foundation.organizations.models import Program
from tandem.foundation.organizations.program import forget
from tandem.urls import urlpatterns
from tandem.vocabulary.law import Purpose
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import Role
from tests import made
from tests.short import few
from tests.signed_in import SECRET, code_now, give_app, stale

pytestmark = pytest.mark.django_db
WORD = "correct horse battery"
STEP, SET_UP = "/second-step/", "/second-step/set-up/"


@pytest.fixture(autouse=True)
def program(db, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return made.program()


@pytest.fixture
def actor():
    return made.user_with_job(Role.CLINICIAN)


@pytest.fixture
def user(actor):
    found = User.objects.get(pk=actor.id)
    found.set_password(WORD)
    found.save()
    return found


def password_given(user) -> Client:
    """A browser that has given the password, and nothing else yet."""
    client = Client()
    answer = client.post("/sign-in/", {"username": user.username, "password": WORD})
    assert answer.url in (STEP, SET_UP)
    return client


def plain_pages() -> list[str]:
    """Every address without a part to fill in."""
    inner = [one for room in urlpatterns for one in room.url_patterns]
    return sorted({f"/{one.pattern}" for one in inner if hasattr(one, "callback") and "<" not in str(one.pattern)})


@pytest.mark.fuzz
def test_h8_without_a_second_factor_only_setting_one_up_is_reached(user):
    client = password_given(user)
    assert client.get("/").url == STEP
    assert client.get(STEP).url == SET_UP
    assert client.get(SET_UP).status_code == 200
    signed_out = Client()
    pages = plain_pages()
    assert len(pages) > 40
    for path in few(pages, every=8):
        if path in ("/", STEP, SET_UP, "/choose-role/", "/account/", "/sign-out/"):
            continue
        here, nobody = client.get(path), signed_out.get(path)
        # Whatever anybody may see, or the way to the second step; never more.
        if here.status_code == 302 and nobody.status_code == 302:
            assert here.url == STEP or here.url == nobody.url, path
        else:
            assert here.status_code == nobody.status_code, path
            assert user.name not in here.content.decode("utf-8", "ignore"), path
    for path in ("/choose-role/", "/account/", "/care/", "/field/"):
        assert client.get(path).url == STEP, path


def test_h8_a_job_forced_into_such_a_session_opens_nothing(user, actor):
    client = password_given(user)
    session = client.session
    session["membership"] = str(user.memberships.get().pk)
    session.save()
    assert client.get("/care/").url == STEP


def test_h8_f6_the_law_says_no_to_an_actor_without_one(actor):
    person = made.person(actor, given_name="Ada", family_name="Made")
    assert open_release(actor, person, Purpose.TREATMENT) and open_list(actor, "my_call")
    bare = replace(actor, second_factor=False)
    with pytest.raises(Absent):
        open_release(bare, person, Purpose.TREATMENT)
    with pytest.raises(Absent):
        open_list(bare, "my_call")


def test_setting_up_shows_the_codes_once_and_lets_in(user):
    client = password_given(user)
    page = client.get(SET_UP)
    secret = page.context["secret"].replace(" ", "")
    assert "<svg" in page.content.decode() and page.context["secret"] in page.content.decode()
    assert client.get(SET_UP).context["secret"].replace(" ", "") == secret
    assert client.get("/care/").url == STEP
    assert client.post(SET_UP, {"code": "123"}).status_code == 422
    key = client.session.session_key
    done = client.post(SET_UP, {"code": code_now(secret)})
    codes = done.context["codes"]
    assert len(set(codes)) == 10 and all(code in done.content.decode() for code in codes)
    assert client.session.session_key != key
    assert client.get("/").url == "/field/"
    assert client.get("/care/").status_code == 200
    assert client.get(SET_UP).url == "/"
    kept = " ".join(RecoveryCode.objects.values_list("digest", flat=True))
    assert not any(code.replace("-", "") in kept for code in codes)
    assert secret not in Authenticator.objects.get(user=user).sealed_secret


def test_a_password_alone_can_not_put_another_app_in_place(user):
    give_app(user)
    client = password_given(user)
    assert client.get(SET_UP).url == STEP
    assert client.post(SET_UP, {"code": "123456"}).url == STEP
    assert not Authenticator.objects.filter(user=user, confirmed_at=None).exists()


def test_c1_a_code_works_once(user):
    give_app(user)
    with clock.at(clock.now()):
        code = code_now()
        assert password_given(user).post(STEP, {"code": f"{code[:3]} {code[3:]}"}).url == "/field/"
        again = password_given(user)
        assert again.post(STEP, {"code": code}).status_code == 422
        assert again.get("/care/").url == STEP


def test_c1_an_older_code_than_the_last_used_is_over(user):
    app, now = give_app(user), clock.now()
    with clock.at(now - timedelta(seconds=30)):
        older = code_now()
    with clock.at(now):
        assert totp.use(user, code_now())
        assert not totp.use(user, older)
    with clock.at(now + timedelta(minutes=2)):
        assert not totp.use(user, older)
    app.refresh_from_db()
    assert app.last_step == int(now.timestamp()) // 30


def test_a8_five_wrong_codes_lock_this_account_and_no_other(user):
    give_app(user)
    client = password_given(user)
    assert [client.post(STEP, {"code": "000000"}).status_code for _ in range(5)] == [422] * 4 + [429]
    assert client.post(STEP, {"code": code_now()}).status_code == 429
    assert password_given(user).post(STEP, {"code": code_now()}).status_code == 429
    other = User.objects.get(pk=made.user_with_job(Role.CLINICIAN).id)
    other.set_password(WORD)
    other.save()
    give_app(other)
    assert password_given(other).post(STEP, {"code": code_now()}).status_code == 302
    with clock.at(clock.now() + timedelta(minutes=15)):
        assert client.post(STEP, {"code": code_now()}).status_code == 302
    refused = Entry.objects.filter(action="session.second_factor", outcome="refused", actor_id=user.pk)
    assert refused.count() == 7


def test_a8_without_a_time_the_lock_of_codes_lasts(user):
    Program.objects.update(lock_minutes=0)
    forget()
    give_app(user)
    client = password_given(user)
    for _ in range(5):
        client.post(STEP, {"code": "000000"})
    with clock.at(clock.now() + timedelta(days=30)):
        assert client.post(STEP, {"code": code_now()}).status_code == 429


def test_a8_a_recovery_code_works_once(user):
    give_app(user)
    first, second = recovery.renew(user)[:2]
    assert password_given(user).post(STEP, {"code": first.upper().replace("-", " ")}).url == "/field/"
    again = password_given(user)
    assert again.post(STEP, {"code": first}).status_code == 422
    assert again.post(STEP, {"code": second}).status_code == 302
    assert recovery.left(user.pk) == 8
    recovery.renew(user)
    assert recovery.left(user.pk) == 10
    assert not recovery.use(user, second)


@pytest.mark.fuzz
@pytest.mark.parametrize("odd", few(["", "\x00", "٣٤٥٦٧٨", "x" * 5000, "12345", "123456\n789"], every=3))
def test_odd_codes_are_only_wrong(user, odd):
    give_app(user)
    assert password_given(user).post(STEP, {"code": odd}).status_code in (400, 422)


def test_a_secret_in_another_accounts_row_opens_nothing(user):
    kept = totp.sealed(SECRET, user.pk)
    with pytest.raises(sealing.WrongKey, match="another key"):
        sealing.unseal(kept, purpose=totp.PURPOSE, owner=made.user_with_job(Role.PEER).id)


def test_only_a_made_up_account_is_shown_its_code(user):
    app = give_app(user)
    client = password_given(user)
    page = client.get(STEP)
    assert page.context["shown"] is None
    assert b"Demo only" not in page.content and b"data-demo-code" not in page.content
    Authenticator.objects.filter(pk=app.pk).update(made_up=True)
    with clock.at(clock.now()):
        shown = client.get(STEP).context["shown"]
        assert shown.code == code_now()
        assert client.post(STEP, {"code": shown.code}).status_code == 302
        # Used: the next one is shown, and then none until its half minute comes.
        again = password_given(user)
        following = again.get(STEP).context["shown"].code
        assert following not in ("", shown.code)
        assert again.post(STEP, {"code": following}).status_code == 302
        assert "Load this page again" in password_given(user).get(STEP).content.decode()


def test_an_app_that_a_person_sets_up_is_never_made_up(user):
    client = password_given(user)
    secret = client.get(SET_UP).context["secret"].replace(" ", "")
    client.post(SET_UP, {"code": code_now(secret)})
    assert list(Authenticator.objects.filter(user=user).values_list("made_up", flat=True)) == [False]


def test_an_app_sealed_with_another_key_opens_nothing_and_the_machine_can_reset_it(user, settings, capsys):
    give_app(user)
    recovery.renew(user)
    client = password_given(user)
    settings.SECRET_KEY = "another installation's key"
    client = password_given(user)
    assert client.post(STEP, {"code": code_now()}).status_code == 422
    call_command("second_step", user.username)
    assert password_given(user).get(STEP).url == SET_UP
    assert recovery.left(user.pk) == 0
    assert Entry.objects.filter(action="account.reset_second_step", object_id=user.pk).count() == 1
    with pytest.raises(CommandError, match="no account"):
        call_command("second_step", "nobody.here")


def test_an_administrator_resets_the_second_step_of_somebody_who_lost_it(user, actor):
    give_app(user)
    client = password_given(user)
    client.post(STEP, {"code": code_now()})
    assert client.get("/care/").status_code == 200
    admin = made.user_with_job(Role.ADMIN)
    reset_second_factor(user.pk, actor=admin)
    assert client.get("/care/").status_code == 302
    assert password_given(user).get(STEP).url == SET_UP
    with pytest.raises(Refusal):
        reset_second_factor(admin.id, actor=admin)
    with pytest.raises(NotAllowed):
        reset_second_factor(user.pk, actor=actor)


def test_the_own_app_is_changed_only_with_a_fresh_proof(user, actor):
    give_app(user)
    client = password_given(user)
    client.post(STEP, {"code": code_now()})
    stale(client)
    assert b"Show that it is you" in client.post("/account/app/").content
    Authenticator.objects.update(last_step=0)
    page = client.post("/account/app/", {"step_up_code": code_now()})
    secret = page.context["secret"].replace(" ", "")
    assert client.post("/account/app/", {"code": "000000"}).status_code == 422
    assert client.post("/account/app/", {"code": code_now(secret)}).url == "/account/"
    assert not totp.use(user, code_now())
    assert len(client.post("/account/recovery-codes/").context["codes"]) == 10
    stale(client)
    for path in ("/account/recovery-codes/", "/account/passkeys/", f"/account/passkeys/{user.pk}/remove/"):
        assert b"Show that it is you" in client.post(path).content, path
