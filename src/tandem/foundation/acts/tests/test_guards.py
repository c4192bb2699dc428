"""No act, no write: every guarded table, by every door, as the application's own role."""

import pytest
from django.db import ProgrammingError, connection, transaction
from django.db.models import F

from tandem.domain.people.models import Person
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.foundation.acts.guards import append_only_models, guarded_models, install
from tandem.vocabulary.permissions import Permission

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("test", Permission.DEMO_BUILD)
GUARDED = sorted(guarded_models(), key=lambda model: model._meta.db_table)
APPEND_ONLY = sorted(append_only_models(), key=lambda model: model._meta.db_table)


def named(model):
    return model._meta.db_table


def doing():
    return act(SYSTEM, Permission.DEMO_BUILD)


def run(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def statements(model):
    """Statements that touch no row: the guard stands before the rows."""
    table, key = connection.ops.quote_name(named(model)), connection.ops.quote_name(model._meta.pk.column)
    changing = (f"UPDATE {table} SET {key} = {key} WHERE false", f"DELETE FROM {table} WHERE false")
    adding = f"INSERT INTO {table} SELECT * FROM {table} WHERE false"
    return (adding,) if model in APPEND_ONLY else (adding, *changing)


def doors(model):
    key = model._meta.pk.attname
    return {
        "save": lambda: model().save(force_insert=True),
        "create": lambda: model._base_manager.create(),
        "bulk_create": lambda: model._base_manager.bulk_create([model()]),
        "update": lambda: model._base_manager.update(**{key: F(key)}),
        "delete": lambda: model._base_manager.all()._raw_delete("default"),
        **{statement: lambda statement=statement: run(statement) for statement in statements(model)},
    }


def refused(door, why, which=""):
    """The door refuses in these words; `which` names it where one of many does not."""
    try:
        with transaction.atomic():
            door()
    except ProgrammingError as error:
        assert why in str(error), (which, error)
    else:
        raise AssertionError(f"open: {which}")


def test_no_door_is_open_outside_an_act():
    for model in GUARDED:
        for name, door in doors(model).items():
            taken = model in APPEND_ONLY and name in ("update", "delete")
            refused(door, "permission denied" if taken else "no act, no write", (named(model), name))


def test_an_act_opens_each_table_and_closes_it_again():
    every = [statement for model in GUARDED for statement in statements(model)]
    with doing():
        for statement in every:
            run(statement)
    for statement in every:
        refused(lambda statement=statement: run(statement), "no act, no write", statement)


def test_history_can_only_grow_even_inside_an_act():
    for model in APPEND_ONLY:
        names = [*map(connection.ops.quote_name, (named(model), model._meta.pk.column))]
        for verb in ("UPDATE {0} SET {1} = {1}", "DELETE FROM {0}", "TRUNCATE {0}"):
            statement = verb.format(*names)
            with doing():
                refused(lambda statement=statement: run(statement), "permission denied", statement)


def test_nobody_empties_a_table():
    with doing():
        for model in GUARDED:
            statement = f"TRUNCATE {connection.ops.quote_name(named(model))} CASCADE"
            refused(lambda statement=statement: run(statement), "permission denied", statement)


def test_an_inner_act_leaves_the_outer_one_open():
    with doing():
        with doing():
            pass
        Person.objects.create(created_at=clock.now())
    refused(lambda: Person.objects.create(created_at=clock.now()), "no act, no write")


def test_an_act_that_failed_leaves_nothing_open():
    with pytest.raises(ZeroDivisionError), doing():
        raise ZeroDivisionError
    refused(lambda: Person.objects.create(created_at=clock.now()), "no act, no write")


def test_the_next_transaction_of_the_connection_starts_closed(db):
    with doing():
        pass
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('tandem.act', true), '')")
        assert cursor.fetchone() == ("",)


@pytest.mark.django_db(transaction=True)
def test_a_committed_act_leaves_the_connection_closed():
    with doing():
        Person.objects.create(created_at=clock.now())
    assert Person.objects.count() == 1
    refused(lambda: Person.objects.create(created_at=clock.now()), "no act, no write")
    refused(lambda: Person.objects.update(is_staff=True), "no act, no write")


class Heard:
    """A connection that only writes down what it is told."""

    def __init__(self):
        self.said, self.ops = [], connection.ops

    def cursor(self):
        return self

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        pass

    def execute(self, statement):
        self.said.append(statement)


def test_installing_puts_one_trigger_on_each_guarded_table():
    heard = Heard()
    install(heard)
    assert len(heard.said) == 1 + len(GUARDED)
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'require_act'")
        assert {row[0].strip('"') for row in cursor.fetchall()} == {named(model) for model in GUARDED}
