"""Who is locked out by wrong passwords or codes now. A tried name that is nobody's is never shown."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Exists, Max, OuterRef, Q, Sum

from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.organizations import reach
from tandem.foundation.organizations.models import Membership
from tandem.foundation.organizations.program import program
from tandem.vocabulary.sign_in import Profile

# "Until somebody releases it", for a library that wants a length.
FOR_EVER = timedelta(days=3650)


@dataclass(frozen=True)
class Lock:
    """One account at one address, or anywhere ("" as address). `until` is None where it lasts until it is released."""

    user_id: UUID
    name: str
    username: str
    address: str
    tries: int
    last_at: datetime
    until: datetime | None

    @property
    def key(self) -> str:
        """The account's id as text, for the names of fields."""
        return str(self.user_id)


def lasts() -> timedelta:
    """How long a lock lasts here."""
    found = program()
    minutes = found.lock_minutes if found else 15
    return timedelta(minutes=minutes) if minutes else FOR_EVER


def locked(actor: Actor) -> list[Lock]:
    """The locks in force on accounts in this actor's reach, newest first."""
    length = lasts()
    tries = (
        AccessAttempt.objects.filter(attempt_time__gte=clock.now() - length)
        .values("username", "ip_address")
        .annotate(tries=Sum("failures_since_start"), last=Max("attempt_time"))
        .filter(tries__gte=settings.AXES_FAILURE_LIMIT)
        .order_by("-last")
    )
    found = {user.username: user for user in reach.users(actor).filter(username__in=[one["username"] for one in tries])}
    by_address = [
        Lock(
            user_id=user.pk,
            name=user.name,
            username=user.username,
            address=one["ip_address"] or "",
            tries=one["tries"],
            last_at=one["last"],
            until=None if length == FOR_EVER else one["last"] + length,
        )
        for one in tries
        if (user := found.get(one["username"]))
    ]
    whole = _whole_accounts(actor, length)
    # Where a whole account is locked, one address of it says no more.
    shut = {one.user_id for one in whole}
    return [*whole, *(one for one in by_address if one.user_id not in shut)]


def _whole_accounts(actor: Actor, length: timedelta) -> list[Lock]:
    """Accounts of CJIS agencies that wrong passwords locked until released, and those that wrong codes locked."""
    for_ever = Exists(
        Membership.objects.filter(user=OuterRef("pk"), active=True, organization__sign_in_profile=Profile.CJIS)
    )
    codes = Q(wrong_codes__gte=settings.AXES_FAILURE_LIMIT)
    lasting = codes & (Q(strict=True) | Q(wrong_code_at__gt=clock.now() - length))
    users = reach.users(actor).annotate(strict=for_ever).filter(Q(locked_at__isnull=False) | lasting)
    return [
        Lock(
            user_id=user.pk,
            name=user.name,
            username=user.username,
            address="",
            tries=max(user.wrong_codes, settings.AXES_FAILURE_LIMIT),
            last_at=user.locked_at or user.wrong_code_at,
            until=None if user.locked_at or user.strict or length == FOR_EVER else user.wrong_code_at + length,
        )
        for user in users.order_by("username")
    ]
