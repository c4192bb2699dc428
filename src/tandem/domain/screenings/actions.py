"""Give a screening answer by answer, complete it, and tick off what it asks of the team.

A score suggests tasks; it never sets a disposition. The log says that a screening was given, never what was answered.
"""

from uuid import UUID

from tandem.domain.encounters.actions import held
from tandem.domain.encounters.models import Encounter
from tandem.domain.encounters.rules import met
from tandem.domain.screenings.instruments import as_given, newest
from tandem.domain.screenings.models import Screening, Task
from tandem.domain.screenings.rules import kept, rest_not_asked, taken_out, words
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import Act, act
from tandem.foundation.questionnaires.answers import BadAnswers, record
from tandem.foundation.questionnaires.instrument import Instrument
from tandem.foundation.questionnaires.score import Score, score
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import Unanswered
from tandem.vocabulary.timeline import Kind


def _changed(doing: Act, encounter: Encounter) -> None:
    doing.publish("encounter.changed", encounter=encounter.pk)
    if encounter.incident_id:
        doing.tell("board", encounter.incident_id)


def _held(screening_id: UUID, actor: Actor) -> tuple[Screening, Encounter, Instrument]:
    encounter_id = Screening.objects.filter(pk=screening_id).values_list("encounter_id", flat=True).first()
    if encounter_id is None:
        raise Absent
    encounter = held(encounter_id, actor)
    screening = Screening.objects.select_for_update().get(pk=screening_id)
    return screening, encounter, as_given(screening.instrument, screening.edition, screening.definition_hash)


def _log(kind: Kind, doing: Act, screening: Screening, encounter: Encounter, **detail) -> None:
    # Instrument and edition only: answers, score and tier stay in the screening's own table.
    doing.log(
        kind,
        encounter.incident_id,
        encounter.person_id,
        encounter.pk,
        edition=f"{screening.instrument}/{screening.edition}",
        instrument=screening.instrument,
        **detail,
    )


def begin(encounter_id: UUID, *, actor: Actor, instrument: str) -> UUID:
    """Begin a screening in its newest edition; its id. A second tap returns the first one's. Raises Refusal."""
    with act(actor, Permission.SCREENING_WRITE, kind="encounter", subject=encounter_id) as doing:
        encounter = held(encounter_id, actor)
        found = Screening.objects.filter(encounter=encounter, instrument=instrument).first()
        if found:
            return found.pk
        given = newest(instrument)
        if encounter.closed_at:
            raise Refusal(("closed", "This encounter is closed. Reopen it to begin a screening."))
        if not met(encounter.contact_outcome):
            raise Refusal(("contact_outcome", "A screening can begin once you and the person have met."))
        screening = Screening.objects.create(
            encounter=encounter,
            person_id=encounter.person_id,
            organization_id=encounter.organization_id,
            instrument=given.id,
            edition=given.edition,
            definition_hash=given.hash,
            started_at=doing.at,
            given_by=actor.id,
        )
        doing.about("screening", screening.pk)
        _changed(doing, encounter)
        return screening.pk


def answer(screening_id: UUID, *, actor: Actor, link_id: str, value: str | int | Unanswered) -> None:
    """Keep one answer, or change it: what hung on the old one is taken out, and a completed screening opens again.

    `value` is an option's code, a number, or a word of `Unanswered`. Raises Refusal naming the question.
    """
    with act(actor, Permission.SCREENING_WRITE, kind="screening", subject=screening_id) as doing:
        screening, encounter, given = _held(screening_id, actor)
        before = screening.answers
        try:
            after = record(given, before, link_id, value)
        except BadAnswers as bad:
            raise Refusal(*bad.problems) from None
        if after == before:
            return
        if encounter.closed_at:
            raise Refusal(("closed", "This encounter is closed. Reopen it to change an answer."))
        screening.answers = after
        screening.completed_at, screening.tier, screening.score = None, "", {}
        screening.save()
        if link_id in before:
            _log(Kind.SCREENING_CHANGED, doing, screening, encounter, removed=len(taken_out(before, after)))
        _changed(doing, encounter)


def complete(screening_id: UUID, *, actor: Actor) -> Score:
    """Score what was answered; what nobody came to is kept as not asked. A second time changes nothing.

    Tasks the score suggests are made once; those it no longer suggests go, unless somebody has done them.
    """
    with act(actor, Permission.SCREENING_WRITE, kind="screening", subject=screening_id) as doing:
        screening, encounter, given = _held(screening_id, actor)
        if screening.completed_at:
            return score(given, screening.answers)
        if encounter.closed_at:
            raise Refusal(("closed", "This encounter is closed. Reopen it to complete the screening."))
        screening.answers = rest_not_asked(given, screening.answers)
        result = score(given, screening.answers)
        screening.completed_at = doing.at
        screening.tier = result.tier
        screening.score = kept(result)
        screening.save()
        _suggest(screening, encounter, result, doing)
        _log(Kind.SCREENING_COMPLETED, doing, screening, encounter)
        _changed(doing, encounter)
        return result


def _suggest(screening: Screening, encounter: Encounter, result: Score, doing: Act) -> None:
    suggested = {task.code: task for task in result.tasks}
    screening.tasks.filter(done_at=None).exclude(code__in=suggested).delete()
    known = set(screening.tasks.values_list("code", flat=True))
    for code, task in suggested.items():
        if code not in known:
            Task.objects.create(
                screening=screening,
                person_id=encounter.person_id,
                code=code,
                words=words(task),
                created_at=doing.at,
            )


def done_task(task_id: int, *, actor: Actor) -> None:
    """This was done, by anyone of the organization who may screen: a colleague may do it tomorrow. Else Absent."""
    with act(actor, Permission.SCREENING_WRITE, kind="task") as doing:
        task = Task.objects.select_for_update().filter(pk=task_id).first()
        if task is None:
            raise Absent
        screening = Screening.objects.select_related("encounter").get(pk=task.screening_id)
        if actor.kind != "system" and screening.organization_id != actor.organization_id:
            raise Absent
        doing.about("screening", screening.pk)
        if task.done_at:
            return
        task.done_at = doing.at
        task.done_by = actor.id
        task.save()
        _changed(doing, screening.encounter)


def follow_encounter(encounter_id: UUID, *, actor: Actor) -> None:
    """After `encounter.moved`: screenings and their tasks stand under the person the contact was with."""
    with act(actor, Permission.SCREENING_WRITE, kind="encounter", subject=encounter_id):
        encounter = held(encounter_id, actor)
        Screening.objects.filter(encounter=encounter).update(person_id=encounter.person_id)
        Task.objects.filter(screening__encounter=encounter).update(person_id=encounter.person_id)
