"""Whether a phone may keep what it carries. Asked by the phone's word alone: the answer is yes, or one of five words."""

from uuid import UUID

from tandem.domain.consents.models import NotesAuthorizationEnd, Part2ConsentEnd, Restriction, Revocation
from tandem.domain.people.models import Person
from tandem.domain.phones import pieces
from tandem.domain.phones.pieces import LeaseKnown
from tandem.domain.staffing.models import TeamMember
from tandem.foundation import clock
from tandem.foundation.accounts import second
from tandem.foundation.accounts.models import User
from tandem.foundation.database import reach
from tandem.foundation.organizations.locks import lasts
from tandem.foundation.organizations.models import Membership
from tandem.vocabulary.phones import LeaseEnd


def standing(digest: str) -> tuple[LeaseKnown | None, LeaseEnd | None]:
    """(the lease, why it stands no more); the why is None while it stands. A word nobody was given is over."""
    held = pieces.lease(digest)
    return held, why_not(held) if held else LeaseEnd.OVER


def why_not(held: LeaseKnown) -> LeaseEnd | None:
    """Why this lease stands no more; None while it does."""
    if held.ended_why:
        return LeaseEnd(held.ended_why)
    user = User.objects.filter(pk=held.user).first()
    if user is None or not user.is_active:
        return LeaseEnd.DISABLED
    if user.locked_at or second.locked(user, lasts=lasts()):
        return LeaseEnd.LOCKED
    job = Membership.objects.filter(pk=held.job, active=True).first()
    if job is None or (job.role, job.organization_id) != (held.role, held.organization_id):
        return LeaseEnd.ROLE
    if held.until <= clock.now():
        return LeaseEnd.OVER
    return LeaseEnd.RETAKE if _another_team(held) or _taken_back(held) else None


def _another_team(held: LeaseKnown) -> bool:
    """Whether the team it was taken in has other members now, or the human is on another one."""
    now = TeamMember.objects.filter(
        user_id=held.user, team__signed_off_at=None, team__until__gt=clock.now()
    ).values_list("team_id", flat=True)
    team: UUID | None = now.first()
    if team != held.team:
        return True
    members = set(TeamMember.objects.filter(team_id=team).values_list("user_id", flat=True)) if team else set()
    return members != set(held.members)


@reach.work("whether something was taken back, limited or sealed of somebody a phone carries: yes or no")
def _taken_back(held: LeaseKnown) -> bool:
    since, those = held.taken_at, held.people
    ended = [
        table.objects.filter(**{f"{paper}__person_id__in": those}, at__gt=since).exists()
        for table, paper in (
            (Revocation, "agreement"),
            (Part2ConsentEnd, "consent"),
            (NotesAuthorizationEnd, "consent"),
        )
    ]
    return (
        any(ended)
        or Person.objects.filter(pk__in=those, sealed_at__gt=since).exists()
        or Restriction.objects.filter(person_id__in=those, agreed_at__gt=since).exists()
    )
