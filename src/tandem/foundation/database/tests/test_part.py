"""A part of a transaction whose first and last words go along on other journeys: undone by itself, or kept."""

import pytest
from django.db import DatabaseError, connection, transaction

from tandem.foundation.accounts.actor import Actor
from tandem.foundation.audit.models import Entry
from tandem.foundation.audit.record import entry_of
from tandem.foundation.database.journey import Statement, insert, send
from tandem.foundation.database.part import broken, part

pytestmark = pytest.mark.django_db
WHO = Actor.system("job")


def say(word: str) -> Statement:
    return insert([entry_of(WHO, word)])


def said() -> str:
    return " ".join(Entry.objects.order_by("id").values_list("action", flat=True))


def test_what_ends_without_an_error_stays():
    with part() as (begin, end):
        send([begin, say("a")])
        send([say("b"), end])
    assert said() == "a b"


def test_an_error_undoes_its_part_and_nothing_else():
    send([say("a")])
    with pytest.raises(ValueError), part() as (begin, _end):
        send([begin, say("b")])
        raise ValueError
    with pytest.raises(DatabaseError), part() as (begin, _end):
        send([begin, say("c")])
        send([Statement("SELECT 1/0")])
    assert said() == "a"
    assert not broken()


def test_parts_and_atomic_stand_inside_each_other():
    with part() as (begin, end):
        send([begin, say("a")])
        with pytest.raises(ValueError), transaction.atomic():
            with part() as (inner, over):
                send([inner, say("b"), over])
            raise ValueError
        with pytest.raises(ValueError), part() as (inner, _over):
            send([inner, say("c")])
            with transaction.atomic():
                send([say("d")])
            raise ValueError
        send([say("e"), end])
    assert said() == "a e"


def test_what_was_undone_calls_nobody_afterwards(django_capture_on_commit_callbacks):
    called = []
    with django_capture_on_commit_callbacks(execute=True):
        with pytest.raises(ValueError), part() as (begin, _end):
            send([begin])
            transaction.on_commit(lambda: called.append("undone"))
            raise ValueError
        transaction.on_commit(lambda: called.append("kept"))
    assert called == ["kept"]


def test_an_error_that_no_part_caught_is_seen():
    with transaction.atomic():
        with pytest.raises(DatabaseError), connection.cursor() as cursor:
            cursor.execute("SELECT 1/0")
        assert broken()
        transaction.set_rollback(True)
    assert not broken()
