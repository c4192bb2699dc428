"""A piece that was not applied comes to its end: replaced by its author, taken over or set aside by a supervisor."""

from uuid import UUID

from tandem.domain.phones.actions.keep import forget_words
from tandem.domain.phones.models import Work
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.phones import Settled, WorkState
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.text import clean

REASON_LIMIT = 200


def _end(row: Work, how: Settled, actor: Actor, at, why: str = "") -> None:
    row.settled, row.settled_at, row.settled_by, row.settled_why = how, at, actor.id, why
    row.save()
    forget_words(row.pk)


def settle(work_id: UUID, *, actor: Actor) -> None:
    """Its author said it anew in another piece, which stands now. Only one's own, and only what was not applied."""
    with act(actor, Permission.PHONE_WORK, kind="work", subject=work_id) as doing:
        row = Work.objects.select_for_update().filter(pk=work_id, author=actor.id, settled_at=None).first()
        if row is None or row.state not in (WorkState.CONFLICT, WorkState.REFUSED):
            return
        _end(row, Settled.REPLACED, actor, doing.at)


def _open(work_id: UUID) -> Work:
    row = Work.objects.select_for_update().filter(pk=work_id).exclude(state=WorkState.APPLIED).first()
    if row is None:
        raise Absent
    if row.settled_at:
        raise Refusal(("work", "Somebody settled this already."))
    return row


def set_aside(work_id: UUID, *, actor: Actor, reason: str) -> None:
    """It is not taken, and why. That it came, from whom and when stays; its words go. Raises Absent, Refusal."""
    clean("reason", reason, REASON_LIMIT, required=True)
    with act(actor, Permission.PHONE_REVIEW, kind="work", subject=work_id) as doing:
        _end(_open(work_id), Settled.SET_ASIDE, actor, doing.at, reason)


def taken_over(work_id: UUID, *, actor: Actor) -> None:
    """It stands in the record now, by a supervisor's word. Raises Absent, Refusal."""
    with act(actor, Permission.PHONE_REVIEW, kind="work", subject=work_id) as doing:
        row = _open(work_id)
        row.version += 1
        _end(row, Settled.TAKEN_OVER, actor, doing.at)
