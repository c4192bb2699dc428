"""The second factor of a sign-in: which one an account has, whether what was typed is it, and how many wrong ones it takes.

Five wrong codes close this door for the account, as wrong passwords do theirs: for a while, or until somebody releases
it where the agency follows the CJIS profile (AC-7). Nobody else is held up.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.db import transaction

from tandem.foundation import clock
from tandem.foundation.accounts import recovery, totp
from tandem.foundation.accounts.models import Authenticator, Passkey, RecoveryCode, User
from tandem.vocabulary.sign_in import Factor

MOST_WRONG = 5
LONGEST_CODE = 40


class Answer(StrEnum):
    RIGHT = "right"
    WRONG = "wrong"
    LOCKED = "locked"


@dataclass(frozen=True)
class Checked:
    """What became of a code; `factor` says what it was if it was right."""

    answer: Answer
    factor: Factor | None = None


def has_one(user: User) -> bool:
    """Whether this account has a second factor; without one it can only set one up."""
    return has_app(user) or has_passkey(user)


def has_passkey(user: User) -> bool:
    """Whether a passkey of this account is known."""
    return Passkey.objects.filter(user=user).exists()


def has_app(user: User) -> bool:
    """Whether a phone's authenticator app is set up for this account."""
    return Authenticator.objects.filter(user=user).exclude(confirmed_at=None).exists()


def check(user: User, code: str, *, lasts: timedelta) -> Checked:
    """Try a code of the app, or one of the ten on paper. `lasts` is how long a lock lasts for this account."""
    if locked(user, lasts=lasts):
        return Checked(Answer.LOCKED)
    typed = "".join(code.split()) if len(code) <= LONGEST_CODE and "\x00" not in code else ""
    if typed.isascii() and typed.isdigit() and totp.use(user, typed):
        return _right(user, Factor.APP)
    if recovery.looks_like_one(typed) and recovery.use(user, typed):
        return _right(user, Factor.RECOVERY)
    return Checked(Answer.LOCKED if _count(user, lasts) >= MOST_WRONG else Answer.WRONG)


def locked(user: User, *, lasts: timedelta) -> bool:
    """Whether too many wrong codes were typed for this account of late."""
    found = User.objects.only("wrong_codes", "wrong_code_at").get(pk=user.pk)
    return found.wrong_codes >= MOST_WRONG and clock.now() - found.wrong_code_at < lasts


def forget_wrong(user: User) -> bool:
    """Codes may be tried again; whether any wrong one had been counted."""
    return bool(User.objects.filter(pk=user.pk, wrong_codes__gt=0).update(wrong_codes=0, wrong_code_at=None))


def forget_all(user: User) -> None:
    """Take every second factor of this account away: its next sign-in begins with setting one up."""
    for kept in (Authenticator, Passkey, RecoveryCode):
        kept.objects.filter(user=user).delete()
    release(user)


def release(user: User) -> bool:
    """Open this account again for passwords and codes; whether anything had locked or counted against it."""
    counted = forget_wrong(user)
    return bool(User.objects.filter(pk=user.pk).exclude(locked_at=None).update(locked_at=None)) or counted


def _right(user: User, factor: Factor) -> Checked:
    forget_wrong(user)
    return Checked(Answer.RIGHT, factor)


def _count(user: User, lasts: timedelta) -> int:
    """One more wrong code; those from before the length of a lock don't count any more."""
    with transaction.atomic():
        held = User.objects.select_for_update().only("wrong_codes", "wrong_code_at").get(pk=user.pk)
        old = held.wrong_code_at is None or clock.now() - held.wrong_code_at >= lasts
        held.wrong_codes = 1 if old else held.wrong_codes + 1
        held.wrong_code_at = clock.now()
        held.save(update_fields=["wrong_codes", "wrong_code_at"])
    return held.wrong_codes
