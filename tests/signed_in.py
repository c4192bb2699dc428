"""Signing in, in tests: `sit` opens a session that chose its job and has shown a second factor just now, as people's have.

Tests of the sign-in pages themselves go through them, by `through_the_door`.
"""

import time
from copy import deepcopy
from datetime import timedelta

import pyotp

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def sit(client, actor):
    """`client` is signed in for this actor's one job, as the sign-in pages would leave it. Returns the client.

    Written as one row: the suite signs in thousands of times.
    """
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.utils import timezone
    from django.utils.crypto import get_random_string

    from tandem.foundation.accounts import presence
    from tandem.foundation.organizations.models import Membership
    from tandem.vocabulary.sign_in import Factor

    job = Membership.objects.select_related("user").get(
        user_id=actor.id, organization_id=actor.organization_id, role=actor.role
    )
    told = {
        SESSION_KEY: str(actor.id),
        BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[-1],
        HASH_SESSION_KEY: job.user.get_session_auth_hash(),
        "membership": str(job.pk),
    }
    presence.prove(told, Factor.APP, time.time())
    key = get_random_string(32, "0123456789abcdefghijklmnopqrstuvwxyz")
    until = timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE)
    row = SessionStore.get_model_class()(session_key=key, session_data=SessionStore().encode(told), expire_date=until)
    row.save(force_insert=True)
    client.cookies[settings.SESSION_COOKIE_NAME] = key
    return client


def again(client):
    """The same browser as `client` stood, for one test: what its file signed in once, and nothing that a test left in it."""
    fresh = type(client)()
    fresh.__dict__ |= {name: told for name, told in client.__dict__.items() if name not in fresh.__dict__}
    fresh.cookies = deepcopy(client.cookies)
    return fresh


def give_app(user, secret: str = SECRET):
    """An authenticator app with a secret that tests know, set up for this account if it has none."""
    from tandem.foundation import clock
    from tandem.foundation.accounts import totp
    from tandem.foundation.accounts.models import Authenticator

    kept = {"sealed_secret": totp.sealed(secret, user.pk), "confirmed_at": clock.now()}
    found, _made = Authenticator.objects.get_or_create(user=user, confirmed_at__isnull=False, defaults=kept)
    return found


def stale(client) -> None:
    """The proof of presence in this client's session is older than five minutes from now on."""
    session = client.session
    session["stepped_up_at"] = time.time() - 301
    session.save()


def code_now(secret: str = SECRET) -> str:
    """What the app of `give_app` shows at this moment."""
    from tandem.foundation import clock

    return pyotp.TOTP(secret).at(clock.now())


def begins(client, link: str, password: str):
    """A one-time link used: the password chosen, an app set up, and the first page of the job."""
    assert client.post(link, {"password": password, "again": password}).url == "/second-step/set-up/"
    secret = client.get("/second-step/set-up/").context["secret"].replace(" ", "")
    assert client.post("/second-step/set-up/", {"code": code_now(secret)}).status_code == 200
    return client.get("/")


def through_the_door(client, user, password: str, **more):
    """The answer after both steps of the sign-in pages, or the first answer that lets nobody on."""
    from tandem.foundation.accounts.sealing import unseal
    from tandem.foundation.accounts.totp import PURPOSE

    app = give_app(user)
    answer = client.post("/sign-in/", {"username": user.username, "password": password, **more})
    if answer.status_code != 302 or answer.url != "/second-step/":
        return answer
    # Tests sign in more often than a person does; that a code works once has tests of its own.
    type(app).objects.filter(pk=app.pk).update(last_step=0)
    secret = unseal(app.sealed_secret, purpose=PURPOSE, owner=user.pk)
    return client.post("/second-step/", {"code": code_now(secret)})
