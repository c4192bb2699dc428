"""Signing in, in tests: a client that is simply signed in has shown a second factor just now, as people's sessions have.

Loaded by `-p tests.signed_in`. `Client.force_login` is Django's own way around the sign-in pages; here it also marks the
session as those pages would. Tests of the pages themselves go through them, by `through_the_door`.
"""

import time
from functools import wraps

import pyotp
import pytest

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True, scope="session")
def signed_in_with_both():
    """Every forced sign-in of the run is one with both factors."""
    from django.test import Client

    from tandem.foundation.accounts import presence
    from tandem.vocabulary.sign_in import Factor

    plain = Client.force_login

    @wraps(plain)
    def with_both(client, user, backend=None):
        plain(client, user, backend)
        session = client.session
        presence.prove(session, Factor.APP, time.time())
        session.save()

    Client.force_login = with_both
    yield
    Client.force_login = plain


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
