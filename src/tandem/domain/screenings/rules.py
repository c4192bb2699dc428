"""What closing a screening does to its answers, and what of its score is kept. Pure."""

from tandem.foundation.questionnaires.answers import record
from tandem.foundation.questionnaires.flow import Answer, Answers, next_item
from tandem.foundation.questionnaires.instrument import Instrument, Task
from tandem.foundation.questionnaires.score import Score
from tandem.vocabulary.terms import Unanswered

WORDS_LIMIT = 200


def rest_not_asked(instrument: Instrument, answers: Answers) -> dict[str, Answer]:
    """The answers, with every question on the way that nobody came to marked as not asked. Never as a no."""
    filled = dict(answers)
    while (item := next_item(instrument, filled)) is not None:
        filled = record(instrument, filled, item.link_id, Unanswered.NOT_ASKED)
    return filled


def taken_out(before: Answers, after: Answers) -> list[str]:
    """The questions whose answers went because an earlier one changed, by linkId."""
    return [link_id for link_id in before if link_id not in after]


def kept(score: Score) -> dict:
    """A score as the screening keeps it: the edition's own words, and questions by linkId."""
    return {
        "complete": score.complete,
        "tier": score.tier,
        "could_be": score.could_be,
        "rank": score.rank,
        "label": score.label,
        "sentence": score.sentence,
        "advice": score.advice,
        "total": score.total,
        "least": score.least,
        "most": score.most,
        "positive": [item.link_id for item in score.positive],
        "missing": [{"item": one.item.link_id, "why": one.why} for one in score.missing],
        "unreached": [item.link_id for item in score.unreached],
        "tasks": [task.code for task in score.tasks],
    }


def words(task: Task) -> str:
    """A task as one line: "Full assessment: by a clinician, today"."""
    detail = task.detail[:1].lower() + task.detail[1:]
    return (f"{task.label}: {detail}" if detail else task.label)[:WORDS_LIMIT]
