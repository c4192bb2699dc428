"""Cells of the matrix over HTTP: what the law denies is in no byte of any path, what it allows is there.

200 cells; TANDEM_MATRIX_CELLS asks for more. Categories that no record holds words of yet have no canary: their cells
only prove that nothing of them is there.
"""

import os

import pytest

from tandem.disclosure.tests.test_matrix import TEXT, naive
from tandem.domain.people.models import Person
from tandem.domain.releases.opening import answers_for
from tandem.domain.releases.relations import relation
from tandem.foundation import clock
from tandem.vocabulary.law import Basis, Category, Purpose
from tests.matrix.world import (
    WRITTEN,
    Path,
    Reader,
    World,
    build,
    canary,
    fetched,
    sample,
    stands,
)

CELLS = int(os.environ.get("TANDEM_MATRIX_CELLS", "200"))
OPEN = naive(TEXT)


@pytest.fixture
def world(db) -> World:
    return build()


def rules(reader: Reader, category: Category, purpose: Purpose) -> set[str]:
    """What the table's text opens in this cell, every scope word taken as true."""
    role, related = stands(reader, purpose)
    if role is None:
        return set()
    bases = {Basis.NONE.value, str(reader.record.state)}
    return {rule for basis in bases for rule in OPEN[role, category, purpose, basis, "yes" if related else "no"]}


def shut(reader: Reader, path: Path, category: Category) -> bool:
    return not any(rules(reader, category, purpose) for purpose in path.purposes)


def test_a1_no_path_shows_what_the_matrix_denies_and_some_path_what_it_allows(world):
    seen: dict[tuple, str] = {}
    told, leaked, missing = [], [], []
    for reader, theirs, category, purpose in sample(world, CELLS, seed=11):
        word = canary(reader.record.state, category).lower()
        shown = False
        for path in theirs:
            key = (reader.actor.id, path.url)
            body = seen[key] = seen.get(key) or fetched(reader, path)
            assert not body.startswith("5"), f"{path.url} broke"
            if word in body:
                shown = True
                if shut(reader, path, category):
                    leaked.append(f"{reader.actor.role} {reader.how} {reader.record.state}: {category} on {path.url}")
        told.append((reader.actor.role, reader.how, category, purpose))
        if not shown and category in WRITTEN and allowed(reader, category, purpose):
            missing.append(f"{reader.actor.role} {reader.how} {reader.record.state}: {category} for {purpose}")
    assert len(told) >= CELLS
    print(f"{len(told):,} cells, {len(seen):,} answers")
    assert not leaked, "\n".join(leaked)
    assert not missing, "\n".join(missing)


def allowed(reader: Reader, category: Category, purpose: Purpose) -> bool:
    """Whether the facts as they are open the whole of it, where this role has a page for the purpose."""
    found = relation(reader.actor, Person.objects.get(pk=reader.record.person), purpose, clock.now())
    return bool(found) and answers_for(found, purpose)[category].view == "whole"
