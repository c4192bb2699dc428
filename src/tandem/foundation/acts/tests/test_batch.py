"""A batch: pieces that are whole or absent, one entry with count and hash."""

import hashlib

import pytest

from tandem.domain.people.models import Person
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor, NotAllowed
from tandem.foundation.acts.act import act
from tandem.foundation.acts.batch import PIECE, batch, pieces
from tandem.foundation.acts.models import Log
from tandem.foundation.audit.models import Entry
from tandem.foundation.organizations.models import Program
from tandem.foundation.outbox import _reactions, subscribe
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.timeline import Kind
from tests import made

pytestmark = pytest.mark.django_db
MAY = Actor.system("test", Permission.DEMO_BUILD)


def people(count):
    return [Person(created_at=clock.now()) for _ in range(count)]


def put(doing, rows, *, fail=False):
    with doing.piece():
        doing.copy(Person, rows)
        for row in rows:
            doing.log(Kind.PERSON_DESCRIBED, row.pk)
        doing.tell("board", *(row.pk for row in rows))
        doing.publish("test.batch", first=rows[0].pk)
        if fail:
            raise ZeroDivisionError


def digest(rows):
    return hashlib.sha256("".join(str(row.pk) for row in rows).encode()).hexdigest()


def test_one_entry_with_count_and_hash():
    rows = people(7)
    with batch(MAY, Permission.DEMO_BUILD, kind="person") as doing:
        for some in pieces(rows, 3):
            put(doing, some)
    assert set(Person.objects.values_list("pk", flat=True)) == {row.pk for row in rows}
    entry = Entry.objects.get()
    assert (entry.count, entry.act_id, entry.outcome) == (7, doing.id, "ok")
    assert entry.detail == {"batch": str(doing.id), "ids_sha256": digest(rows)}
    assert Log.objects.filter(act_id=doing.id).count() == 7


def test_a_failed_piece_rolls_back_only_itself():
    first, bad, last = people(2), people(3), people(4)
    heard = []
    subscribe("test.batch", heard.append)
    try:
        with batch(MAY, Permission.DEMO_BUILD) as doing:
            put(doing, first)
            with pytest.raises(ZeroDivisionError):
                put(doing, bad, fail=True)
            put(doing, last)
            assert [ids["first"] for _event, ids in doing._events] == [str(first[0].pk), str(last[0].pk)]
            assert doing._told == {"board": {str(row.pk) for row in first + last}}
    finally:
        del _reactions["test.batch"]
    assert set(Person.objects.values_list("pk", flat=True)) == {row.pk for row in first + last}
    assert Log.objects.count() == 6
    entry = Entry.objects.get()
    assert (entry.count, entry.detail["ids_sha256"]) == (6, digest(first + last))


def test_a_batch_that_stops_says_so():
    rows = people(2)
    with pytest.raises(ZeroDivisionError), batch(MAY, Permission.DEMO_BUILD) as doing:
        put(doing, rows)
        raise ZeroDivisionError
    entry = Entry.objects.get()
    assert (entry.outcome, entry.count, entry.detail["ids_sha256"]) == ("stopped", 2, digest(rows))


def test_a_batch_that_never_began_leaves_nothing():
    with pytest.raises(ZeroDivisionError), batch(MAY, Permission.DEMO_BUILD):
        raise ZeroDivisionError
    assert not Entry.objects.exists()


def test_a_refused_batch_is_audited():
    with pytest.raises(NotAllowed), batch(Actor.system("test"), Permission.DEMO_BUILD):
        pytest.fail("the batch ran")
    assert Entry.objects.get().outcome == "refused"


def test_a_piece_holds_at_most_five_thousand():
    with batch(MAY, Permission.DEMO_BUILD) as doing, doing.piece():
        with pytest.raises(ValueError, match="5000"):
            doing.copy(Person, people(PIECE + 1))
        doing.copy(Person, [])
    assert PIECE == 5_000
    assert [len(some) for some in pieces(range(PIECE * 2 + 1))] == [PIECE, PIECE, 1]
    assert list(pieces([])) == []


def test_copy_holds_to_the_constraints_and_takes_text_as_it_is():
    odd = 'Tab\there, "quotes", back\\slash, \\N and a line\nbreak — 🙂'
    with batch(MAY, Permission.DEMO_BUILD) as doing, doing.piece():
        doing.copy(
            Program, [Program(name=odd, state="OH", time_zone="UTC", edition="demo-county/1", units=["a,b", "{"])]
        )
        doing.count = 1
    found = Program.objects.get()
    assert (found.name, found.units) == (odd, ["a,b", "{"])
    with act(MAY, Permission.DEMO_BUILD):
        assert made.program().pk == 1
