"""The forbids, F1-F9: what beats an allow, whatever the allow rests on.

The law cares that a seal, a restriction, a missing agreement or a void consent cannot be out-argued by a rule.
Each line of `forbids.csv` has the shape of a rule; its scope words are facts about this reader and row, its bases
(where named) mean allows that rest on one of them, and `stands` lists the rules it leaves alone: `R10@emergency`
leaves R10 alone for that purpose or basis only. A new rule is therefore beaten by every forbid until someone writes
that it stands.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files

from tandem.disclosure.columns import (
    BASES,
    CATEGORIES,
    COLUMNS,
    PURPOSES,
    RELATIONSHIPS,
    ROLES,
    BadRule,
    lines,
    one,
    words,
)
from tandem.disclosure.hipaa import AUTHOR
from tandem.disclosure.part2 import of_origin
from tandem.disclosure.question import Question
from tandem.disclosure.table import BY_ID, Rule
from tandem.vocabulary.law import Basis, Category, LawRole, Purpose

STRICTNESS = (
    Category.PSYCHOTHERAPY_NOTE,
    Category.SUD_COUNSELING_NOTE,
    Category.PART2_RECORD,
    Category.CLINICAL_NOTE,
    Category.SCREENING,
    Category.SAFETY_PLAN,
    Category.REFERRAL_STATUS,
    Category.ACCESS_LOG,
    # Below all health information: an entry that mixes the two must not open to police as their own narrative.
    Category.LE_NARRATIVE,
    Category.DEMOGRAPHICS,
    Category.SAFETY_FLAGS,
    Category.CAD_FACTS,
    Category.DEID_AGGREGATE,
    Category.OPERATIONS,
    Category.KEY,
)


def strictest(categories: Iterable[Category]) -> Category:
    """The category of an entry that mixes several: with Part 2 text it is Part 2 (F7). ValueError for none."""
    return min(categories, key=STRICTNESS.index)


TESTS: dict[str, Callable[[Question], bool]] = {
    "sealed": lambda q: q.facts.sealed,
    "within_sealing_order": lambda q: q.facts.within_sealing_order,
    "outside_sealing_order": lambda q: not q.facts.within_sealing_order,
    "restricted": lambda q: q.facts.restricted,
    "staff_outside_care_team": lambda q: q.facts.person_is_staff and not q.facts.in_own_care_team,
    "guardian": lambda q: q.facts.guardian,
    "representative": lambda q: q.facts.representative or q.facts.guardian,
    "minor_alone_consents": lambda q: q.facts.minor_alone_consents,
    "age_unknown": lambda q: q.facts.age_unknown,
    "papers_unproved": lambda q: q.facts.papers_unproved,
    "harm_feared": lambda q: q.facts.harm_feared,
    "no_agreement": lambda q: q.facts.between_organizations_without_agreement,
    "named_recipient": lambda q: q.facts.recipient_named_in_signed_agreement,
    "other_recipient": lambda q: not q.facts.recipient_named_in_signed_agreement,
    "actor_disabled": lambda q: q.facts.actor_disabled,
    "no_second_factor": lambda q: q.facts.no_second_factor,
    "role_not_chosen": lambda q: q.facts.role_not_chosen,
    "lighter_than_its_entry": lambda q: strictest({q.category, *q.facts.mixed_with}) is not q.category,
    "from_closed_entry": lambda q: q.facts.from_closed_entry,
    "consent_void": lambda q: q.facts.consent_void,
    "proceeding": lambda q: q.facts.proceeding,
    "not_named_by_authorization": lambda q: not q.facts.authorization_names_proceeding,
    "part2_origin": of_origin,
}
TEST_COLUMN = {word: word for word in TESTS}
LEAVABLE = {**BY_ID, AUTHOR.id: AUTHOR}


@dataclass(frozen=True)
class Forbid:
    """One line that beats allows. `stands` has (rule id, purpose or basis, or "" for always)."""

    id: str
    roles: frozenset[LawRole]
    categories: frozenset[Category]
    purposes: frozenset[Purpose]
    grounds: frozenset[Basis]
    relationship: bool | None
    tests: frozenset[str]
    stands: frozenset[tuple[str, str]]

    def holds(self, question: Question) -> bool:
        """Whether the facts of the question call for this forbid."""
        # The facts first: they are nearly always absent, and every decision asks each forbid.
        for check in self._checks:
            if not check(question):
                return False
        return (
            question.role in self.roles
            and question.category in self.categories
            and question.purpose in self.purposes
            and self.relationship in (None, question.relationship)
        )

    @cached_property
    def _checks(self) -> tuple[Callable[[Question], bool], ...]:
        return tuple(TESTS[word] for word in sorted(self.tests))

    def beats(self, rule: Rule, question: Question) -> bool:
        """Whether `rule` falls. A forbid on a basis leaves rules alone that do not rest on that basis."""
        if self.grounds and question.basis not in self.grounds & rule.grounds:
            return False
        return self.stands.isdisjoint({(rule.id, ""), (rule.id, question.purpose), (rule.id, question.basis)})


def parse(text: str) -> tuple[Forbid, ...]:
    """Read a table of forbids, in its own order. Raises BadRule naming the line and the word."""
    return tuple(_forbid(line) for line in lines(text, (*COLUMNS, "stands")))


def _forbid(line: dict[str, str]) -> Forbid:
    for column in ("view", "obligations"):
        if line[column]:
            raise BadRule(line["rule"], line[column], f"a forbid has no {column}")
    if not line["authority"]:
        raise BadRule(line["rule"], "authority", "empty column")
    bases = words(line, "bases", BASES)
    return Forbid(
        id=line["rule"],
        roles=words(line, "roles", ROLES),
        categories=words(line, "categories", CATEGORIES),
        purposes=words(line, "purposes", PURPOSES),
        grounds=frozenset() if line["bases"] == "*" else bases,
        relationship=one(line, "relationship", RELATIONSHIPS),
        tests=words(line, "scope", TEST_COLUMN),
        stands=frozenset(_standing(line["rule"], word) for word in line["stands"].split()),
    )


def _standing(forbid: str, word: str) -> tuple[str, str]:
    """Read `R10` or `R10@emergency`. The word after @ must be one the rule itself can meet."""
    rule_id, _, only = word.partition("@")
    rule = LEAVABLE.get(rule_id)
    if rule is None or (only and only not in rule.purposes | rule.grounds):
        raise BadRule(forbid, word, "no such rule, or no such purpose or basis in it")
    return rule_id, only


FORBIDS = parse(files("tandem.disclosure").joinpath("forbids.csv").read_text("utf-8"))
