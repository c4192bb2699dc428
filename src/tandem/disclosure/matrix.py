"""The whole matrix, cell by cell: what the law would be if every scope word held and the reader were not the author.

The law cares that the table can be read in full: a reviewer signs cells, the row policies of the database are compared
with them, and an officer's row can be searched for a yes that should not be there.
"""

from collections.abc import Iterator
from itertools import product

from tandem.disclosure.combine import decide
from tandem.disclosure.question import Question
from tandem.disclosure.scopes import SCOPE_WORDS
from tandem.vocabulary.law import LAW_CATEGORIES, Basis, Category, LawRole, Purpose

Cell = tuple[LawRole, Category, Purpose, Basis, bool, str, tuple[str, ...]]


def cells() -> Iterator[Cell]:
    """Yield (role, category, purpose, basis, relationship, "allow" or "deny", rule ids) for all 34,320 cells."""
    for role, category, purpose, basis, relationship in product(LawRole, LAW_CATEGORIES, Purpose, Basis, (True, False)):
        answer = decide(Question(role, category, purpose, basis, relationship, SCOPE_WORDS))
        yield role, category, purpose, basis, relationship, "allow" if answer.allowed else "deny", answer.rules
