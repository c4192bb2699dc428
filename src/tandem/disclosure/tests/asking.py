"""Questions for the tests of the law: every cell of the matrix, and random ones, seeded and dense where rules open."""

from dataclasses import fields
from functools import cache
from random import Random

from tandem.disclosure import Facts, Question
from tandem.disclosure.hipaa import AUTHOR
from tandem.disclosure.matrix import Cell, cells
from tandem.disclosure.scopes import SCOPE_WORDS
from tandem.disclosure.table import RULES
from tandem.vocabulary.law import LAW_CATEGORIES, Basis, Category, LawRole, Purpose

SCOPES = sorted(SCOPE_WORDS)
FLAGS = [one.name for one in fields(Facts) if one.name != "mixed_with"]
EVERYTHING = (*RULES, AUTHOR)


@cache
def every_cell() -> tuple[Cell, ...]:
    """The whole matrix, worked out once for all tests that look through it."""
    return tuple(cells())


def question(chance: Random) -> Question:
    """One question. Two in three start from a rule, so that a yes is as common as a no."""
    facts = {name: True for name in FLAGS if chance.random() < chance.choice((0.0, 0.03, 0.3))}
    if chance.random() < 0.1:
        facts["mixed_with"] = frozenset(chance.sample(list(Category), chance.randint(1, 3)))
    if chance.random() < 0.35:
        return Question(
            chance.choice(list(LawRole)),
            chance.choice(LAW_CATEGORIES),
            chance.choice(list(Purpose)),
            chance.choice(list(Basis)),
            chance.random() < 0.6,
            frozenset(chance.sample(SCOPES, chance.randint(0, len(SCOPES)))),
            Facts(**facts),
        )
    rule = chance.choice(EVERYTHING)
    scopes = set(rule.scope) | {word for word in SCOPES if chance.random() < 0.2}
    if scopes and chance.random() < 0.15:
        scopes.discard(chance.choice(sorted(scopes)))
    if rule is AUTHOR and chance.random() < 0.9:
        facts["author_own_note"] = True
    related = chance.random() < 0.5 if rule.relationship is None else rule.relationship
    return Question(
        chance.choice(sorted(rule.roles)),
        chance.choice(sorted(rule.categories)),
        chance.choice(sorted(rule.purposes)),
        chance.choice(sorted(rule.bases)),
        related if chance.random() < 0.9 else not related,
        frozenset(scopes),
        Facts(**facts),
    )
