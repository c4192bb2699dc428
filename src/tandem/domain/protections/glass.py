"""Openings in need, as values: what is open now, what waits for a supervisor, what waits for its review."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tandem.domain.protections.models import Glass
from tandem.domain.protections.rules import is_open
from tandem.foundation import clock
from tandem.vocabulary.law import Purpose
from tandem.vocabulary.oversight import GLASS_OUTCOME_LABELS, NEED_LABELS, GlassOutcome, Need
from tandem.vocabulary.refusal import Absent


@dataclass(frozen=True)
class Opened:
    """What holds now for one reader and one person. `emergency`: the record of 2.51 was written with it."""

    id: UUID
    purpose: Purpose
    opened_at: datetime
    until: datetime
    emergency: bool


def open_for(user_id: UUID | None, organization_id: UUID | None, person_id: UUID, now: datetime) -> Opened | None:
    """The opening in need that holds now for this reader, working for this organization; None for none."""
    if user_id is None or organization_id is None:
        return None
    held = Glass.objects.filter(
        user_id=user_id, organization_id=organization_id, person_id=person_id, closed_at=None, until__gt=now
    )
    one = held.defer("reason", "review_words").first()
    if one is None or not is_open(one.opened_at, one.until, one.closed_at, now):
        return None
    return Opened(one.pk, Purpose(one.purpose), one.opened_at, one.until, one.emergency_id is not None)


@dataclass(frozen=True)
class GlassRow:
    """One opening, for its review. It names who looked, never whom. `open`: it holds still."""

    id: UUID
    who: str
    role: str
    need: str
    purpose: Purpose
    reason: str
    asked_at: datetime
    opened_at: datetime | None
    opened_by: str
    until: datetime | None
    closed_at: datetime | None
    open: bool
    due_at: datetime | None
    late: bool
    reviewed_at: datetime | None
    reviewed_by: str
    outcome: str
    words: str


def row(one: Glass, now: datetime) -> GlassRow:
    """A row as a value."""
    return GlassRow(
        id=one.pk,
        who=one.user_name,
        role=one.role,
        need=NEED_LABELS[Need(one.need)],
        purpose=Purpose(one.purpose),
        reason=one.reason,
        asked_at=one.asked_at,
        opened_at=one.opened_at,
        opened_by=one.opened_by_name,
        until=one.until,
        closed_at=one.closed_at,
        open=is_open(one.opened_at, one.until, one.closed_at, now),
        due_at=one.review_due_at,
        late=one.review_due_at is not None and one.reviewed_at is None and one.review_due_at < now,
        reviewed_at=one.reviewed_at,
        reviewed_by=one.reviewed_by_name,
        outcome=GLASS_OUTCOME_LABELS[GlassOutcome(one.outcome)] if one.outcome else "",
        words=one.review_words,
    )


def waiting_for_supervisor(organization_id: UUID | None) -> list[GlassRow]:
    """What a supervisor must open: asked within the last day and not opened, the oldest first."""
    now = clock.now()
    found = Glass.objects.filter(organization_id=organization_id, opened_at=None, closed_at=None)
    return [row(one, now) for one in found.order_by("asked_at")]


def to_review(organization_id: UUID | None) -> list[GlassRow]:
    """What was opened and not reviewed yet, the first due first."""
    now = clock.now()
    found = Glass.objects.filter(organization_id=organization_id, opened_at__isnull=False, reviewed_at=None)
    return [row(one, now) for one in found.order_by("review_due_at")]


def reviewed(organization_id: UUID | None, limit: int = 20) -> list[GlassRow]:
    """The newest reviews."""
    now = clock.now()
    found = Glass.objects.filter(organization_id=organization_id, reviewed_at__isnull=False)
    return [row(one, now) for one in found.order_by("-reviewed_at")[:limit]]


def count_to_review(organization_id: UUID | None) -> int:
    """How many openings wait for their review."""
    return Glass.objects.filter(organization_id=organization_id, opened_at__isnull=False, reviewed_at=None).count()


def of_person(person_id: UUID) -> list[GlassRow]:
    """Every opening in need of one person's record, the newest first. For whoever may read the access log."""
    now = clock.now()
    found = Glass.objects.filter(person_id=person_id, opened_at__isnull=False)
    return [row(one, now) for one in found.order_by("-opened_at")]


def one(glass_id: UUID, *, organization_id: UUID | None) -> GlassRow:
    """One opening of the own organization. Raises Absent."""
    found = Glass.objects.filter(pk=glass_id, organization_id=organization_id, opened_at__isnull=False).first()
    if found is None:
        raise Absent
    return row(found, clock.now())
