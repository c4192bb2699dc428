"""What a night does to accounts: those 90 days idle, or past their last day, are disabled (CJIS AC-2(3))."""

from datetime import datetime

from tandem.foundation import clock
from tandem.foundation.accounts.activity import Over, idle_days, over
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.accounts.models import User
from tandem.foundation.organizations import reach
from tandem.foundation.organizations.actions.accounts import end
from tandem.foundation.organizations.actions.managing import managing
from tandem.foundation.organizations.program import program, zone
from tandem.vocabulary.permissions import Permission

WHY = {
    Over.IDLE: "No sign-in for {days} days",
    Over.EXPIRED: "The last day has passed",
}


def end_idle_accounts() -> list[str]:
    """Disable every account that is over, an act each, and return their user names. Safe to repeat.

    The program's last administrator stays: an installation nobody can open helps nobody. The people page says so.
    """
    actor = Actor.system("Nightly look at accounts", Permission.PEOPLE_MANAGE, Permission.PROGRAM_SET_UP)
    ended = []
    for found in User.objects.filter(is_active=True).order_by("username"):
        if over_now(found) is None or reach.last_administrator(found.pk):
            continue
        with managing(actor, subject=found.pk) as doing:
            user = User.objects.select_for_update().get(pk=found.pk)
            why = over_now(user, doing.at)
            # Somebody may have signed in, or been disabled, since the list was read.
            if not user.is_active or why is None or reach.last_administrator(user.pk):
                continue
            doing.detail |= {"verb": "disable", "why": why}
            end(doing, user, WHY[why].format(days=idle_of(user, doing.at)))
            ended.append(user.username)
    return ended


def idle_of(user: User, now: datetime | None = None) -> int:
    """Whole days since this account was last signed in with, made, or let in again."""
    return idle_days(now or clock.now(), user.last_login, user.created_at, user.enabled_at)


def over_now(user: User, now: datetime | None = None) -> Over | None:
    """Why this account is over, or None. `expires_on` is a day where the program is."""
    moment, settings = now or clock.now(), program()
    limit = settings.idle_days if settings else 90
    today = moment.astimezone(zone()).date()
    return over(idle=idle_of(user, moment), limit=limit, expires_on=user.expires_on, today=today)
