"""What the page of a team reads beside the measures: open needs, who is due, the figures, and what was completed."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Max

from tandem.foundation.accounts.models import User
from tandem.foundation.organizations.models import Membership
from tandem.training.debrief.models import Agreed
from tandem.training.engine import dialect, source
from tandem.training.library.records import load
from tandem.training.sessions.models import Run, SeatHold
from tandem.training.teaching.models import Need, Rule
from tandem.training.teaching.rules import Due, due
from tandem.vocabulary.terms import Role
from tandem.vocabulary.training import PLAYED

# Whose work is on calls: they are the ones to rehearse.
WHO = (Role.DISPATCHER, Role.OFFICER, Role.CLINICIAN, Role.PEER)


@dataclass(frozen=True)
class NeedRow:
    id: UUID
    word: str
    count: int
    source: str
    said_at: datetime
    said_by_name: str


@dataclass(frozen=True)
class RuleRow:
    refresh_months: int | None
    figures: dict
    changed_at: datetime | None
    changed_by_name: str


@dataclass(frozen=True)
class LessonRow:
    """What a scenario holds: how many signs of each kind, and the words of what it teaches."""

    name: str
    signs: Mapping[str, int]
    teaches: frozenset[str]


@dataclass(frozen=True)
class Credit:
    """One learner in one run. `completed_at` is when they agreed on what to do next time."""

    run: UUID
    account: str
    scenario: str
    edition_id: UUID
    began_at: datetime
    left_at: datetime
    completed_at: datetime | None


def lesson(edition_id: UUID) -> LessonRow:
    """What one edition of a scenario holds. Raises Absent."""
    found = load(edition_id)
    tags = [dialect.split(tag) for line in source.lines(found.source) for _place, tag in line.tags]
    # A sign shown on several paths is one: kind, how plain, name.
    signs = {(value.split()[0], value.split()[-1]) for name, value in tags if name == "cue"}
    return LessonRow(found.name, Counter(kind for kind, _name in signs), frozenset(found.teaches))


def needs(organization_id: UUID) -> list[NeedRow]:
    """The open needs of an agency, what was said most often first."""
    found = Need.objects.filter(organization_id=organization_id, met_at=None).order_by("-count", "-said_at")
    return [NeedRow(one.pk, one.word, one.count, one.source, one.said_at, one.said_by_name) for one in found]


def rule(organization_id: UUID) -> RuleRow:
    found = Rule.objects.filter(organization_id=organization_id).first()
    if found is None:
        return RuleRow(None, {}, None, "")
    return RuleRow(found.refresh_months, found.figures, found.changed_at, found.changed_by_name)


def refreshers(organization_id: UUID, *, months: int, today: date, new_since: date) -> Due:
    """How many of this agency's people are due, by the last run of their team that ended. Nobody is named."""
    jobs = Membership.objects.filter(organization_id=organization_id, active=True, role__in=WHO)
    joined = {one["user_id"]: one["created_at"].date() for one in jobs.values("user_id", "created_at")}
    holds = SeatHold.objects.filter(user_id__in=joined, seat__in=PLAYED, scripted=False)
    ended = dict(
        holds.filter(room__runs__ended_at__isnull=False, room__runs__team=F("team"))
        .values_list("user_id")
        .annotate(last=Max("room__runs__ended_at"))
    )
    people = [(day, ended[user].date() if user in ended else None) for user, day in joined.items()]
    return due(people, months=months, today=today, new_since=new_since)


def credits(organization_id: UUID, *, since: datetime, until: datetime) -> Iterator[Credit]:
    """What this agency's own people with an account played in [since, until), oldest first; guests keep no credit.

    Whoever changed seats played once: from the first seat taken to the last one left.
    """
    runs = Run.objects.filter(branch_of=None, started_at__gte=since, started_at__lt=until, ended_at__isnull=False)
    for run in runs.select_related("room").order_by("started_at", "id"):
        sat = SeatHold.objects.filter(room=run.room, team=run.team, scripted=False, seat__in=PLAYED)
        holds = list(sat.filter(organization_id=organization_id, user_id__isnull=False).order_by("joined_at", "id"))
        names = dict(User.objects.filter(pk__in={one.user_id for one in holds}).values_list("pk", "username"))
        agreed = Agreed.objects.filter(hold_id__in=[one.pk for one in holds])
        done = dict(agreed.values_list("hold_id").annotate(at=Max("at")))
        by_user: dict[UUID, list[SeatHold]] = {}
        for hold in holds:
            by_user.setdefault(hold.user_id, []).append(hold)
        for user_id, theirs in by_user.items():
            yield Credit(
                run.pk,
                names[user_id],
                run.room.scenario_name,
                run.room.edition_id,
                max(run.started_at, theirs[0].joined_at),
                theirs[-1].left_at or run.ended_at,
                max((done[one.pk] for one in theirs if one.pk in done), default=None),
            )
