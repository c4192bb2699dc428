"""A form that makes something new makes it once, however often a cold thumb taps: each page of it carries a word.

The session's row is locked while the first tap works, so that the second waits and is then sent where the first went.
"""

import secrets
from collections.abc import Callable
from importlib import import_module

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest

KEPT = 20


def word() -> str:
    """A fresh word for the hidden field `once` of one page."""
    return secrets.token_urlsafe(12)


def once(request: HttpRequest, make: Callable[[], str]) -> str:
    """The address `make` leads to; a second post of the same page gets the first one's and makes nothing.

    An error in `make` rolls everything back and forgets the word, so that the corrected form counts as the first.
    """
    said = request.POST.get("once", "")[:40]
    with transaction.atomic():
        Session.objects.select_for_update().filter(pk=request.session.session_key).first()
        stored = import_module(settings.SESSION_ENGINE).SessionStore(request.session.session_key)
        done = dict(stored.get("once", {}))
        if said in done:
            return done[said]
        address = make()
        if said:
            request.session["once"] = dict([*done.items(), (said, address)][-KEPT:])
            request.session.save()
        return address
