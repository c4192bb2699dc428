"""Cells of the matrix over HTTP: what the law denies is in no byte of any path, what it allows is there.

60 cells of two persons; `bin/test --long matrix` asks for more, of a person for each kind of consent. Screening
answers and numbers are codes without words of their own, and who looked is the program's: they have no canary.
"""

import logging
import os
from collections import Counter
from contextlib import contextmanager
from dataclasses import replace
from io import StringIO

import psycopg
import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connections
from django.test import override_settings

from tandem.disclosure import combine, sql
from tandem.disclosure.table import parse
from tandem.disclosure.tests.test_matrix import TEXT, naive
from tandem.domain.people.models import Person
from tandem.domain.releases.opening import answers_for
from tandem.domain.releases.relations import relation
from tandem.foundation import clock
from tandem.vocabulary.law import Basis, Category, LawRole, Purpose
from tandem.vocabulary.terms import Role
from tests.matrix.reading import LONG, Column, Path, fetched, paths, sample, stands
from tests.matrix.world import AUTHORS, EVERY_STATE, LINK, NEAR, WRITTEN, Reader, World, build, canary

CELLS = int(os.environ.get("TANDEM_MATRIX_CELLS", "60"))
OPEN = naive(TEXT)
# The phone of the call shows these to its team; the rest of the record opens for treatment, on care's pages.
ON_SCENE = (
    Category.CAD_FACTS,
    Category.DEMOGRAPHICS,
    Category.SAFETY_FLAGS,
    Category.SAFETY_PLAN,
    Category.LE_NARRATIVE,
)
# A wrong rule: a peer reads the clinician's notes.
WRONG = TEXT.replace(
    "R40,peer,cad_facts safety_flags demographics safety_plan referral_status,",
    "R40,peer,cad_facts safety_flags demographics clinical_note safety_plan referral_status,",
)


@pytest.fixture(scope="module")
def once(file_db, tmp_path_factory):
    if not LONG:
        yield build((Basis.NONE, Basis.AGREE))
        return
    with override_settings(MART_DIR=tmp_path_factory.mktemp("marts")):
        made = build(EVERY_STATE)
        call_command("fill_facts", stdout=StringIO())
        yield made


@pytest.fixture
def world(once) -> World:
    """Its readers anew: a browser that signed in in one test is nobody's in the next."""
    return replace(once, readers=[replace(one) for one in once.readers])


def rules(reader: Reader, category: Category, purpose: Purpose) -> set[str]:
    """What the table's text opens in this cell, every scope word taken as true; an author reads their own notes."""
    role, related = stands(reader, purpose)
    if role is None:
        return set()
    bases = {Basis.NONE.value, str(reader.record.state), *([Basis.AGREE.value] if reader.how == LINK else [])}
    found = {rule for basis in bases for rule in OPEN[role, category, purpose, basis, "yes" if related else "no"]}
    if category in AUTHORS and reader.is_author and purpose == Purpose.TREATMENT:
        found.add("author")
    return found


def allowed(reader: Reader, category: Category, purpose: Purpose) -> bool:
    """Whether the facts as they are open the whole of it, where this role has a page for the purpose."""
    if reader.actor is None:
        return reader.role == LawRole.PERSON_SERVED and bool(rules(reader, category, purpose))
    found = relation(reader.actor, Person.objects.get(pk=reader.record.person), purpose, clock.now())
    return bool(found) and answers_for(found, purpose)[category].view == "whole"


def has_page(reader: Reader, category: Category, purpose: Purpose) -> bool:
    """Whether some page shows the category for this purpose: not every cell that the law opens has one."""
    if purpose == Purpose.SCENE:
        return reader.how == NEAR and category in ON_SCENE
    # What was said on the call stands on the call's pages; care's, and the person's own, name the call only.
    return category != Category.CAD_FACTS or purpose == Purpose.DISPATCH


class Asked:
    """Columns asked on all their paths: what was told, what leaked, what was missed."""

    def __init__(self, asked: list[Column]):
        self.seen: dict[tuple, str] = {}
        self.kinds: Counter[str] = Counter()
        self.cells, self.leaked, self.missing = 0, [], []
        self.different: set[tuple] = set()
        for column in asked:
            bodies = [(path, self.body(column.reader, path)) for path in column.paths]
            for cell in column.cells:
                self.cells += 1
                self.look(cell.reader, cell.category, cell.purpose, bodies)

    def body(self, reader: Reader, path: Path) -> str:
        key = (id(reader), path.url, path.kind)
        if key not in self.seen:
            self.kinds[path.kind] += 1
            self.seen[key] = fetched(reader, path)
            assert not self.seen[key].startswith("5"), f"{path.url} broke"
            assert "\netag:" not in self.seen[key] and not self.seen[key].startswith("304"), path.url
        return self.seen[key]

    def look(self, reader: Reader, category: Category, purpose: Purpose, bodies: list[tuple[Path, str]]) -> None:
        word = canary(reader.record.state, category).lower()
        self.different.add((*stands(reader, purpose), category, purpose, reader.record.state))
        shown = [path for path, body in bodies if word in body]
        for path in shown:
            if not any(rules(reader, category, each) for each in path.purposes):
                self.leaked.append(f"{reader}: {category} on {path.url}")
        if (
            not shown
            and category in WRITTEN
            and has_page(reader, category, purpose)
            and allowed(reader, category, purpose)
        ):
            self.missing.append(f"{reader}: {category} for {purpose}")


def test_a1_no_path_shows_what_the_matrix_denies_and_some_path_what_it_allows(world, caplog):
    caplog.set_level(logging.INFO)
    asked = Asked(sample(world, CELLS, seed=11))
    assert asked.cells >= CELLS
    print(f"cells over HTTP: {asked.cells:,}, different ones of the matrix: {len(asked.different):,}")
    print(f"answers: {len(asked.seen):,}, by path: {dict(asked.kinds)}")
    print(f"differences: {len(asked.leaked)} shown against the table, {len(asked.missing)} allowed and not shown")
    assert not asked.leaked, "\n".join(asked.leaked)
    assert not asked.missing, "\n".join(asked.missing)
    # A9: neither a log line nor a message that leaves says any of it.
    outside = (caplog.text + "".join(f"{one.subject}{one.body}" for one in mail.outbox)).lower()
    said = [word for state in world.records for one in WRITTEN if (word := canary(state, one).lower()) in outside]
    assert not said


@contextmanager
def in_force(text: str):
    """The program and its database both decide by this table, as after a wrong change to the law's file."""
    told = connections["default"].settings_dict
    found = parse(text)
    owner = connections["owner"].settings_dict
    place = {"dbname": told["NAME"], "user": owner["USER"], "password": owner["PASSWORD"], "host": owner["HOST"]}
    before = combine.BY_CELL
    with psycopg.connect(**place, port=owner["PORT"] or None, autocommit=True) as law:
        try:
            law.execute(sql.function(found))
            combine.BY_CELL = {
                key: tuple(one for one in found if key[0] in one.roles and key[1] in one.categories) for key in before
            }
            yield
        finally:
            combine.BY_CELL = before
            law.execute(sql.function())


def test_a1_a_wrong_rule_in_the_table_is_caught(world):
    assert WRONG != TEXT
    near = [one for one in world.readers if one.how == NEAR and one.record.state == Basis.NONE]
    peer = next(one for one in near if one.actor.role == Role.PEER)
    met = f"/people/{peer.record.person}/encounters/{peer.record.encounter}/"
    asked = [Column(peer, tuple(one for one in paths(peer) if one.url.startswith(met)), Purpose.TREATMENT)]
    with in_force(WRONG):
        caught = Asked(asked).leaked
    print(f"planted (R40 opens clinical notes): {len(caught)} pages found")
    assert any(f": {Category.CLINICAL_NOTE} on " in one for one in caught)
    assert not Asked(asked).leaked
