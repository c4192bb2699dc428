"""What a writer is told about a draft each time it is saved: what holds, what to look at, what must be mended to sign."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tandem.domain.incidents.criteria.cases import Failure, failures, label_of
from tandem.domain.incidents.criteria.coverage import Coverage, TooTangled, coverage
from tandem.domain.incidents.criteria.inputs import BY_NAME
from tandem.domain.incidents.criteria.rules import sense
from tandem.domain.incidents.criteria.table import Draft, draft_of
from tandem.vocabulary.terms import Response

# Answers that send somebody, so that staging, attire and car must be said.
SENT = frozenset(Response) - {Response.PHONE_988}
ADVICE = {"staging": "where police and team stand", "attire": "what to wear", "car": "which car and lights"}


@dataclass(frozen=True)
class Findings:
    """`must` blocks signing, `look` does not. `coverage` is None where the rows can't be counted."""

    must: tuple[str, ...]
    look: tuple[str, ...]
    coverage: Coverage | None
    cases: int
    failing: tuple[Failure, ...]

    @property
    def passing(self) -> int:
        return self.cases - len(self.failing)


def findings(draft: Draft) -> Findings:
    """Everything worth telling about a draft."""
    must = [*draft.problems, *sense(draft.rules)]
    look: list[str] = []
    counted = None
    if draft.rules and not draft.problems:
        try:
            counted = coverage(draft.fields, draft.rules)
        except TooTangled as tangled:
            must.append(f"{tangled} Bring rows together.")
    must += [sentence for rule in draft.rules for sentence in _advice(rule)]
    if counted:
        must += _unreached(draft, counted, must)
        for one in counted.silences:
            words = _silence(one)
            (look if one.written else must).append(words)
    if not draft.cases:
        must.append("There are no test cases. Write at least one for each row.")
    failing = failures(draft.rules, draft.cases)
    bare = [rule.label for rule in draft.rules[:-1] if rule.id not in {case.rule for case in draft.cases}]
    if draft.cases and bare:
        look.append(f"No test case is decided by {_listed(bare)}.")
    if not draft.source_notes:
        must.append("Say after which published practice this is written.")
    return Findings(tuple(must), tuple(look), counted, len(draft.cases), tuple(failing))


def to_mend(document: Mapping[str, Any]) -> list[str]:
    """What keeps a content from being signed, as sentences; none is good."""
    found = findings(draft_of(document))
    return [*found.must, *(failure.text for failure in found.failing)]


def _advice(rule) -> list[str]:
    if rule.response not in SENT:
        return []
    missing = [words for name, words in ADVICE.items() if not getattr(rule, name)]
    return [f"{rule.label} doesn't say {_listed(missing)}."] if missing else []


def _unreached(draft: Draft, counted: Coverage, told: list[str]) -> list[str]:
    found = []
    for rule, mixes in zip(draft.rules[:-1], counted.decided, strict=False):
        sentence = f"{rule.label} can never decide"
        if not mixes and not any(one.startswith(sentence) for one in told):
            found.append(f"{sentence}: the rows above it together always fit first.")
    return found


def _silence(one) -> str:
    label = BY_NAME[one.danger].label.lower()
    if one.written:
        return f"{one.rule.label} sends no police where {label} is not known, and says so. Unknown is not none."
    return (
        f"{one.rule.label} sends no police in {one.mixes:,} mixes where {label} is not known, without saying so."
        f" Write the answers it means into its {label} cell, or let a row above decide."
    )


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


__all__ = ["Findings", "findings", "label_of", "to_mend"]
