"""Pathways: what more to do when a caller or the person says that they served, how old they are, or what they live with.

A pathway never decides who is sent. It adds words to say, skills to bring and services to look for, beside whatever
the table recommends. Each is data of the edition, so that a program writes its own. Several may apply at once.

What the law cares about: a pathway rests on what was said on the call and nothing else, and a decision keeps which
ones applied. The words are about the person first, and name no diagnosis.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from tandem.domain.incidents.criteria.inputs import BY_NAME, in_words
from tandem.vocabulary.pathways import SKILL_LABELS, Skill
from tandem.vocabulary.terms import NEED_LABELS, Need, Unanswered

KEYS = {"id", "name", "when", "call_taker", "team", "bring", "needs", "look_for"}
LONGEST_NAME, LONGEST_SENTENCE, MOST_SENTENCES, MOST_PATHWAYS = 60, 300, 8, 20
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_UNANSWERED = frozenset(one.value for one in Unanswered)


@dataclass(frozen=True)
class Pathway:
    """`when` are (input, values): all must fit, and no unanswered value ever does."""

    id: str
    name: str
    when: tuple[tuple[str, tuple[str, ...]], ...]
    call_taker: tuple[str, ...]
    team: tuple[str, ...]
    bring: tuple[Skill, ...]
    needs: tuple[Need, ...]
    look_for: str

    def as_document(self) -> dict[str, Any]:
        """The pathway as the file holds it."""
        kept = {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}
        return kept | {"when": {name: list(values) for name, values in self.when}}

    def as_record(self) -> dict[str, Any]:
        """What a decision keeps: the words as they stood."""
        return {name: value for name, value in self.as_document().items() if name != "when"}

    @property
    def when_words(self) -> str:
        return "; ".join(f"{BY_NAME[name].label}: {in_words(name, values)}" for name, values in self.when)

    @property
    def bring_words(self) -> str:
        return ", ".join(SKILL_LABELS[one] for one in self.bring)

    @property
    def needs_words(self) -> str:
        return ", ".join(NEED_LABELS[one] for one in self.needs)


def applying(pathways: Iterable[Pathway], inputs: Mapping[str, str]) -> tuple[Pathway, ...]:
    """The pathways that fit what was said, in their order."""
    return tuple(one for one in pathways if all(inputs[name] in values for name, values in one.when))


def read_pathways(document: Any) -> tuple[list[Pathway], list[str]]:
    """The pathways in order, and every fault, each with its place in the file."""
    if document is None:
        return [], []
    if not isinstance(document, list) or len(document) > MOST_PATHWAYS:
        return [], [f"pathways must be a list of at most {MOST_PATHWAYS} pathways."]
    pathways, problems, seen = [], [], set()
    for place, one in enumerate(document):
        faults = _faults(one)
        if not faults and one["id"] in seen:
            faults = ["another pathway has this id."]
        problems += [f"pathways/{place}: {fault}" for fault in faults]
        if not faults:
            seen.add(one["id"])
            pathways.append(_read(one))
    return pathways, problems


def _read(one: dict[str, Any]) -> Pathway:
    return Pathway(
        id=one["id"],
        name=one["name"],
        when=tuple((name, tuple(values)) for name, values in one["when"].items()),
        call_taker=tuple(one["call_taker"]),
        team=tuple(one["team"]),
        bring=tuple(Skill(each) for each in one["bring"]),
        needs=tuple(Need(each) for each in one["needs"]),
        look_for=one["look_for"],
    )


def _faults(one: Any) -> list[str]:
    if not isinstance(one, dict) or set(one) != KEYS:
        return [f"a pathway has {', '.join(sorted(KEYS))}, nothing else."]
    faults = []
    if not isinstance(one["id"], str) or not _ID.fullmatch(one["id"]) or len(one["id"]) > 40:
        faults.append("the id must be lower-case words joined by hyphens.")
    if not isinstance(one["name"], str) or not one["name"].strip() or len(one["name"]) > LONGEST_NAME:
        faults.append(f"the name must have at most {LONGEST_NAME} characters.")
    if not isinstance(one["look_for"], str) or len(one["look_for"]) > LONGEST_SENTENCE:
        faults.append(f"look_for must be a sentence of at most {LONGEST_SENTENCE} characters, or empty.")
    faults += _when_faults(one["when"])
    for key in ("call_taker", "team"):
        if not _sentences(one[key]):
            faults.append(f"{key} must be at most {MOST_SENTENCES} sentences of at most {LONGEST_SENTENCE} characters.")
    for key, known in (("bring", Skill), ("needs", Need)):
        if not isinstance(one[key], list) or any(
            not isinstance(each, str) or each not in set(known) for each in one[key]
        ):
            faults.append(f"{key} may hold {', '.join(known)}.")
    if not faults and not (one["call_taker"] or one["team"]):
        faults.append("it says nothing to the call-taker or to the team.")
    return faults


def _sentences(value: Any) -> bool:
    return (
        isinstance(value, list)
        and len(value) <= MOST_SENTENCES
        and all(isinstance(each, str) and each.strip() and len(each) <= LONGEST_SENTENCE for each in value)
    )


def _when_faults(when: Any) -> list[str]:
    if not isinstance(when, dict) or not when:
        return ["when must name at least one input with the answers that fit."]
    faults = []
    for name, values in when.items():
        if name not in BY_NAME:
            faults.append(f"there is no input called “{str(name)[:40]}”.")
        elif not isinstance(values, list) or not values:
            faults.append(f"{name} needs a list of answers.")
        else:
            wrong = [each for each in values if not isinstance(each, str) or each not in BY_NAME[name].labels]
            faults += [f"“{str(each)[:40]}” is not an answer to {name}." for each in wrong]
            if _UNANSWERED & {each for each in values if isinstance(each, str)}:
                faults.append(f"{name}: a pathway never applies because something is not known.")
    return faults
