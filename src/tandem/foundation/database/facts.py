"""The role that facts are read by: the columns that a count needs, and nothing else in the database.

A model says which of its columns those are: `for_facts = "id started_at disposition"`. The role `tandem_facts` may read
them, and may write nothing anywhere; what it may not read PostgreSQL refuses, whichever query asks. It has no password
and nobody signs in as it: the application takes it on for a transaction (SET LOCAL ROLE) and lays it down at its end.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from django.apps import apps
from django.db import connection, models, transaction
from psycopg.pq import TransactionStatus

from tandem.foundation.database.roles import FACTS, MAKE_FACTS

ROLE = FACTS


class NoFactsRole(Exception):
    """The server has no role to read facts by. The message says what to do."""


def names_of(model: type[models.Model]) -> tuple[str, ...]:
    """The fields of a model that facts may be made of; none where it says nothing."""
    return tuple(getattr(model, "for_facts", "").split())


def read(model: type[models.Model], *through: str) -> models.QuerySet:
    """Rows with the columns that facts may be made of, and those of the rows that keys lead to ("incident__agency")."""
    names = list(names_of(model))
    for path in through:
        names += [f"{path}__{name}" for name in names_of(_led_to(model, path))]
    found = model.objects.select_related(*through) if through else model.objects
    return found.only(*names)


@cache
def _led_to(model: type[models.Model], path: str) -> type[models.Model]:
    for step in path.split("__"):
        model = model._meta.get_field(step).related_model
    return model


@contextmanager
def reading() -> Iterator[None]:
    """Everything inside is read as the role of the facts, in one transaction. Raises NoFactsRole where there is none."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT to_regrole(%s) IS NOT NULL, current_setting('role')", [ROLE])
            there, before = cursor.fetchone()
            if not there:
                raise NoFactsRole(missing(connection.settings_dict["USER"]))
            cursor.execute("SELECT set_config('role', %s, true)", [ROLE])
        try:
            yield
        finally:
            # What is broken is rolled back, and the role with it.
            if connection.connection.info.transaction_status != TransactionStatus.INERROR:
                with connection.cursor() as cursor:
                    cursor.execute("SELECT set_config('role', %s, true)", [before])


def missing(app_role: str) -> str:
    """What whoever runs the agency's own PostgreSQL does where the role is not there."""
    return (
        f"The database has no role {ROLE}, by which facts are read, so no measures are filled. As an administrator of "
        f"PostgreSQL: {MAKE_FACTS.format(app=app_role)} Then run bin/tandem migrate_all."
    )


def grant(owner, app_role: str) -> bool:
    """Give the role its columns and take from it everything else; safe to run again. False where the role is missing.

    `owner` is a Django connection of the owning role, which makes the role itself where the server lets it.
    """
    with owner.cursor() as cursor:
        quote = owner.ops.quote_name
        cursor.execute(
            "SELECT to_regrole(%s) IS NOT NULL, rolcreaterole FROM pg_roles WHERE rolname = current_user", [ROLE]
        )
        there, may_make = cursor.fetchone()
        if not there and may_make:
            cursor.execute(MAKE_FACTS.format(app=quote(app_role)))
        elif not there:
            return False
        texts = [
            f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {ROLE}",
            f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {ROLE}",
            f"GRANT USAGE ON SCHEMA public TO {ROLE}",
        ]
        cursor.execute(
            "SELECT c.relname, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid"
            " JOIN aclexplode(a.attacl) acl ON acl.grantee = to_regrole(%s)"
            " WHERE c.relnamespace = 'public'::regnamespace",
            [ROLE],
        )
        # What an earlier version gave column by column is not taken back by REVOKE on the table alone.
        texts += [f"REVOKE ALL ({quote(column)}) ON {quote(table)} FROM {ROLE}" for table, column in cursor.fetchall()]
        for model in apps.get_models():
            if names_of(model):
                columns = ", ".join(quote(model._meta.get_field(name).column) for name in names_of(model))
                texts.append(f"GRANT SELECT ({columns}) ON {quote(model._meta.db_table)} TO {ROLE}")
        # One batch is one transaction, so that a running fill never meets a moment without its columns.
        cursor.execute(";\n".join(texts))
    return True
