"""Who is locked out by wrong passwords now. A tried name that is nobody's is never shown."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max, Sum

from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.organizations import reach
from tandem.foundation.organizations.program import program

# "Until somebody releases it", for a library that wants a length.
FOR_EVER = timedelta(days=3650)


@dataclass(frozen=True)
class Lock:
    """One account at one address. `until` is None where it lasts until it is released."""

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
    return [
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
