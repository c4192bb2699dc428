"""Plan what is owed after an encounter, window by window: the next one when one is done, or was missed."""

from datetime import datetime
from uuid import UUID

from tandem.domain.encounters.models import Encounter
from tandem.domain.followups.cadence import cadence_in_force, cadence_of
from tandem.domain.followups.models import CadenceEdition, FollowUp
from tandem.domain.followups.rules import (
    GOES_ON,
    Cadence,
    CloseReason,
    Span,
    cadence_problems,
    next_span,
    owed,
    window,
)
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import Act, act
from tandem.foundation.organizations.program import zone_of
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.text import clean
from tandem.vocabulary.timeline import Kind

# What goes along from one window to the next: who has it, and how the person wants to be reached.
GOES_ALONG = ("owner", "wish", "way", "part_of_day", "message_safe")


def plan(
    *, actor: Actor, encounter_id: UUID, person_id: UUID | None = None, wish: str = "", owner: UUID | None = None
) -> UUID | None:
    """Owe the person of a closed encounter the first contact of the program's cadence, once however often it is asked.

    `wish` is how the person wants to be reached ("text, after noon"). Returns the follow-up's id; None where none is
    owed, because the encounter is open or ended as the cadence leaves out. Raises Absent for an unknown encounter or
    one of another person or organization.
    """
    clean("wish", wish, 120)
    with act(actor, Permission.FOLLOWUP_WRITE, kind="encounter", subject=encounter_id) as doing:
        encounter = Encounter.objects.select_for_update().filter(pk=encounter_id).first()
        if encounter is None or person_id not in (None, encounter.person_id):
            raise Absent
        if actor.kind == "user" and actor.organization_id != encounter.organization_id:
            raise Absent
        planned = FollowUp.objects.filter(encounter=encounter).order_by("planned_at", "due_from").first()
        if planned:
            return planned.pk
        cadence = cadence_in_force()
        if encounter.closed_at is None or not owed(encounter.contact_outcome, encounter.disposition, cadence):
            return None
        return _begin(doing, encounter, cadence.spans[0], cadence, owner=owner, wish=wish).pk


def _begin(doing: Act, encounter: Encounter, span: Span, cadence: Cadence, **kept) -> FollowUp:
    """One window of the chain: `kept` are the owner and the person's wishes, which go along from one to the next."""
    due_from, due_by = window(encounter.closed_at, span, zone_of(encounter.organization_id))
    followup = FollowUp.objects.create(
        person_id=encounter.person_id,
        encounter=encounter,
        organization_id=encounter.organization_id,
        window=span.window,
        cadence=cadence.edition,
        tries_wanted=span.tries,
        due_from=due_from,
        due_by=due_by,
        planned_at=doing.at,
        **kept,
    )
    doing.log(
        Kind.FOLLOWUP_PLANNED,
        followup.person_id,
        followup.pk,
        encounter.pk,
        due_from=due_from.isoformat(),
        due_by=due_by.isoformat(),
        window=span.window,
    )
    changed(doing, followup)
    return followup


def _go_on(doing: Act, followup: FollowUp) -> None:
    """Plan the window after a done or missed one, unless its contact is open again or it is planned already."""
    edition = CadenceEdition.objects.filter(pk=followup.cadence).first() if followup.cadence else None
    cadence = cadence_of(edition)
    span = next_span(cadence, followup.window)
    encounter = followup.encounter
    if span is None or encounter is None or encounter.closed_at is None:
        return
    if not FollowUp.objects.filter(encounter=encounter, window=span.window).exists():
        _begin(doing, encounter, span, cadence, **{name: getattr(followup, name) for name in GOES_ALONG})


def pass_missed(*, actor: Actor, limit: int = 500) -> int:
    """Say of every window that the next one has overtaken that it was missed, and plan that next one. Safe to repeat.

    Returns how many were passed. A last window stays overdue until somebody ends it.
    """
    passed = 0
    late = FollowUp.objects.filter(closed_at=None, due_by__lt=clock.now(), encounter__closed_at__isnull=False)
    for followup_id in list(late.order_by("due_by").values_list("pk", flat=True)[:limit]):
        with act(actor, Permission.FOLLOWUP_WRITE, kind="followup", subject=followup_id) as doing:
            followup = FollowUp.objects.select_for_update(of=("self",)).select_related("encounter").get(pk=followup_id)
            if followup.closed_at or not _overtaken(followup, doing.at):
                continue
            end_row(followup, CloseReason.MISSED, doing)
            followup.save()
            changed(doing, followup)
            passed += 1
    return passed


def _overtaken(followup: FollowUp, now: datetime) -> bool:
    edition = CadenceEdition.objects.filter(pk=followup.cadence).first() if followup.cadence else None
    span = next_span(cadence_of(edition), followup.window)
    return span is not None and window(followup.encounter.closed_at, span, zone_of(followup.organization_id))[0] <= now


def follow_encounter(encounter_id: UUID, *, actor: Actor) -> None:
    """The encounter was put under another person: its open follow-up goes with it. Safe to repeat."""
    with act(actor, Permission.FOLLOWUP_WRITE, kind="encounter", subject=encounter_id) as doing:
        found = FollowUp.objects.select_for_update(of=("self",)).select_related("encounter")
        followup = found.filter(encounter_id=encounter_id, closed_at=None).first()
        if followup is None or followup.person_id == followup.encounter.person_id:
            return
        before, followup.person_id = followup.person_id, followup.encounter.person_id
        # How the first person wished to be reached says nothing about the second.
        followup.wish = followup.way = followup.part_of_day = followup.message_safe = ""
        followup.save()
        doing.log(Kind.FOLLOWUP_PLANNED, followup.person_id, followup.pk, encounter_id, moved_from=str(before))
        doing.tell("person", before)
        changed(doing, followup)


def set_cadence(
    *, actor: Actor, spans: tuple[Span, ...], outcomes: tuple[str, ...], dispositions: tuple[str, ...] = ()
) -> None:
    """Say from now on which windows follow which contacts. A chain that has begun keeps its edition. Raises Refusal."""
    problems = cadence_problems(Cadence(spans, outcomes, dispositions))
    if problems:
        raise Refusal(*problems)
    with act(actor, Permission.PROGRAM_SET_UP, kind="cadence") as doing:
        CadenceEdition.objects.create(
            spans=[[span.window, span.unit, span.start, span.end, span.tries] for span in spans],
            outcomes=list(outcomes),
            dispositions=list(dispositions),
            set_at=doing.at,
            set_by=actor.id,
            set_by_name=actor.name,
        )


def end_row(followup: FollowUp, result: str, doing: Act) -> None:
    followup.closed_at = doing.at
    followup.closed_result = result
    followup.next_try_at = None
    # A window nobody was reached in is missed once it has passed; somebody who wants no contact misses nothing.
    if result in (CloseReason.COULD_NOT_REACH, CloseReason.MISSED) and doing.at > followup.due_by:
        followup.missed_at = followup.due_by
    # That it closed is the state of a promise; how it ended is clinical and stays in the row.
    doing.log(Kind.FOLLOWUP_CLOSED, followup.person_id, followup.pk, followup.encounter_id)
    if result in GOES_ON:
        _go_on(doing, followup)


def changed(doing: Act, followup: FollowUp) -> None:
    doing.publish("followup.changed", followup=followup.pk)
    doing.tell("followups", followup.pk)
    doing.tell("person", followup.person_id)
