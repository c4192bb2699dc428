"""Close an encounter, with the team's clear time in the same tap, and open it again with a reason."""

from uuid import UUID

from tandem.domain.encounters.actions.contact import changed, held
from tandem.domain.encounters.models import Encounter
from tandem.domain.encounters.rules import REASON_LIMIT, close_problem
from tandem.domain.incidents.actions import stamp
from tandem.domain.incidents.models import Assignment
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import UnitTime
from tandem.vocabulary.text import clean
from tandem.vocabulary.timeline import Kind


def close(encounter_id: UUID, *, actor: Actor, clear_team: bool = False) -> None:
    """End the writing. Nothing unsaid besides outcome and disposition blocks; a second close changes nothing.

    `clear_team` stamps the team's clear time in the same transaction: the button "Clear and close". Raises Refusal.
    """
    with act(actor, Permission.ENCOUNTER_WRITE, kind="encounter", subject=encounter_id) as doing:
        if clear_team:
            # The call is locked before its encounter, as everywhere; an error below takes the stamp back.
            _clear(encounter_id, actor)
        encounter = held(encounter_id, actor)
        if encounter.closed_at:
            return
        told = encounter.forms.filter(form="hold").order_by("-id").first()
        problem = close_problem(encounter.contact_outcome, encounter.disposition, told.answers if told else None)
        if problem:
            raise Refusal(problem)
        encounter.closed_at = doing.at
        encounter.closed_by = actor.id
        encounter.save()
        doing.log(Kind.ENCOUNTER_CLOSED, encounter.incident_id, encounter.person_id, encounter.pk)
        doing.publish("encounter.closed", encounter=encounter.pk)
        changed(doing, encounter)


def _clear(encounter_id: UUID, actor: Actor) -> None:
    assignment_id = Encounter.objects.filter(pk=encounter_id).values_list("assignment_id", flat=True).first()
    if Assignment.objects.filter(pk=assignment_id, cleared_at=None, released_at=None).exists():
        stamp(assignment_id, actor=actor, which=UnitTime.CLEAR)


def reopen(encounter_id: UUID, *, actor: Actor, reason: str) -> None:
    """Open a closed encounter again. The log keeps when it was closed, and the reason."""
    clean("reason", reason, REASON_LIMIT, required=True)
    with act(actor, Permission.ENCOUNTER_WRITE, kind="encounter", subject=encounter_id) as doing:
        encounter = held(encounter_id, actor)
        if encounter.closed_at is None:
            raise Refusal(("closed", "This encounter is open."))
        closed_at, encounter.closed_at = encounter.closed_at, None
        encounter.closed_by = None
        encounter.reopened_at = doing.at
        encounter.save()
        doing.log(
            Kind.ENCOUNTER_REOPENED,
            encounter.incident_id,
            encounter.person_id,
            encounter.pk,
            old=closed_at.isoformat(),
            reason=reason,
        )
        changed(doing, encounter)
