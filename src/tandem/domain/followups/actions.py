"""Plan a follow-up after an encounter, take it on, write down each try, and close it."""

from datetime import datetime
from uuid import UUID

from tandem.domain.encounters.models import Encounter
from tandem.domain.followups.models import Attempt, FollowUp
from tandem.domain.followups.rules import ENDING, CloseReason, attempt_problems, owed, window
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import Act, act
from tandem.foundation.organizations.models import Membership
from tandem.vocabulary.permissions import GRANTS, Permission
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.terms import Role
from tandem.vocabulary.text import clean
from tandem.vocabulary.timeline import Kind


def plan(
    *, actor: Actor, encounter_id: UUID, person_id: UUID | None = None, wish: str = "", owner: UUID | None = None
) -> UUID | None:
    """Owe the person of a closed encounter a contact 24 to 72 h after it closed, once however often it is asked.

    `wish` is how the person wants to be reached ("text, after noon"). Returns the follow-up's id; None where none is
    owed, because the encounter is open or the team and the person didn't meet. Raises Absent for an unknown encounter
    or one of another person or organization.
    """
    clean("wish", wish, 120)
    with act(actor, Permission.FOLLOWUP_WRITE, kind="encounter", subject=encounter_id) as doing:
        encounter = Encounter.objects.select_for_update().filter(pk=encounter_id).first()
        if encounter is None or person_id not in (None, encounter.person_id):
            raise Absent
        if actor.kind == "user" and actor.organization_id != encounter.organization_id:
            raise Absent
        planned = FollowUp.objects.filter(encounter=encounter).first()
        if planned:
            return planned.pk
        if encounter.closed_at is None or not owed(encounter.contact_outcome):
            return None
        due_from, due_by = window(encounter.closed_at)
        followup = FollowUp.objects.create(
            person_id=encounter.person_id,
            encounter=encounter,
            organization_id=encounter.organization_id,
            owner=owner,
            due_from=due_from,
            due_by=due_by,
            wish=wish,
            planned_at=doing.at,
        )
        doing.log(
            Kind.FOLLOWUP_PLANNED,
            followup.person_id,
            followup.pk,
            encounter.pk,
            due_from=due_from.isoformat(),
            due_by=due_by.isoformat(),
        )
        _changed(doing, followup)
        return followup.pk


def follow_encounter(encounter_id: UUID, *, actor: Actor) -> None:
    """The encounter was put under another person: its open follow-up goes with it. Safe to repeat."""
    with act(actor, Permission.FOLLOWUP_WRITE, kind="encounter", subject=encounter_id) as doing:
        found = FollowUp.objects.select_for_update(of=("self",)).select_related("encounter")
        followup = found.filter(encounter_id=encounter_id, closed_at=None).first()
        if followup is None or followup.person_id == followup.encounter.person_id:
            return
        before, followup.person_id = followup.person_id, followup.encounter.person_id
        # How the first person wished to be reached says nothing about the second.
        followup.wish = ""
        followup.save()
        doing.log(Kind.FOLLOWUP_PLANNED, followup.person_id, followup.pk, encounter_id, moved_from=str(before))
        doing.tell("person", before)
        _changed(doing, followup)


def take(followup_id: UUID, *, actor: Actor) -> None:
    """This person takes the follow-up on, also from a colleague who is off. Raises Absent, Refusal once closed."""
    with act(actor, Permission.FOLLOWUP_WRITE, kind="followup", subject=followup_id) as doing:
        followup = _held(followup_id, actor)
        followup.owner = actor.id
        followup.save()
        _changed(doing, followup)


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
            _close(followup, result, doing)
        followup.save()
        _changed(doing, followup)


def close(followup_id: UUID, *, actor: Actor, reason: str) -> None:
    """End a follow-up without a contact: `reason` is a `CloseReason`. Raises Refusal, Conflict if closed, Absent."""
    if reason not in list(CloseReason):
        raise Refusal(("reason", "Choose why this ends without a contact."))
    with act(actor, Permission.FOLLOWUP_WRITE, kind="followup", subject=followup_id) as doing:
        followup = _held(followup_id, actor)
        _close(followup, reason, doing)
        followup.save()
        _changed(doing, followup)


def _held(followup_id: UUID, actor: Actor) -> FollowUp:
    found = FollowUp.objects.select_for_update().filter(pk=followup_id).first()
    if found is None or found.organization_id != actor.organization_id:
        raise Absent
    if found.closed_at:
        raise Conflict(("followup", "This follow-up was closed meanwhile."))
    return found


def _close(followup: FollowUp, result: str, doing: Act) -> None:
    followup.closed_at = doing.at
    followup.closed_result = result
    followup.next_try_at = None
    # That it closed is the state of a promise; how it ended is clinical and stays in the row.
    doing.log(Kind.FOLLOWUP_CLOSED, followup.person_id, followup.pk, followup.encounter_id)


def _changed(doing: Act, followup: FollowUp) -> None:
    doing.publish("followup.changed", followup=followup.pk)
    doing.tell("followups", followup.pk)
    doing.tell("person", followup.person_id)


def give(owner: UUID, to: UUID, *, actor: Actor) -> int:
    """Hand every open follow-up of somebody who leaves to a colleague of the same organization. Returns how many.

    An administrator does it unseen: no follow-up is shown. An agency's own administrator gives only its own work.
    Raises Refusal naming `to` where the colleague may not take it.
    """
    with act(actor, Permission.PEOPLE_MANAGE, kind="account", subject=owner) as doing:
        owed = FollowUp.objects.select_for_update().filter(owner=owner, closed_at=None)
        if not actor.may(Permission.PROGRAM_SET_UP):
            owed = owed.filter(organization_id=actor.organization_id)
        may = [role for role in Role if Permission.FOLLOWUP_WRITE in GRANTS[role]]
        jobs = Membership.objects.filter(user_id=to, role__in=may, active=True, user__is_active=True)
        homes = set(jobs.values_list("organization_id", flat=True))
        given = [one for one in owed if one.organization_id in homes]
        if to == owner or not given:
            raise Refusal(("to", "Choose a colleague of the same organization who does follow-ups."))
        for one in given:
            one.owner = to
            one.save(update_fields=["owner"])
            _changed(doing, one)
        doing.detail |= {"verb": "give", "to": str(to), "count": len(given)}
        return len(given)
