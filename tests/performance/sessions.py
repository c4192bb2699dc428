"""A session that showed a second factor, for a benchmark that comes in as somebody else than a dispatcher."""

import time

from tandem.foundation.accounts.actor import Actor


def session_of(actor: Actor) -> str:
    """The cookie of somebody signed in for their one job."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from tandem.foundation.accounts import presence
    from tandem.foundation.accounts.models import User
    from tandem.foundation.organizations.models import Membership
    from tandem.vocabulary.sign_in import Factor

    user = User.objects.get(pk=actor.id)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session["membership"] = str(Membership.objects.get(user=user).pk)
    presence.prove(session, Factor.APP, time.time())
    session.save()
    return f"sessionid={session.session_key}"
