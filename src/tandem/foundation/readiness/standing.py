"""How the whole installation stands: the demo, not yet released, or released; read once and kept for some seconds."""

import time
from dataclasses import dataclass

from django.db import DatabaseError

from tandem.foundation.accounts.models import Authenticator
from tandem.foundation.readiness.checks import Found, look
from tandem.foundation.readiness.models import Signature
from tandem.vocabulary.readiness import BEFORE_REAL_PEOPLE
from tandem.vocabulary.terms import Role

SIGNERS = (Role.ADMIN, Role.PRIVACY_OFFICER)
_KEEP_SECONDS = 5.0
_KEEP_COUNT_SECONDS = 60.0


@dataclass(frozen=True)
class Standing:
    """`demo`: everyone in it is made up. `released`: both signatures hold."""

    demo: bool
    released: bool


@dataclass
class _Kept:
    """What was read last and when; a demo stays one for good."""

    at: float = float("-inf")
    standing: Standing = Standing(False, False)
    counted_at: float = float("-inf")
    left: int = 0


_kept = _Kept()


def is_demo() -> bool:
    """Whether this is the demo city: only its build makes accounts whose codes the sign-in page shows."""
    return Authenticator.objects.filter(made_up=True).exists()


def standing() -> Standing:
    """How it stands, at most five seconds old. Where the database can't say, what was known before."""
    if time.monotonic() - _kept.at > _KEEP_SECONDS:
        try:
            demo = _kept.standing.demo or is_demo()
            _kept.standing = Standing(demo, not demo and released())
            _kept.at = time.monotonic()
        except DatabaseError:
            return _kept.standing
    return _kept.standing


def left_to_do() -> int:
    """How many points are open before real people are served, at most a minute old."""
    if time.monotonic() - _kept.counted_at > _KEEP_COUNT_SECONDS:
        _kept.left = len(still_open(look()))
        _kept.counted_at = time.monotonic()
    return _kept.left


def still_open(found: list[Found]) -> list[Found]:
    """Those of `found` that stand before real people and are not done."""
    return [one for one in found if one.open and one.point in BEFORE_REAL_PEOPLE]


def signatures() -> dict[str, Signature]:
    """The newest signature of each signing role that still holds."""
    newest = {one.signed_as: one for one in Signature.objects.order_by("id")}
    return {role: one for role, one in newest.items() if one.holds}


def released() -> bool:
    """Whether an administrator and the privacy officer, two persons, have both signed."""
    held = signatures()
    return set(held) >= set(SIGNERS) and len({one.signed_by for one in held.values()}) > 1


def forget() -> None:
    """Drop what is kept, after a change in this process."""
    global _kept
    _kept = _Kept()
