"""Shifts as facts for measures: how long a team was on, and how much of it on calls. No names, no unit numbers.

They are made here and not among the staff's own tables, because a shift's calls are known one floor up.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import batched
from uuid import UUID

from django.db.models import Prefetch

from tandem.domain.incidents.models import Assignment
from tandem.domain.incidents.splits import shift_at
from tandem.domain.staffing.models import Team, TeamMember
from tandem.foundation import clock
from tandem.foundation.database.facts import read
from tandem.vocabulary.facts import ShiftFact, World
from tandem.vocabulary.terms import OrganizationKind, Profession

ROWS_AT_A_TIME = 1_000
MINUTE = timedelta(minutes=1)


def facts(
    key: Callable[[str, UUID], str], *, since: datetime | None = None, until: datetime | None = None
) -> Iterator[ShiftFact]:
    """One row per shift of a team begun in [since, until), oldest first. `key` makes the mart's own pseudonym."""
    teams = read(Team, "organization").prefetch_related(Prefetch("members", read(TeamMember, "organization")))
    if since:
        teams = teams.filter(signed_on_at__gte=since)
    if until:
        teams = teams.filter(signed_on_at__lt=until)
    found = teams.order_by("signed_on_at", "id").iterator(chunk_size=ROWS_AT_A_TIME)
    for some in batched(found, ROWS_AT_A_TIME):
        sent: dict[UUID, list[Assignment]] = {}
        for one in read(Assignment).filter(team__in=some):
            sent.setdefault(one.team_id, []).append(one)
        for team in some:
            if team.by_phone and all(one.profession != Profession.OFFICER for one in team.members.all()):
                # A clinician at a desk is no unit: nobody can send them, and no hour of a unit is theirs.
                continue
            yield _fact(team, sent.get(team.pk, []))


def _fact(team: Team, sent: list[Assignment]) -> ShiftFact:
    # A shift that ran out without a sign-off was over when it was to be.
    ended = team.signed_off_at or (team.until if team.until <= clock.now() else None)
    members = list(team.members.all())
    police = next((one.organization for one in members if one.organization.kind == OrganizationKind.POLICE), None)
    return ShiftFact(
        world=World.REAL,
        record=str(team.pk),
        agency=(police or team.organization).short_name,
        started_at=team.signed_on_at,
        until_at=team.until,
        ended_at=ended,
        members=len(members),
        officers=sum(one.profession == Profession.OFFICER for one in members),
        calls=sum(one.released_at is None or one.arrived_at is not None for one in sent),
        busy_minutes=_busy(team.signed_on_at, ended, sent),
        shift=shift_at(team.signed_on_at, (police or team.organization).pk),
    )


def _busy(began: datetime, ended: datetime | None, sent: list[Assignment]) -> float | None:
    """Minutes of the shift between dispatch and clear (or release); None while the shift runs or a call was never cleared."""
    if ended is None:
        return None
    spans = []
    for one in sent:
        over = one.cleared_at or one.released_at
        if over is None:
            return None
        spans.append((max(began, one.dispatched_at), min(ended, over)))
    total, reached = timedelta(), began
    # Two calls at once, as a correction can make them, fill the time once.
    for start, stop in sorted(spans):
        if stop > max(start, reached):
            total += stop - max(start, reached)
            reached = stop
    return total / MINUTE
