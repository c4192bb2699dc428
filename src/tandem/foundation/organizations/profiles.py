"""How strictly an agency signs in: the standard profile, or CJIS, which differs in how locks end and how long one may rest.

CJIS AC-7: five failures in fifteen minutes lock an account until somebody releases it. AC-11: a screen locks after at
most thirty minutes; a device in a police vehicle or a secure dispatch room need not. Ours is fifteen where CJIS is not
asked for. Somebody with jobs at two agencies follows the stricter one.
"""

from datetime import timedelta
from uuid import UUID

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Sum

from tandem.foundation import clock
from tandem.foundation.accounts import presence
from tandem.foundation.accounts.models import User
from tandem.foundation.organizations.locks import FOR_EVER, lasts
from tandem.foundation.organizations.models import Membership
from tandem.foundation.organizations.program import follows_cjis
from tandem.vocabulary.sign_in import Profile

CJIS_IDLE_SECONDS = 30 * 60
CJIS_WINDOW = timedelta(minutes=15)


def idle_seconds(organization_id: UUID | None, *, exempt: bool = False) -> int:
    """How long a session of this agency may rest. An exempt device still signs in again after twelve hours."""
    if exempt:
        return presence.LONGEST_SECONDS
    return CJIS_IDLE_SECONDS if follows_cjis(organization_id) else settings.SESSION_IDLE_SECONDS


def strict(user: User) -> bool:
    """Whether any job of this account is at an agency that follows CJIS."""
    held = Membership.objects.filter(user=user, active=True, organization__sign_in_profile=Profile.CJIS)
    return held.exists()


def lock_lasts(user: User) -> timedelta:
    """How long five wrong codes lock this account."""
    return FOR_EVER if strict(user) else lasts()


def after_wrong_password(username: str) -> None:
    """Lock an account of a CJIS agency after five wrong passwords in fifteen minutes, from wherever they came.

    The same look is taken for a name that is nobody's, so that the answer takes as long.
    """
    tries = AccessAttempt.objects.filter(username=username, attempt_time__gte=clock.now() - CJIS_WINDOW)
    count = tries.aggregate(n=Sum("failures_since_start"))["n"] or 0
    user = User.objects.filter(username=username).first()
    if user and count >= settings.AXES_FAILURE_LIMIT and strict(user):
        User.objects.filter(pk=user.pk, locked_at=None).update(locked_at=clock.now())
