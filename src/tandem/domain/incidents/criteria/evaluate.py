"""Who should go to a call, and why, under one edition of the criteria.

The answer holds everything a reader needs to check it: the inputs as they stood, the edition, the rule, its reason, and
the questions still open. It is advice: a human may choose otherwise, with a reason, and both are kept.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from tandem.domain.incidents.criteria.edition import Edition
from tandem.domain.incidents.criteria.inputs import INPUTS, validate
from tandem.domain.incidents.criteria.pathways import Pathway, applying
from tandem.domain.incidents.criteria.questions import OpenQuestion, open_questions
from tandem.domain.incidents.criteria.rules import Rule
from tandem.vocabulary.terms import Response

APART = ("inputs", "open_questions", "pathways")


@dataclass(frozen=True)
class Decision:
    """One answer. `inputs` is the full checked set; `meanwhile` says what to do while it is not yet decidable."""

    response: Response
    rule_id: str
    rule_label: str
    reason: str
    staging: str
    attire: str
    car: str
    meanwhile: str
    inputs: Mapping[str, str]
    edition_id: str
    edition_hash: str
    open_questions: tuple[OpenQuestion, ...]
    pathways: tuple[Pathway, ...] = ()

    def as_record(self) -> dict[str, Any]:
        """The decision as plain JSON values, to store with the call or to send."""
        record = {name: value for name, value in vars(self).items() if name not in APART}
        questions = [asdict(question) | {"text": question.text} for question in self.open_questions]
        pathways = [one.as_record() for one in self.pathways]
        return record | {"inputs": dict(self.inputs), "open_questions": questions, "pathways": pathways}


def evaluate(edition: Edition, values: Mapping[str, Any]) -> Decision:
    """Decide one call. `values` maps input names to words; a missing input is *not asked*.

    Raises `BadInputs` naming each input that can't be read. The same values always give the same decision.
    """
    return _decide(edition, tuple(validate(values).values()))


def evaluate_many(edition: Edition, vectors: Iterable[Mapping[str, Any]]) -> list[Decision]:
    """Decide many calls, in their order; each distinct set of inputs is decided once. Raises `BadInputs`."""
    checked = [tuple(validate(values).values()) for values in vectors]
    decided = {vector: _decide(edition, vector) for vector in dict.fromkeys(checked)}
    return [decided[vector] for vector in checked]


def deciding(edition: Edition, checked: Sequence[Mapping[str, str]]) -> list[Rule]:
    """The rule that decides each checked set of inputs (see `validate`): the one place where a table is asked.

    A live call asks it for one set, a replay of a year for each distinct set.
    """
    return edition.deciding_rules([tuple(inputs[name] for name in edition.fields) for inputs in checked])


@lru_cache(maxsize=8192)
def _decide(edition: Edition, vector: tuple[str, ...]) -> Decision:
    inputs = dict(zip((each.name for each in INPUTS), vector, strict=True))
    (rule,) = deciding(edition, [inputs])
    return Decision(
        response=rule.response,
        rule_id=rule.id,
        rule_label=rule.label,
        reason=rule.reason,
        staging=rule.staging,
        attire=rule.attire,
        car=rule.car,
        meanwhile=rule.meanwhile,
        inputs=MappingProxyType(inputs),
        edition_id=edition.id,
        edition_hash=edition.content_hash,
        open_questions=open_questions(edition, inputs),
        pathways=applying(edition.pathways, inputs),
    )
