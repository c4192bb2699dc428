"""Whether a phone may keep what it carries. Asked by the phone's word alone: the answer is yes, or one of five words."""

from datetime import timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from tandem.domain.consents.models import NotesAuthorizationEnd, Part2ConsentEnd, Restriction, Revocation
from tandem.domain.incidents.models import Assignment, Tele
from tandem.domain.people.models import Person
from tandem.domain.phones import pieces
from tandem.domain.phones.pieces import LeaseKnown
from tandem.domain.safety.models import RollAnswer
from tandem.domain.staffing.models import TeamMember
from tandem.foundation import clock
from tandem.foundation.accounts import second
from tandem.foundation.accounts.models import User
from tandem.foundation.database import reach
from tandem.foundation.organizations.locks import lasts
from tandem.foundation.organizations.models import Membership
from tandem.vocabulary.phones import LeaseEnd

# A change bears the moment its act began, a shift the moment it was noted; between the two somebody may have read.
OVERLAP = timedelta(seconds=15)
# After so long a shift is taken anew whatever is known, so that nothing on an open phone is older.
OLDEST_UNREAD = timedelta(minutes=10)


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


@reach.work("whether a call of a human at work is new or has changed since their phone asked: yes or no")
def news(held: LeaseKnown) -> bool:
    """Whether the calls of this human, with the team or by phone, are younger than what the phone carries; or a roll call
    they have not answered; or an officer alone who asks for a clinician.

    The streams tell at once; this is for a phone whose stream broke without a word, and it may say yes once too often.
    """
    if clock.now() - held.taken_at > OLDEST_UNREAD:
        return True
    since = held.taken_at - OVERLAP
    afar = Tele.objects.filter(assignment=OuterRef("pk"), taken_by_id=held.user)
    mine = Assignment.objects.filter(Q(team_id=held.team) | Q(Exists(afar)))
    moved = [Q(**{f"{name}__gt": since}) for name in ("dispatched_at", "cleared_at", "released_at")]
    return (
        mine.filter(moved[0] | moved[1] | moved[2] | Q(incident__changed_at__gt=since)).exists()
        or RollAnswer.objects.filter(member__user_id=held.user, answered_at=None, roll__asked_at__gt=since).exists()
        or Tele.objects.filter(asked_at__gt=since, taken_at=None, ended_at=None).exists()
    )
