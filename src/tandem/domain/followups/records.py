"""Follow-ups as a release shows them, and the one queue of everything promised and still open.

A promise and its state are read like a referral; a try, its result and note, and the person's wish are clinical. The
law cares that a peer sees what is due and the own tries, never a colleague's (164.502(b)).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

from django.db.models import Count, Min, Prefetch, QuerySet

from tandem.disclosure import ListRelease, NotReleased, Release
from tandem.domain.followups.models import Attempt, FollowUp
from tandem.domain.followups.rules import window_words
from tandem.domain.referrals.records import LoopRow, loops, open_loop_ages
from tandem.foundation import clock
from tandem.foundation.accounts.models import User
from tandem.foundation.database import reach
from tandem.foundation.organizations.models import Membership
from tandem.foundation.organizations.program import zone_of
from tandem.vocabulary.followups import PART_OF_DAY_LABELS, WAY_LABELS, WINDOW_LABELS, Window
from tandem.vocabulary.law import Category, LawRole
from tandem.vocabulary.permissions import GRANTS, Permission
from tandem.vocabulary.terms import ATTEMPT_LABELS, AttemptResult

# Who reads the whole record wherever it lies: the person, and the privacy officer answering them.
MAY_FOLLOW_UP = [role for role, held in GRANTS.items() if Permission.FOLLOWUP_WRITE in held]
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

    `age` counts from when it was promised; `window` says in words when it is due, `span` which of the windows it is and
    `after` which moment it counts from; `missed_at` that the window passed with nobody reached; times are UTC. The person's name
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
    span: str = Window.FIRST
    span_label: str = WINDOW_LABELS[Window.FIRST]
    missed_at: datetime | None = None
    way: str = ""
    part_of_day: str = ""
    message_safe: str = ""
    unit: str = ""
    after: datetime | None = None

    @property
    def reach(self) -> tuple[str, ...]:
        """How the person wants to be reached, in words. What was not asked is left out."""
        return tuple(words for words in (WAY_LABELS.get(self.way), PART_OF_DAY_LABELS.get(self.part_of_day)) if words)


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
    reachable = release.allows(Category.DEMOGRAPHICS)
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
        wanted=row.tries_wanted,
        closed_at=row.closed_at,
        closed_result=row.closed_result if clinical else "",
        span=row.window,
        span_label=WINDOW_LABELS[Window(row.window)],
        missed_at=row.missed_at or (row.due_by if row.closed_at is None and now > row.due_by else None),
        way=row.way if reachable else "",
        part_of_day=row.part_of_day if reachable else "",
        message_safe=row.message_safe if reachable else "",
        after=row.encounter.closed_at or row.planned_at if row.encounter_id else row.planned_at,
        unit=row.encounter.assignment.team.unit if row.encounter_id and row.encounter.assignment_id else "",
    )


def _try(one: Attempt) -> Try:
    return Try(one.at, one.result, ATTEMPT_LABELS[AttemptResult(one.result)], one.note, one.made_by_name)


def _with_tries(found: QuerySet[FollowUp]) -> list[FollowUp]:
    """These rows with what hangs on them. Which rows is asked behind the wall; `_shown` cuts what it makes of them."""
    chosen = list(found.values_list("pk", flat=True))
    with reach.work("the contact and the tries behind follow-ups that are open to the reader"):
        rows = (
            FollowUp.objects.filter(pk__in=chosen)
            .select_related("encounter__assignment__team")
            .prefetch_related(Prefetch("attempts", Attempt.objects.order_by("at", "id")))
        )
        return sorted(rows, key=lambda row: chosen.index(row.pk))


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
    rows = _with_tries(found[offset : offset + limit])
    return FollowUpPage(tuple(_shown(row, list_release, moment) for row in rows), found.count())


def overdue_queue(
    list_release: ListRelease,
    *,
    now: datetime | None = None,
    offset: int = 0,
    limit: int = 50,
    owner: UUID | None = None,
    unit: str | None = None,
) -> OverdueQueue:
    """A page of everything promised and still open, oldest first, each row with its age; and the total.

    With `owner` (a zero UUID is nobody) or `unit` ("" is a contact without a call), only the overdue follow-ups of that
    person or that team.
    """
    moment = now or clock.now()
    late = _open(list_release).filter(due_by__lt=moment)
    if owner is not None:
        late = late.filter(owner=owner if owner.int else None)
    if unit is not None:
        late = late.filter(encounter__assignment__team__unit=unit) if unit else late.filter(encounter__assignment=None)
    waiting = [(since, one, False) for since, one in late.values_list("planned_at", "pk")]
    if owner is None and unit is None:
        waiting += [(since, one, True) for since, one in open_loop_ages(list_release)]
    waiting.sort()
    page = waiting[offset : offset + limit]
    followups = {
        row.pk: row for row in _with_tries(late.filter(pk__in=[one for _, one, is_loop in page if not is_loop]))
    }
    shown = loops([one for _, one, is_loop in page if is_loop], list_release, now=moment)
    rows = [shown[one] if is_loop else _shown(followups[one], list_release, moment) for _, one, is_loop in page]
    return OverdueQueue(tuple(rows), len(waiting))


@dataclass(frozen=True)
class Owes:
    """How many overdue follow-ups one person or team owes, and since when the oldest is. `key` None or "" is nobody's."""

    key: UUID | str | None
    name: str
    count: int
    oldest: datetime


@dataclass(frozen=True)
class OverdueBy:
    total: int
    people: tuple[Owes, ...]
    teams: tuple[Owes, ...]


def overdue_by(list_release: ListRelease, *, now: datetime | None = None) -> OverdueBy:
    """Overdue follow-ups by who owes them and by the team that made the contact, most first. Raises NotReleased.

    Both add up to the same total: what nobody took, and a contact without a call, are counted too.
    """
    late = _open(list_release).filter(due_by__lt=now or clock.now()).order_by()
    by = {"n": Count("pk"), "oldest": Min("due_by")}
    people = list(late.values_list("owner").annotate(**by))
    teams = list(late.values_list("encounter__assignment__team__unit").annotate(**by))
    names = dict(User.objects.filter(pk__in=[one[0] for one in people if one[0]]).values_list("pk", "name"))
    return OverdueBy(
        sum(one[1] for one in people),
        _most_first(Owes(key, names.get(key, "Somebody who left") if key else "", n, at) for key, n, at in people),
        _most_first(Owes(key or "", key or "", n, at) for key, n, at in teams),
    )


def _most_first(found: Iterable[Owes]) -> tuple[Owes, ...]:
    return tuple(sorted(found, key=lambda one: (-one.count, one.oldest)))


def caregivers(list_release: ListRelease) -> list[tuple[UUID, str]]:
    """Who of the reader's organization can take a follow-up on: staff, not persons served."""
    jobs = Membership.objects.filter(
        organization_id=list_release.organization_id, role__in=MAY_FOLLOW_UP, active=True, user__is_active=True
    )
    return list(jobs.order_by("user__name").values_list("user_id", "user__name").distinct())
