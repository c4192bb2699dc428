"""Whether a stream may go on: every way a session, a job or an account ends."""

import time

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from tandem.foundation.accounts import presence
from tandem.foundation.accounts.models import User
from tandem.foundation.accounts.sign_ins import end_sessions
from tandem.foundation.live import sessions
from tandem.foundation.organizations.models import Membership, Organization
from tandem.vocabulary.sign_in import Factor

pytestmark = pytest.mark.django_db


@pytest.fixture
def job():
    user = User.objects.create_user("dana", "Dana Made", None)
    center = Organization.objects.create(name="Made Center", short_name="Made", kind="psap")
    return Membership.objects.create(user=user, organization=center, role="dispatcher")


@pytest.fixture
def session(job):
    made = SessionStore()
    made[SESSION_KEY] = str(job.user_id)
    made[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    made[HASH_SESSION_KEY] = job.user.get_session_auth_hash()
    made["membership"] = str(job.pk)
    presence.prove(made, Factor.APP, time.time())
    made.save()
    return made


@pytest.fixture
def live(session):
    return sessions.find(session.session_key, "127.0.0.1")


def test_a_session_acts_as_its_job(live, job):
    assert live.membership == job
    assert sessions.ended([live]) == set()


@pytest.mark.parametrize("key", [None, "", "nothing-like-it"])
def test_no_session_opens_nothing(key, job):
    assert sessions.find(key, "") is None


def test_a_session_without_a_job_opens_nothing(session):
    del session["membership"]
    session.save()
    assert sessions.find(session.session_key, "") is None


def test_h8_a_session_without_a_second_factor_opens_no_stream(live, session):
    del session["second_factor"]
    session.save()
    assert sessions.find(session.session_key, "") is None
    assert sessions.ended([live]) == {live.key}


def test_c1_twelve_hours_end_a_stream_however_busy(live, session):
    session["began"] = time.time() - 12 * 3600 - 1
    session["seen"] = time.time()
    session.save()
    assert sessions.ended([live]) == {live.key}


def test_signing_out_ends_it(live, session):
    session.flush()
    assert sessions.ended([live]) == {live.key}


def test_a_stream_is_not_activity(live, session):
    session["seen"] = time.time() - settings.SESSION_IDLE_SECONDS - 1
    session.save()
    assert sessions.ended([live]) == {live.key}


def test_a_job_taken_away_ends_it(live, job):
    Membership.objects.filter(pk=job.pk).update(active=False)
    assert sessions.ended([live]) == {live.key}


def test_another_role_ends_it(live, job):
    Membership.objects.filter(pk=job.pk).update(role="officer")
    assert sessions.ended([live]) == {live.key}


def test_another_job_in_the_same_session_ends_it(live, job, session):
    other = Membership.objects.create(user=job.user, organization=job.organization, role="evaluator")
    session["membership"] = str(other.pk)
    session.save()
    assert sessions.ended([live]) == {live.key}


def test_a_disabled_account_ends_it(live, job):
    User.objects.filter(pk=job.user_id).update(is_active=False)
    assert sessions.ended([live]) == {live.key}


def test_a_changed_password_ends_it(live, job):
    job.user.set_password("another long word")
    job.user.save()
    assert sessions.ended([live]) == {live.key}


def test_signing_out_everywhere_ends_it(live, job):
    """H10: the next look of the hub, every second and a half, finds the stream's session over."""
    end_sessions(job.user)
    assert sessions.ended([live]) == {live.key}


def test_three_queries_however_many_streams(live, django_assert_num_queries):
    with django_assert_num_queries(3):
        sessions.ended([live] * 50)
