"""Codes of an authenticator app: six digits, a new one each half minute, one half minute of grace on either side.

RFC 6238, as every such app does it. A code that was used once is never taken again (CJIS IA-2, OWASP ASVS 6.5.1).
"""

import logging
from dataclasses import dataclass
from uuid import UUID

import pyotp
from django.db import transaction
from django.utils.crypto import constant_time_compare

from tandem.foundation import clock
from tandem.foundation.accounts.models import Authenticator, User
from tandem.foundation.accounts.sealing import WrongKey, seal, unseal

log = logging.getLogger(__name__)
STEP_SECONDS = 30
GRACE = 1
ISSUER = "Tandem"
PURPOSE = "authenticator"


@dataclass(frozen=True)
class Setup:
    """What an app needs: `secret` in groups of four to type, `uri` to scan."""

    secret: str
    uri: str


def setup(user: User) -> Setup:
    """The app being set up; the same one until it is confirmed, so that a page may be opened again."""
    found, _made = Authenticator.objects.get_or_create(
        user=user, confirmed_at=None, defaults={"sealed_secret": sealed(pyotp.random_base32(), user.pk)}
    )
    secret = _secret(found)
    uri = pyotp.TOTP(secret).provisioning_uri(name=user.username, issuer_name=ISSUER)
    return Setup(" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)), uri)


def confirm(user: User, code: str) -> bool:
    """Whether `code` is of the app being set up; it then replaces the one before, whose codes end."""
    with transaction.atomic():
        fresh = Authenticator.objects.select_for_update().filter(user=user, confirmed_at=None).first()
        step = _matching(fresh, code) if fresh else None
        if step is None:
            return False
        Authenticator.objects.filter(user=user).exclude(confirmed_at=None).delete()
        fresh.confirmed_at, fresh.last_step = clock.now(), step
        fresh.save(update_fields=["confirmed_at", "last_step"])
    return True


def use(user: User, code: str) -> bool:
    """Whether `code` is right now and was never used; from here on it is used."""
    with transaction.atomic():
        app = Authenticator.objects.select_for_update().filter(user=user).exclude(confirmed_at=None).first()
        step = _matching(app, code) if app else None
        if step is None:
            return False
        app.last_step = step
        app.save(update_fields=["last_step"])
    return True


def sealed(secret: str, owner: UUID) -> str:
    """A secret as it is kept."""
    return seal(secret, purpose=PURPOSE, owner=owner)


@dataclass(frozen=True)
class Shown:
    """The code of a made-up account; "" while it waits for the next half minute. `seconds` until it changes."""

    code: str
    seconds: int


def shown_for(user: User) -> Shown | None:
    """The code that the sign-in page of a demo shows for a made-up account; None for every real one."""
    app = Authenticator.objects.filter(user=user, made_up=True).exclude(confirmed_at=None).first()
    if app is None:
        return None
    now = int(clock.now().timestamp())
    left, step = STEP_SECONDS - now % STEP_SECONDS, max(now // STEP_SECONDS, app.last_step + 1)
    return Shown(_code(app, step) if step <= now // STEP_SECONDS + GRACE else "", left)


def _secret(app: Authenticator) -> str:
    return unseal(app.sealed_secret, purpose=PURPOSE, owner=app.user_id)


def _code(app: Authenticator, step: int) -> str:
    return pyotp.TOTP(_secret(app)).generate_otp(step)


def _matching(app: Authenticator, code: str) -> int | None:
    """The half minute whose unused code this is, or None. Every candidate is compared, right or not."""
    now, found = int(clock.now().timestamp()) // STEP_SECONDS, None
    try:
        codes = {step: _code(app, step) for step in range(now - GRACE, now + GRACE + 1)}
    except WrongKey:
        log.warning("An authenticator app was sealed with another key. `bin/tandem second_step` sets one up anew.")
        return None
    for step, right in codes.items():
        if constant_time_compare(right, code) and step > app.last_step:
            found = step
    return found
