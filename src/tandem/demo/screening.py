"""C-SSRS screenings of the demo: answered question by question, scored by the real engine."""

from datetime import timedelta
from functools import cache

from tandem.demo import calibration as k
from tandem.demo.cast import Worker
from tandem.demo.dice import Dice
from tandem.demo.store import Store
from tandem.domain.encounters.models import Encounter
from tandem.domain.screenings.instruments import newest
from tandem.domain.screenings.models import Screening, Task
from tandem.domain.screenings.rules import kept, words
from tandem.foundation.questionnaires.flow import next_item
from tandem.foundation.questionnaires.score import Score, score
from tandem.vocabulary.terms import Unanswered
from tandem.vocabulary.timeline import Kind

INSTRUMENT = "cssrs-screener"
# Assumed: share of "yes" by question, on a call about suicide and on any other.
_YES = {
    "Suicide threat": {"1": 0.80, "2": 0.68, "3": 0.52, "4": 0.30, "5": 0.18, "6": 0.34, "6a": 0.35},
    "other": {"1": 0.28, "2": 0.18, "3": 0.36, "4": 0.20, "5": 0.12, "6": 0.16, "6a": 0.22},
}


@cache
def _scored(answers: tuple[tuple[str, str], ...]) -> Score:
    return score(newest(INSTRUMENT), dict(answers))


def answer_for(link_id: str, call_type: str, dice: Dice) -> str:
    """What a person says to one question, or that they didn't want to answer."""
    if dice.happens(k.SCREENING_DECLINED):
        return Unanswered.DECLINED.value
    return "yes" if dice.happens(_YES.get(call_type, _YES["other"])[link_id]) else "no"


def screen(encounter: Encounter, call_type: str, writer: Worker, about: tuple, dice: Dice, store: Store) -> None:
    """Ask every question the skips open, and keep answers, tier and the tasks they suggest."""
    given = newest(INSTRUMENT)
    answers: dict[str, str] = {}
    while (item := next_item(given, answers)) is not None:
        answers[item.link_id] = answer_for(item.link_id, call_type, dice)
    result = _scored(tuple(answers.items()))
    completed = encounter.outcome_at
    row = Screening(
        id=dice.id(),
        encounter_id=encounter.pk,
        person_id=encounter.person_id,
        organization_id=encounter.organization_id,
        instrument=given.id,
        edition=given.edition,
        definition_hash=given.hash,
        answers=answers,
        started_at=completed - timedelta(minutes=3),
        completed_at=completed,
        tier=result.tier,
        score=kept(result),
        given_by=writer.user_id,
    )
    store.add(row)
    for task in result.tasks:
        done = dice.happens(k.TASK_DONE)
        store.add(
            Task(
                screening_id=row.pk,
                person_id=encounter.person_id,
                code=task.code,
                words=words(task),
                created_at=completed,
                done_at=encounter.closed_at if done else None,
                done_by=writer.user_id if done else None,
            )
        )
    store.log(
        Kind.SCREENING_COMPLETED,
        completed,
        writer,
        *about,
        edition=f"{given.id}/{given.edition}",
        instrument=given.id,
        step="completed",
    )
