"""What the audit trail shows without naming anybody served: refusals by reason, unusual volume, weeks to sign."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from uuid import UUID

from django.db.models import Count
from django.utils import timezone

from tandem.domain.oversight.models import WeeklyReview
from tandem.foundation.audit.models import Entry

DAYS = 28
# Fewer looks in a day than this are never unusual; above, more than three times the own median are.
LEAST, TIMES = 20, 3
WEEKS_BACK = 4


@dataclass(frozen=True)
class Refused:
    """How often this was refused to this role since then."""

    action: str
    role: str
    count: int


def refusals(organization_id: UUID | None, since: datetime) -> list[Refused]:
    """Refusals by what was tried and by role, the most frequent first. Counts, never whom it was about."""
    found = Entry.objects.filter(organization_id=organization_id, outcome="refused", at__gte=since)
    counted = found.values_list("action", "actor_role").annotate(n=Count("id")).order_by("-n", "action")
    return [Refused(action, role, n) for action, role, n in counted[:50]]


@dataclass(frozen=True)
class Volume:
    """Somebody of the staff opened far more records in the last 24 hours than they do on their own median day."""

    user_id: UUID
    looks: int
    usual: float


def unusual(organization_id: UUID | None, now: datetime) -> list[Volume]:
    """Whoever stands out against their own 28 days, the most looks first. A day without a look counts as none."""
    opened = Entry.objects.filter(
        organization_id=organization_id, action="release.record", outcome="ok", actor_kind="user"
    )
    last = dict(
        opened.filter(at__gte=now - timedelta(days=1), at__lte=now)
        .values_list("actor_id")
        .annotate(n=Count("id"))
        .filter(n__gte=LEAST)
    )
    days: dict[UUID, list[int]] = defaultdict(lambda: [0] * DAYS)
    before = opened.filter(
        actor_id__in=list(last), at__gte=now - timedelta(days=DAYS + 1), at__lt=now - timedelta(days=1)
    )
    for actor_id, at in before.values_list("actor_id", "at").iterator():
        days[actor_id][min(DAYS - 1, int((now - timedelta(days=1) - at).total_seconds() // 86_400))] += 1
    found = [Volume(one, n, median(days[one])) for one, n in last.items()]
    return sorted((one for one in found if one.looks > TIMES * one.usual), key=lambda one: -one.looks)


def due_weeks(organization_id: UUID | None, now: datetime) -> list[date]:
    """The Mondays of the last four whole weeks whose audit review nobody signed, the oldest first."""
    today = timezone.localtime(now).date()
    this = today - timedelta(days=today.weekday())
    weeks = [this - timedelta(weeks=back) for back in range(WEEKS_BACK, 0, -1)]
    signed = set(
        WeeklyReview.objects.filter(organization_id=organization_id, week__in=weeks).values_list("week", flat=True)
    )
    return [one for one in weeks if one not in signed]


def signed_weeks(organization_id: UUID | None, limit: int = 8) -> list[tuple[date, datetime, str, str]]:
    """(Monday, when, by whom, what they found) of the newest reviews."""
    found = WeeklyReview.objects.filter(organization_id=organization_id).order_by("-week")
    return [(one.week, one.signed_at, one.signed_by_name, one.found) for one in found[:limit]]
