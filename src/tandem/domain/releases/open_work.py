"""What lies open with somebody who leaves: counts only. Whom it is about needs a release, which no administrator has."""

from dataclasses import dataclass
from uuid import UUID

from tandem.domain.encounters.models import Encounter, Note
from tandem.domain.followups.models import FollowUp
from tandem.domain.incidents.models import Assignment
from tandem.domain.incidents.rules import LIVE_STATES
from tandem.domain.staffing.records import team_of
from tandem.foundation.database import reach
from tandem.foundation.organizations.models import Membership
from tandem.vocabulary.permissions import GRANTS, Permission
from tandem.vocabulary.terms import ROLE_LABELS, Role


@dataclass(frozen=True)
class Colleague:
    """Somebody who can take work over: a job at the same organization that may do it."""

    user_id: UUID
    name: str
    role: str


@dataclass(frozen=True)
class OpenWork:
    """`unit` is the one this person is on shift with, "" for none; `takers` who may take the follow-ups."""

    unit: str
    mates: tuple[str, ...]
    calls: int
    followups: int
    contacts: int
    unsigned: int
    takers: tuple[Colleague, ...]

    @property
    def any(self) -> bool:
        return bool(self.unit or self.calls or self.followups or self.contacts or self.unsigned)


@reach.work("what lies open with somebody who leaves: counts only")
def of(user_id: UUID) -> OpenWork:
    """What lies open with this person now."""
    team = team_of(user_id)
    calls = Assignment.objects.filter(cleared_at=None, released_at=None, incident__state__in=LIVE_STATES)
    mine = Encounter.objects.filter(started_by=user_id, person__sealed_at=None)
    owed = FollowUp.objects.filter(owner=user_id, closed_at=None, person__sealed_at=None)
    unsigned = Note.objects.filter(
        written_by=user_id, signed_at=None, encounter__closed_at__isnull=False, encounter__person__sealed_at=None
    )
    return OpenWork(
        unit=team.unit if team else "",
        mates=tuple(one.name for one in team.members if one.user_id != user_id) if team else (),
        calls=calls.filter(team_id=team.id).count() if team else 0,
        followups=owed.count(),
        contacts=mine.filter(closed_at=None).count(),
        unsigned=unsigned.values("encounter").distinct().count(),
        takers=_takers(user_id, list(owed.values_list("organization_id", flat=True).distinct())),
    )


def _takers(user_id: UUID, organizations: list[UUID]) -> tuple[Colleague, ...]:
    may = [role for role in Role if Permission.FOLLOWUP_WRITE in GRANTS[role]]
    jobs = Membership.objects.select_related("user").filter(
        organization_id__in=organizations, role__in=may, active=True, user__is_active=True
    )
    found = {
        job.user_id: Colleague(job.user_id, job.user.name, ROLE_LABELS[Role(job.role)])
        for job in jobs.exclude(user_id=user_id).order_by("user__name", "-role")
    }
    return tuple(found.values())
