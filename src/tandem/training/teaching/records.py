"""What the page of a team reads beside the measures: open needs, who is due, the figures, and what was completed."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max

from tandem.foundation.accounts.models import User
from tandem.foundation.organizations.models import Membership
from tandem.training.debrief.models import Agreed
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
    # Written once each in the source, however often a path shows them.
    signs = set(re.findall(r"#\s*cue:\s*(\w+)\s+\d\s+([\w-]+)", found.source))
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
    """How many of this agency's people are due, by the last run they played to its end. Nobody is named."""
    jobs = Membership.objects.filter(organization_id=organization_id, active=True, role__in=WHO)
    joined = {one["user_id"]: one["created_at"].date() for one in jobs.values("user_id", "created_at")}
    holds = SeatHold.objects.filter(user_id__in=joined, seat__in=PLAYED, scripted=False)
    ended = dict(
        holds.filter(room__runs__ended_at__isnull=False)
        .values_list("user_id")
        .annotate(last=Max("room__runs__ended_at"))
    )
    people = [(day, ended[user].date() if user in ended else None) for user, day in joined.items()]
    return due(people, months=months, today=today, new_since=new_since)


def credits(organization_id: UUID, *, since: datetime, until: datetime) -> Iterator[Credit]:
    """What this agency's own people with an account played in [since, until), oldest first; guests keep no credit."""
    runs = Run.objects.filter(branch_of=None, started_at__gte=since, started_at__lt=until, ended_at__isnull=False)
    for run in runs.select_related("room").order_by("started_at", "id"):
        holds = SeatHold.objects.filter(
            room=run.room, team=run.team, scripted=False, seat__in=PLAYED, user_id__isnull=False
        ).filter(organization_id=organization_id)
        names = dict(User.objects.filter(pk__in=holds.values("user_id")).values_list("pk", "username"))
        done = dict(Agreed.objects.filter(hold_id__in=holds.values("pk")).values_list("hold_id").annotate(at=Max("at")))
        for hold in holds.order_by("joined_at", "id"):
            yield Credit(
                run.pk,
                names[hold.user_id],
                run.room.scenario_name,
                run.room.edition_id,
                max(run.started_at, hold.joined_at),
                hold.left_at or run.ended_at,
                done.get(hold.pk),
            )
