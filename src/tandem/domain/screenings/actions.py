"""Give a screening answer by answer, complete it, and tick off what it asks of the team.

A score suggests tasks; it never sets a disposition. The log says that a screening was given, never what was answered.
Every verb works on one shelf; a room further up gives screenings of another category of law from its own.
"""

from uuid import UUID

from tandem.domain.encounters.actions import held
from tandem.domain.encounters.models import Encounter
from tandem.domain.encounters.rules import met
from tandem.domain.people.models import Person
from tandem.domain.screenings.instruments import as_given, every_edition, to_give
from tandem.domain.screenings.models import Given
from tandem.domain.screenings.rules import kept, rest_not_asked, taken_out, words
from tandem.domain.screenings.shelf import SCREENINGS, Shelf
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import Act, act
from tandem.foundation.organizations.models import Program
from tandem.foundation.organizations.program import forget
from tandem.foundation.questionnaires.answers import BadAnswers, record
from tandem.foundation.questionnaires.instrument import Instrument
from tandem.foundation.questionnaires.score import Score, score
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import Unanswered
from tandem.vocabulary.timeline import Kind

LANGUAGES = ("en", "es")


def _changed(doing: Act, screening: Given, encounter: Encounter | None, shelf: Shelf) -> None:
    doing.tell("person", encounter.person_id if encounter else screening.person_id)
    if encounter is None or shelf.quiet:
        return
    doing.publish("encounter.changed", encounter=encounter.pk)
    if encounter.incident_id:
        doing.tell("board", encounter.incident_id)


def _held(screening_id: UUID, actor: Actor, shelf: Shelf) -> tuple[Given, Encounter | None, Instrument]:
    """The screening, locked, for the team of its contact, or for whoever gave it at a desk. Raises Absent."""
    found = shelf.table.objects.filter(pk=screening_id).first()
    if found is None:
        raise Absent
    # The encounter is locked before its screening everywhere.
    encounter = held(found.encounter_id, actor) if found.encounter_id else None
    own = found.organization_id == actor.organization_id and found.given_by == actor.id
    if encounter is None and actor.kind != "system" and not own:
        raise Absent
    screening = shelf.table.objects.select_for_update().get(pk=screening_id)
    return screening, encounter, as_given(screening.instrument, screening.edition, screening.definition_hash)


def _still_open(encounter: Encounter | None, sentence: str) -> None:
    if encounter and encounter.closed_at:
        raise Refusal(("closed", f"This encounter is closed. Reopen it to {sentence}."))


def _spoken(language: str) -> str:
    if language not in LANGUAGES:
        raise Refusal(("language", "Choose English or Spanish."))
    return language


def _log(kind: Kind, doing: Act, screening: Given, encounter: Encounter | None, shelf: Shelf, **detail) -> None:
    # Instrument and edition only: answers, score and tier stay in the screening's own table.
    about = (encounter.person_id, encounter.pk) if encounter else (screening.person_id,)
    call = encounter.incident_id if encounter and not shelf.quiet else None
    doing.log(
        kind,
        call,
        *about,
        edition=f"{screening.instrument}/{screening.edition}",
        instrument=screening.instrument,
        **detail,
    )


def begin(
    encounter_id: UUID,
    *,
    actor: Actor,
    instrument: str,
    language: str = "en",
    shelf: Shelf = SCREENINGS,
    given: Instrument | None = None,
) -> UUID:
    """Begin a screening in the edition the program offers; its id. A second tap returns the first one's. Raises Refusal.

    `given` is the edition where a room further up chose it.
    """
    with act(actor, shelf.permission, kind="encounter", subject=encounter_id) as doing:
        encounter = held(encounter_id, actor)
        found = shelf.table.objects.filter(encounter=encounter, instrument=instrument).first()
        if found:
            return found.pk
        given = given or to_give(instrument)
        _still_open(encounter, "begin a screening")
        if not met(encounter.contact_outcome):
            raise Refusal(("contact_outcome", "A screening can begin once you and the person have met."))
        screening = _create(doing, given, encounter.person_id, encounter.organization_id, language, encounter, shelf)
        return screening.pk


def begin_at_desk(
    person_id: UUID,
    *,
    actor: Actor,
    instrument: str,
    language: str = "en",
    shelf: Shelf = SCREENINGS,
    given: Instrument | None = None,
) -> UUID:
    """Begin a screening at a follow-up, with no contact of a team; its id. One still under way is gone on with.

    Only by the provider that holds the record. Raises Absent for anybody else's person, Refusal.
    """
    with act(actor, shelf.permission, kind="person", subject=person_id) as doing:
        # Locked so that two taps wait for each other and become one screening.
        person = Person.objects.select_for_update(no_key=True).filter(pk=person_id, sealed_at=None).first()
        if person is None or actor.organization_id is None or person.organization_id != actor.organization_id:
            raise Absent
        mine = {"person": person, "encounter": None, "instrument": instrument, "given_by": actor.id}
        found = shelf.table.objects.filter(**mine, completed_at=None).first()
        if found:
            return found.pk
        given = given or to_give(instrument)
        return _create(doing, given, person_id, actor.organization_id, language, None, shelf).pk


def _create(
    doing: Act,
    given: Instrument,
    person_id: UUID,
    organization_id: UUID,
    language: str,
    encounter: Encounter | None,
    shelf: Shelf,
) -> Given:
    screening = shelf.table.objects.create(
        encounter=encounter,
        person_id=person_id,
        organization_id=organization_id,
        instrument=given.id,
        edition=given.edition,
        definition_hash=given.hash,
        language=_spoken(language),
        started_at=doing.at,
        given_by=doing.actor.id,
    )
    doing.about("screening", screening.pk)
    _changed(doing, screening, encounter, shelf)
    return screening


def speak(screening_id: UUID, *, actor: Actor, language: str, shelf: Shelf = SCREENINGS) -> None:
    """Put the questions in this language from now on, "en" or "es". Kept with the screening. Raises Refusal."""
    with act(actor, shelf.permission, kind="screening", subject=screening_id) as doing:
        screening, encounter, _given = _held(screening_id, actor, shelf)
        if screening.language == _spoken(language):
            return
        _still_open(encounter, "change the language")
        screening.language = language
        screening.save()
        _changed(doing, screening, encounter, shelf)


def answer(
    screening_id: UUID, *, actor: Actor, link_id: str, value: str | int | Unanswered, shelf: Shelf = SCREENINGS
) -> None:
    """Keep one answer, or change it: what hung on the old one is taken out, and a completed screening opens again.

    `value` is an option's code, a number, or a word of `Unanswered`. Raises Refusal naming the question.
    """
    with act(actor, shelf.permission, kind="screening", subject=screening_id) as doing:
        screening, encounter, given = _held(screening_id, actor, shelf)
        before = screening.answers
        try:
            after = record(given, before, link_id, value)
        except BadAnswers as bad:
            raise Refusal(*bad.problems) from None
        if after == before:
            return
        _still_open(encounter, "change an answer")
        screening.answers = after
        screening.completed_at, screening.tier, screening.score = None, "", {}
        screening.save()
        if link_id in before:
            _log(shelf.changed, doing, screening, encounter, shelf, removed=len(taken_out(before, after)))
        _changed(doing, screening, encounter, shelf)


def complete(screening_id: UUID, *, actor: Actor, shelf: Shelf = SCREENINGS) -> Score:
    """Score what was answered; what nobody came to is kept as not asked. A second time changes nothing.

    Tasks the score suggests are made once; those it no longer suggests go, unless somebody has done them.
    """
    with act(actor, shelf.permission, kind="screening", subject=screening_id) as doing:
        screening, encounter, given = _held(screening_id, actor, shelf)
        if screening.completed_at:
            return score(given, screening.answers)
        _still_open(encounter, "complete the screening")
        screening.answers = rest_not_asked(given, screening.answers)
        result = score(given, screening.answers)
        screening.completed_at = doing.at
        screening.tier = result.tier
        screening.score = kept(result)
        screening.save()
        _suggest(screening, encounter, result, doing, shelf)
        _log(shelf.completed, doing, screening, encounter, shelf)
        _changed(doing, screening, encounter, shelf)
        return result


def _suggest(screening: Given, encounter: Encounter | None, result: Score, doing: Act, shelf: Shelf) -> None:
    suggested = {task.code: task for task in result.tasks}
    screening.tasks.filter(done_at=None).exclude(code__in=suggested).delete()
    known = set(screening.tasks.values_list("code", flat=True))
    for code, task in suggested.items():
        if code not in known:
            shelf.tasks.objects.create(
                screening=screening,
                person_id=encounter.person_id if encounter else screening.person_id,
                code=code,
                words=words(task),
                created_at=doing.at,
            )


def done_task(task_id: int | UUID, *, actor: Actor, shelf: Shelf = SCREENINGS) -> None:
    """This was done, by anyone of the organization who may screen: a colleague may do it tomorrow. Else Absent."""
    with act(actor, shelf.permission, kind="task") as doing:
        task = shelf.tasks.objects.select_for_update().filter(pk=task_id).first()
        if task is None:
            raise Absent
        screening = shelf.table.objects.select_related("encounter").get(pk=task.screening_id)
        if actor.kind != "system" and screening.organization_id != actor.organization_id:
            raise Absent
        doing.about("screening", screening.pk)
        if task.done_at:
            return
        task.done_at = doing.at
        task.done_by = actor.id
        task.save()
        _changed(doing, screening, screening.encounter, shelf)


def follow_encounter(encounter_id: UUID, *, actor: Actor, shelf: Shelf = SCREENINGS) -> None:
    """After `encounter.moved`: screenings and their tasks stand under the person the contact was with."""
    with act(actor, shelf.permission, kind="encounter", subject=encounter_id):
        encounter = held(encounter_id, actor)
        for one in shelf.table.objects.filter(encounter=encounter):
            # What is sealed is sealed for the person it is about: opened under the first one, kept under the right one.
            one.answers, one.score, one.person_id = one.answers, one.score, encounter.person_id
            one.save()
        shelf.tasks.objects.filter(screening__encounter=encounter).update(person_id=encounter.person_id)


def choose_offer(names: list[str], *, actor: Actor) -> None:
    """What teams are offered from now on, in this order, as "name/edition"; none means the offer that ships.

    Raises Refusal for an edition that can't be given, or one instrument twice.
    """
    with act(actor, Permission.PROGRAM_SET_UP, kind="program"):
        known = {f"{one.id}/{one.edition}": one for one in every_edition()}
        if any(name not in known for name in names):
            raise Refusal(("offer", "Choose from the list."))
        if len({known[name].id for name in names}) < len(names):
            raise Refusal(("offer", "One screening is chosen in two editions. Choose one of them."))
        Program.objects.filter(pk=1).update(instruments=names)
        forget()
