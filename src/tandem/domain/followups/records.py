"""Follow-ups as a release shows them, and the one queue of everything promised and still open.

A promise and its state are read like a referral; a try, its result and note, and the person's wish are clinical. The
law cares that a peer sees what is due and the own tries, never a colleague's (164.502(b)).
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from tandem.disclosure import ListRelease, NotReleased, Release
from tandem.domain.followups.models import Attempt, FollowUp
from tandem.domain.followups.rules import TRIES_WANTED, window_words
from tandem.domain.referrals.records import LoopRow, loops, open_loop_ages
from tandem.foundation import clock
from tandem.foundation.organizations.program import zone_of
from tandem.vocabulary.law import Category, LawRole
from tandem.vocabulary.terms import ATTEMPT_LABELS, AttemptResult

# Who reads the whole record wherever it lies: the person, and the privacy officer answering them.
OF_EVERYONE = frozenset({LawRole.PERSON_SERVED, LawRole.PRIVACY_OFFICER})


@dataclass(frozen=True)
class Try:
    """One try, made or left, as far as this reader may know it."""

    at: datetime
    result: str
    label: str
    note: str
    by_name: str


@dataclass(frozen=True)
class FollowUpRow:
    """One follow-up. `tries`, `wish`, `closed_result` hold what is open to this reader; `wanted` tries are owed.

    `age` counts from when it was promised; `window` says in words when it is due; times are UTC. The person's name
    comes from `people.records`.
    """

    id: UUID
    person_id: UUID
    encounter_id: UUID | None
    owner: UUID | None
    mine: bool
    since: datetime
    age: timedelta
    due_from: datetime
    due_by: datetime
    window: str
    overdue: bool
    next_try_at: datetime | None
    wish: str
    tries: tuple[Try, ...]
    wanted: int
    closed_at: datetime | None
    closed_result: str


@dataclass(frozen=True)
class FollowUpPage:
    rows: tuple[FollowUpRow, ...]
    total: int


@dataclass(frozen=True)
class OverdueQueue:
    """Everything promised and still open, oldest first: follow-ups past due, and open referral loops."""

    rows: tuple[FollowUpRow | LoopRow, ...]
    total: int


def _whole(release: Release | ListRelease) -> None:
    release.require(Category.REFERRAL_STATUS)
    if release.view(Category.REFERRAL_STATUS) == "loop_word":
        raise NotReleased(Category.REFERRAL_STATUS, release.role)


def _shown(row: FollowUp, release: Release | ListRelease, now: datetime) -> FollowUpRow:
    clinical = release.allows(Category.CLINICAL_NOTE)
    reader = release.actor_user_id
    here = zone_of(release.organization_id)
    return FollowUpRow(
        id=row.pk,
        person_id=row.person_id,
        encounter_id=row.encounter_id,
        owner=row.owner,
        mine=row.owner is not None and row.owner == reader,
        since=row.planned_at,
        age=now - row.planned_at,
        due_from=row.due_from,
        due_by=row.due_by,
        window=window_words(row.due_from.astimezone(here), row.due_by.astimezone(here), now.astimezone(here)),
        overdue=row.closed_at is None and now > row.due_by,
        next_try_at=row.next_try_at,
        wish=row.wish if clinical else "",
        tries=tuple(_try(one) for one in row.attempts.all() if clinical or (reader and one.made_by == reader)),
        wanted=TRIES_WANTED,
        closed_at=row.closed_at,
        closed_result=row.closed_result if clinical else "",
    )


def _try(one: Attempt) -> Try:
    return Try(one.at, one.result, ATTEMPT_LABELS[AttemptResult(one.result)], one.note, one.made_by_name)


def _with_tries(found: QuerySet[FollowUp]) -> QuerySet[FollowUp]:
    return found.prefetch_related(Prefetch("attempts", Attempt.objects.order_by("at", "id")))


def of_person(release: Release) -> list[FollowUpRow]:
    """The person's follow-ups with the reader's organization, open ones first, then newest. Raises NotReleased."""
    _whole(release)
    now = clock.now()
    found = FollowUp.objects.filter(person_id=release.person_id).order_by("-planned_at", "id")
    if release.role not in OF_EVERYONE:
        found = found.filter(organization_id=release.organization_id)
    return sorted((_shown(row, release, now) for row in _with_tries(found)), key=lambda row: row.closed_at is not None)


def _open(list_release: ListRelease) -> QuerySet[FollowUp]:
    """Open follow-ups of the reader's organization, longest overdue first.

    Sealed persons are absent (F1), and so are colleagues, whose care team a list can't know (F3).
    """
    _whole(list_release)
    found = FollowUp.objects.filter(organization_id=list_release.organization_id, closed_at=None)
    return found.filter(person__sealed_at=None, person__is_staff=False).order_by("due_by", "id")


def due(
    list_release: ListRelease,
    *,
    mine: bool = False,
    now: datetime | None = None,
    offset: int = 0,
    limit: int = 50,
) -> FollowUpPage:
    """Follow-ups whose window has begun or begins today, longest overdue first; `mine` keeps the reader's own."""
    moment = now or clock.now()
    here = zone_of(list_release.organization_id)
    tonight = datetime.combine(moment.astimezone(here).date() + timedelta(days=1), time.min, here)
    found = _open(list_release).filter(due_from__lt=tonight)
    if mine:
        found = found.filter(owner=list_release.actor_user_id)
    rows = _with_tries(found)[offset : offset + limit]
    return FollowUpPage(tuple(_shown(row, list_release, moment) for row in rows), found.count())


def overdue_queue(
    list_release: ListRelease, *, now: datetime | None = None, offset: int = 0, limit: int = 50
) -> OverdueQueue:
    """A page of everything promised and still open, oldest first, each row with its age; and the total."""
    moment = now or clock.now()
    late = _open(list_release).filter(due_by__lt=moment)
    waiting = [(since, one, False) for since, one in late.values_list("planned_at", "pk")]
    waiting += [(since, one, True) for since, one in open_loop_ages(list_release)]
    waiting.sort()
    page = waiting[offset : offset + limit]
    followups = {
        row.pk: row for row in _with_tries(late.filter(pk__in=[one for _, one, is_loop in page if not is_loop]))
    }
    shown = loops([one for _, one, is_loop in page if is_loop], list_release, now=moment)
    rows = [shown[one] if is_loop else _shown(followups[one], list_release, moment) for _, one, is_loop in page]
    return OverdueQueue(tuple(rows), len(waiting))
