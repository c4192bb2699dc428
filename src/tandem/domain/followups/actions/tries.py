"""Take a follow-up on or give it to a colleague, say how the person wants to be reached, write down each try, end it."""

from datetime import datetime
from uuid import UUID

from tandem.domain.followups.actions.plan import changed, end_row
from tandem.domain.followups.models import Attempt, FollowUp
from tandem.domain.followups.records import MAY_FOLLOW_UP
from tandem.domain.followups.rules import CHOSEN, ENDING, attempt_problems
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.foundation.organizations.models import Membership
from tandem.vocabulary.followups import MessageSafe, PartOfDay, Way
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.text import clean
from tandem.vocabulary.timeline import Kind


def take(followup_id: UUID, *, actor: Actor) -> None:
    """This person takes the follow-up on, also from a colleague who is off. Raises Absent, Refusal once closed."""
    with act(actor, Permission.FOLLOWUP_WRITE, kind="followup", subject=followup_id) as doing:
        followup = _held(followup_id, actor)
        followup.owner = actor.id
        followup.save()
        changed(doing, followup)


def reassign(followup_id: UUID, *, actor: Actor, to: UUID) -> None:
    """Give the follow-up to a colleague who does such work. Raises Refusal for anybody else, Absent, Conflict."""
    with act(actor, Permission.FOLLOWUP_WRITE, kind="followup", subject=followup_id) as doing:
        followup = _held(followup_id, actor)
        job = Membership.objects.filter(
            user_id=to, organization_id=actor.organization_id, role__in=MAY_FOLLOW_UP, active=True, user__is_active=True
        )
        if not job.exists():
            raise Refusal(("to", "Choose a colleague from the list."))
        if followup.owner == to:
            return
        before, followup.owner = followup.owner, to
        followup.save()
        doing.log(
            Kind.FOLLOWUP_GIVEN,
            followup.person_id,
            followup.pk,
            followup.encounter_id,
            old=str(before or ""),
            new=str(to),
        )
        changed(doing, followup)


def set_wishes(
    followup_id: UUID, *, actor: Actor, way: str = "", part_of_day: str = "", message_safe: str = "", wish: str = ""
) -> None:
    """How the person wants to be reached, as they said it; "" is not asked. Goes along to the next window.

    Raises Refusal naming the field, Absent, Conflict.
    """
    clean("wish", wish, 120)
    for name, value, known in (
        ("way", way, Way),
        ("part_of_day", part_of_day, PartOfDay),
        ("message_safe", message_safe, MessageSafe),
    ):
        if value and value not in list(known):
            raise Refusal((name, "Choose one of the list, or nothing."))
    with act(actor, Permission.FOLLOWUP_WRITE, kind="followup", subject=followup_id) as doing:
        followup = _held(followup_id, actor)
        followup.way, followup.part_of_day, followup.message_safe = way, part_of_day, message_safe
        followup.wish = wish
        followup.save()
        changed(doing, followup)


def attempt(
    followup_id: UUID,
    *,
    actor: Actor,
    result: str,
    note: str = "",
    next_try_at: datetime | None = None,
    at: datetime | None = None,
) -> None:
    """Write down a try, now or `at` an earlier moment. Reached, or didn't want it, ends the follow-up.

    Anything else keeps it open, with `next_try_at` (aware, within 30 days) if one is set. The note never enters the
    log. Raises Refusal naming the field, Conflict if it was closed meanwhile, Absent.
    """
    clean("note", note, 300)
    with act(actor, Permission.FOLLOWUP_WRITE, kind="followup", subject=followup_id) as doing:
        followup = _held(followup_id, actor)
        moment = at or doing.at
        problems = attempt_problems(result, next_try_at, moment, doing.at)
        if problems:
            raise Refusal(*problems)
        Attempt.objects.create(
            followup=followup, at=moment, result=result, note=note, made_by=actor.id, made_by_name=actor.name
        )
        followup.next_try_at = next_try_at
        doing.log(
            Kind.FOLLOWUP_ATTEMPTED, followup.person_id, followup.pk, followup.encounter_id, at=moment, result=result
        )
        if result in ENDING:
            end_row(followup, result, doing)
        followup.save()
        changed(doing, followup)


def close(followup_id: UUID, *, actor: Actor, reason: str) -> None:
    """End a follow-up without a contact: `reason` is a `CloseReason`. Raises Refusal, Conflict if closed, Absent."""
    if reason not in CHOSEN:
        raise Refusal(("reason", "Choose why this ends without a contact."))
    with act(actor, Permission.FOLLOWUP_WRITE, kind="followup", subject=followup_id) as doing:
        followup = _held(followup_id, actor)
        end_row(followup, reason, doing)
        followup.save()
        changed(doing, followup)


def _held(followup_id: UUID, actor: Actor) -> FollowUp:
    found = FollowUp.objects.select_for_update().filter(pk=followup_id).first()
    if found is None or found.organization_id != actor.organization_id:
        raise Absent
    if found.closed_at:
        raise Conflict(("followup", "This follow-up was closed meanwhile."))
    return found
