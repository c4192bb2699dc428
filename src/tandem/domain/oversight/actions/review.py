"""Sign that the audit trail of one week was looked at (CJIS AU-6)."""

from datetime import date, timedelta

from tandem.domain.oversight.models import WeeklyReview
from tandem.domain.oversight.watching import due_weeks
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent
from tandem.vocabulary.text import clean

WEEK = timedelta(days=7)


def sign_week(week: date, *, actor: Actor, found: str = "") -> None:
    """Sign one week that is over and not signed yet. Raises Refusal, Absent."""
    clean("found", found, 1000)
    with act(actor, Permission.OVERSIGHT, kind="weekly_review") as doing:
        if week not in due_weeks(actor.organization_id, doing.at):
            raise Absent
        made = WeeklyReview.objects.create(
            organization_id=actor.organization_id,
            week=week,
            signed_at=doing.at,
            signed_by=actor.id,
            signed_by_name=actor.name,
            found=found,
        )
        doing.about("weekly_review", made.pk)
        doing.tell("oversight", made.pk)
