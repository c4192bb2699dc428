"""Police and clinical jobs of one human stand a shift apart: rights of the two never meet in one day's work (law.md 1.7)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from tandem.foundation import clock
from tandem.foundation.organizations.models import Membership
from tandem.vocabulary.terms import Role

# The rest between two shifts. Whoever acted in the other kind of job less than this ago is still in that shift.
APART = timedelta(hours=8)
POLICE = frozenset({Role.OFFICER})
CLINICAL = frozenset({Role.CLINICIAN, Role.PEER, Role.CLINICAL_SUPERVISOR})


def acted(job: Membership) -> None:
    """A session acts in this job now."""
    Membership.objects.filter(pk=job.pk).update(last_acted_at=clock.now())


def opposite(role: Role) -> frozenset[Role]:
    """The roles that can't be acted in during the same shift as this one."""
    if role in POLICE:
        return CLINICAL
    return POLICE if role in CLINICAL else frozenset()


def shut_until(job: Membership, held: Iterable[Membership], now: datetime) -> datetime | None:
    """From when this job may be chosen, where one of the other side was acted in of late; None where it may be now."""
    others = [one.last_acted_at for one in held if Role(one.role) in opposite(Role(job.role)) and one.last_acted_at]
    until = max(others) + APART if others else now
    return until if until > now else None
