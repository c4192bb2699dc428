"""What the measures of surveys have in common: answers of one group of people to one question, and why they are few."""

from collections.abc import Callable, Mapping

import ibis.expr.types as ir

from tandem.measures.catalogue.among_engaged import METHOD, is_one_of
from tandem.measures.measure import MIX, VOICES, Count, Exclusion, Measure, first_reason, rows
from tandem.measures.period import Period
from tandem.measures.tables import ANSWERS
from tandem.vocabulary.law import Category
from tandem.vocabulary.surveys import SATISFIED_LABELS, AskedOf, Question, Satisfied

SELECTED = "Who answers is not who was met: people who had a very good or a very bad time answer more often."


def answered(asked_of: AskedOf, question: Question, parts: Mapping[str, str], *good: str) -> Callable:
    """The expression: one row per answer to this question by these people, in the month it was given."""

    def expression(tables: Mapping[str, ir.Table], period: Period) -> ir.Table:
        given = tables[ANSWERS]
        given = given.filter(given.asked_of == asked_of.value, given.question == question.value)
        excluded = first_reason((~is_one_of(given.answer, *parts), "other_answer"))
        return rows(
            given,
            period,
            at=given.answered_at,
            excluded=excluded,
            numerator=is_one_of(given.answer, *good),
            part=given.answer,
        )

    return expression


def measure(
    *, asked_of: AskedOf, good: tuple[str, ...], parts: Mapping[str, str], question_id: Question, **own
) -> Measure:
    """A mix of answers. Nobody, whatever their role, is shown fewer than eleven: an answer was promised to be nobody's."""
    return Measure(
        edition=1,
        denominator="Answers given, of those the question offers.",
        exclusions=(Exclusion("other_answer", "Another answer than the question offers"),),
        counts=(Count("answers", "Answers counted", "in_denominator"), Count("good", own["yes"], "in_numerator")),
        unit=MIX,
        direction="higher",
        method=METHOD,
        table=ANSWERS,
        category=Category.DEID_AGGREGATE,
        expression=answered(asked_of, question_id, parts, *good),
        parts=parts,
        group=VOICES,
        hides_small=True,
        **own,
    )


def satisfied(id: str, who: AskedOf, people: str) -> Measure:
    """The one question to those who work beside the program or live with the person: were you content with how we worked?"""
    return measure(
        id=id,
        asked_of=who,
        question_id=Question.SATISFIED,
        parts={code.value: label for code, label in SATISFIED_LABELS.items()},
        good=(Satisfied.YES,),
        name=f"Satisfaction: {people}",
        question=f"Were {people} content with how the team worked?",
        numerator="The answer was yes.",
        source=f"One question to {people}, with no name, kept by month.",
        caveat=SELECTED,
        yes="Yes",
        needs=f"answers of {people}, whom nobody asks yet",
    )
