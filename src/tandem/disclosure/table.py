"""The rule table: who may read which category, for which purpose, on which basis, how much, and what it obliges.

`rules.csv` is code: reviewed and released, never edited by a program. The law cares that what is not written is denied,
that every allow names its authority, and that a line nobody can read does not load.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from itertools import combinations

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
from tandem.disclosure.scopes import SCOPES
from tandem.disclosure.views import VIEWS, WHOLE, nested
from tandem.vocabulary.law import Basis, Category, LawRole, Purpose

SCOPE_COLUMN = {word: word for word in SCOPES}
VIEW_COLUMN = {word: word for word in VIEWS}
OBLIGATIONS = {
    "audit": "An access entry is written before the row is shown.",
    "accounting": "The disclosure is listed in the person's accounting (164.528, 2.25).",
    "part2_notice": "The notice of 2.32 goes inside the same artefact.",
    "consent_copy": "A copy of the consent, or of its scope, goes inside the same artefact (2.32).",
    "emergency_record": "Recipient, facility, discloser, time and nature of the emergency are recorded (2.51(c)).",
    "break_glass_review": "The privacy officer is told at once and a review is due in 72 hours.",
}
OBLIGATION_COLUMN = {word: word for word in OBLIGATIONS}


@dataclass(frozen=True)
class Rule:
    """One line that allows. `grounds` are the bases it rests on; empty where it rests on none (`*`).

    `relationship` is True (needed), False (only without one) or None (either). `views` has one view per category.
    """

    id: str
    roles: frozenset[LawRole]
    categories: frozenset[Category]
    purposes: frozenset[Purpose]
    bases: frozenset[Basis]
    grounds: frozenset[Basis]
    relationship: bool | None
    scope: frozenset[str]
    views: Mapping[Category, str]
    obligations: frozenset[str]
    authority: str


def parse(text: str) -> tuple[Rule, ...]:
    """Read a rule table, in its own order. Raises BadRule naming the rule and the word that cannot be law."""
    rules: dict[str, Rule] = {}
    for line in lines(text, COLUMNS):
        rule = _rule(line)
        if rule.id in rules:
            raise BadRule(rule.id, rule.id, "repeated id")
        rules[rule.id] = rule
    for one_, other in combinations(rules.values(), 2):
        _refuse_unordered(one_, other)
    return tuple(rules.values())


def _rule(line: dict[str, str]) -> Rule:
    if not line["authority"]:
        raise BadRule(line["rule"], "authority", "empty column")
    categories = words(line, "categories", CATEGORIES)
    bases = words(line, "bases", BASES)
    return Rule(
        id=line["rule"],
        roles=words(line, "roles", ROLES),
        categories=categories,
        purposes=words(line, "purposes", PURPOSES),
        bases=bases,
        grounds=frozenset() if line["bases"] == "*" else bases,
        relationship=one(line, "relationship", RELATIONSHIPS),
        scope=words(line, "scope", SCOPE_COLUMN),
        views=_views(line["rule"], categories, words(line, "view", VIEW_COLUMN)),
        obligations=words(line, "obligations", OBLIGATION_COLUMN),
        authority=line["authority"],
    )


def _views(rule: str, categories: frozenset[Category], words: frozenset[str]) -> dict[Category, str]:
    """Give each category the one view word that fits it. Call facts have no shorter form, so they need no word."""
    views = {}
    for category in categories:
        fitting = [word for word in words if category in VIEWS[word].fits]
        if not fitting and category is Category.CAD_FACTS:
            fitting = [WHOLE]
        if len(fitting) != 1:
            raise BadRule(rule, category, "not exactly one view fits the category")
        views[category] = fitting[0]
    for word in sorted(words):
        if word not in views.values():
            raise BadRule(rule, word, "view fits no category of the rule")
    return views


def _refuse_unordered(one: Rule, other: Rule) -> None:
    """Two rules that can meet in one question must show nested views, so that "the wider" is a fact."""
    if not (one.roles & other.roles and one.purposes & other.purposes and one.bases & other.bases):
        return
    for category in one.categories & other.categories:
        if not nested(one.views[category], other.views[category]):
            raise BadRule(other.id, other.views[category], f"neither wider nor narrower than the view of {one.id}")


RULES = parse(files("tandem.disclosure").joinpath("rules.csv").read_text("utf-8"))
BY_ID = {rule.id: rule for rule in RULES}
BY_CELL: dict[tuple[LawRole, Category], tuple[Rule, ...]] = {
    (role, category): tuple(rule for rule in RULES if role in rule.roles and category in rule.categories)
    for role in LawRole
    for category in CATEGORIES.values()
}
