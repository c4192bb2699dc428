"""Ten codes for the day the phone is lost: shown once, each works once, only a hash is kept.

A code has 50 random bits, so that a plain hash keyed by the account is enough (NIST SP 800-63B, look-up secrets).
"""

import secrets
from uuid import UUID

from django.db import transaction
from django.utils.crypto import salted_hmac

from tandem.foundation import clock
from tandem.foundation.accounts.models import RecoveryCode, User

HOW_MANY = 10
# No letter or digit that is read as another one.
LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
HALF = 5


def renew(user: User) -> list[str]:
    """Ten new codes like `7k2mx-q9rtd`; all older ones of this account end. They can't be read again later."""
    fresh = ["-".join("".join(secrets.choice(LETTERS) for _ in range(HALF)) for _ in range(2)) for _ in range(HOW_MANY)]
    now = clock.now()
    with transaction.atomic():
        RecoveryCode.objects.filter(user=user).delete()
        RecoveryCode.objects.bulk_create(
            RecoveryCode(user=user, digest=_digest(code, user.pk), made_at=now) for code in fresh
        )
    return fresh


def use(user: User, code: str) -> bool:
    """Whether this is an unused code of the account; it is used from here on. Spaces, case and the dash don't matter."""
    kept = RecoveryCode.objects.filter(user=user, digest=_digest(code, user.pk), used_at=None)
    # One statement: of two tries at once, one finds it.
    return kept.update(used_at=clock.now()) == 1


def left(user_id: UUID) -> int:
    """How many codes of an account still work."""
    return RecoveryCode.objects.filter(user_id=user_id, used_at=None).count()


def looks_like_one(text: str) -> bool:
    """Whether what was typed has the length of a recovery code."""
    return len(_plain(text)) == 2 * HALF


def _plain(text: str) -> str:
    return "".join(text.split()).replace("-", "").casefold()


def _digest(code: str, owner: UUID) -> str:
    return salted_hmac(f"tandem.accounts.recovery:{owner}", _plain(code), algorithm="sha256").hexdigest()
