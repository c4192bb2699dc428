"""Scoring: which tier the answers reach, what they could still reach, and the tasks that suggests.

Nothing is ever prorated. A missing answer is read both ways: the tier that the given answers prove, and the highest
one the missing answers could make it. A score offers tasks; it holds no disposition, because a person decides that.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tandem.foundation.questionnaires.answers import check
from tandem.foundation.questionnaires.flow import Answers, has_answer, openings
from tandem.foundation.questionnaires.instrument import Finding, Instrument, Item, Task, Tier
from tandem.vocabulary.terms import UNANSWERED_LABELS, Unanswered

ASK_AGAIN = Task("ask_again", "Ask the open questions again", "When the person is ready")
NO_ANSWER_ADVICE = "No answer is not a no. You decide what happens next."


@dataclass(frozen=True)
class Missing:
    """A question without an answer. `why` is None where nobody has come to it yet."""

    item: Item
    why: Unanswered | None


@dataclass(frozen=True)
class Score:
    """What the answers come to.

    `tier` is proven by the answers given; `could_be` is the highest the missing ones allow; `rank` counts tiers up
    from 0, the floor. `least` and `most` are the points the answers come to if every missing one were the lowest or the
    highest, None where the instrument gives none; `total` is theirs where they are complete, else None.
    `positive` are the items whose answer names a tier or asks for something by itself; `missing` were to be asked and
    have no answer; `unreached` hang on a missing one. `label` and `sentence` are plain words for the screen, in English.
    """

    complete: bool
    tier: str
    could_be: str
    rank: int
    label: str
    sentence: str
    advice: str
    total: int | None
    least: int | None
    most: int | None
    positive: tuple[Item, ...]
    missing: tuple[Missing, ...]
    unreached: tuple[Item, ...]
    tasks: tuple[Task, ...]


def score(instrument: Instrument, answers: Answers) -> Score:
    """The score of a checked or unchecked set of answers, complete or not.

    Raises BadAnswers for answers the instrument does not take, ValueError for an instrument without scoring.
    """
    if not instrument.tiers:
        raise ValueError(f"{instrument.short_title} is not scored")
    answers = check(instrument, answers)
    open_now = openings(instrument, answers)
    missing = tuple(
        Missing(item, answers.get(item.link_id))
        for item in instrument.items
        if item.required and open_now[item.link_id] is True and not has_answer(answers.get(item.link_id))
    )
    unreached = tuple(item for item in instrument.items if item.required and open_now[item.link_id] is None)
    least, most = _totals(instrument, answers, open_now)
    verdicts = [(tier, _reached(tier, answers, open_now, least, most)) for tier in instrument.tiers]
    proven = next(tier for tier, verdict in verdicts if verdict is True)
    possible = next(tier for tier, verdict in verdicts if verdict is not False)
    raised = [prompt for prompt in instrument.prompts if any(_found(one, answers) for one in prompt.findings)]
    rules = (*instrument.tiers, *instrument.prompts)
    named = {finding.item for rule in rules for finding in rule.findings if _found(finding, answers)}
    weighted = any(option.weight is not None for item in instrument.items for option in item.options)
    tasks = (*(task for prompt in raised for task in prompt.tasks), *proven.tasks)
    tasks = tasks if proven is possible else (*tasks, ASK_AGAIN)
    points = (least, most) if weighted else None
    because = [finding for rule in (*raised, proven) for finding in rule.findings if _found(finding, answers)]
    # The floor's own advice is for a person who was asked and answered.
    not_known = proven is instrument.tiers[-1] and proven is not possible
    return Score(
        complete=not missing,
        tier=proven.code,
        could_be=possible.code,
        rank=len(instrument.tiers) - 1 - instrument.tiers.index(proven),
        label=_label(proven, possible, floor=instrument.tiers[-1]),
        sentence=_sentence(instrument, proven, possible, because, missing, unreached, points),
        advice=" ".join(
            words
            for words in (*(each.advice for each in raised), NO_ANSWER_ADVICE if not_known else proven.advice)
            if words
        ),
        total=least if weighted and not missing else None,
        least=least if weighted else None,
        most=most if weighted else None,
        positive=tuple(item for item in instrument.items if item.link_id in named),
        missing=missing,
        unreached=unreached,
        tasks=tasks,
    )


def _totals(instrument: Instrument, answers: Answers, open_now: Mapping[str, bool | None]) -> tuple[int, int]:
    """The least and the most points these answers can come to, in points."""
    least = most = 0
    for item in instrument.items:
        weights = [option.weight for option in item.options if option.weight is not None]
        if not weights or open_now[item.link_id] is False:
            continue
        value = answers.get(item.link_id)
        if has_answer(value):
            points = item.option(value).weight
            least, most = least + points, most + points
        else:
            # A question that may still be skipped adds nothing for certain, whatever its smallest weight.
            least += min(weights) if open_now[item.link_id] else 0
            most += max(weights)
    return least, most


def _reached(tier: Tier, answers: Answers, open_now: Mapping[str, bool | None], least: int, most: int) -> bool | None:
    """Whether the tier is reached; None where a missing answer could make it so."""
    if not tier.findings and tier.total_at_least is None:
        return True
    floor_of_total = tier.total_at_least
    if any(_found(finding, answers) for finding in tier.findings):
        return True
    if floor_of_total is not None and least >= floor_of_total:
        return True
    if floor_of_total is not None and most >= floor_of_total:
        return None
    # Checked answers sit on open questions only, so one without an answer is either skipped for good or still unknown.
    open_ended = any(
        open_now[finding.item] is not False and not has_answer(answers.get(finding.item)) for finding in tier.findings
    )
    return None if open_ended else False


def _found(finding: Finding, answers: Answers) -> bool:
    return answers.get(finding.item) == finding.answer


def _label(proven: Tier, possible: Tier, *, floor: Tier) -> str:
    if proven is possible:
        return proven.label
    return "Not known yet" if proven is floor else f"At least {_lower(proven.label)}"


def _sentence(
    instrument: Instrument,
    proven: Tier,
    possible: Tier,
    because: Sequence[Finding],
    missing: Sequence[Missing],
    unreached: Sequence[Item],
    points: tuple[int, int] | None,
) -> str:
    parts = [_because(instrument, finding) for finding in because]
    if points is not None:
        least, most = points
        parts.append(f"Not complete: it could be {least} to {most} points." if missing else _points(least))
    if missing:
        count = len(missing)
        parts.append(f"{count} {'question' if count == 1 else 'questions'} not answered.")
    for why in (Unanswered.DECLINED, Unanswered.NOT_ASKED, Unanswered.UNKNOWN, None):
        items = [row.item for row in missing if row.why == why]
        if items:
            parts.append(f"{UNANSWERED_LABELS[why] if why else 'Not reached'}: {_numbers(items)}.")
    if unreached:
        parts.append(f"That leaves open {_numbers(unreached)}.")
    if proven is not possible:
        parts.append(f"It could still be {_lower(possible.label)}.")
    return " ".join(parts) or "Every question asked was answered, and no answer names a concern."


def _because(instrument: Instrument, finding: Finding) -> str:
    item = instrument.item(finding.item)
    if option := item.option(finding.answer):
        return f"{option.label.default} to question {item.prefix}: {finding.words}."
    return f"Question {item.prefix}: {finding.words}."


def _points(total: int) -> str:
    return f"{total} point." if total == 1 else f"{total} points."


def _numbers(items: Sequence[Item]) -> str:
    prefixes = [item.prefix for item in items]
    listed = f"{', '.join(prefixes[:-1])} and {prefixes[-1]}" if len(prefixes) > 1 else prefixes[0]
    return f"{'questions' if len(prefixes) > 1 else 'question'} {listed}"


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]
