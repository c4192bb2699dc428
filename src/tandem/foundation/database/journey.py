"""Several statements in one journey to the database, for what is done all day long.

Most of what a small write costs is not the writing but the asking: each statement on its own waits once for the
network, once for the other side's turn, and builds its text anew. The driver puts the values in safely, PostgreSQL runs
the statements in their order, each seeing what was committed before it began, and all or none of them hold: they are
part of the open transaction, or one of their own (PostgreSQL, "Multiple Statements in a Simple Query").
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import connection, models


class Statement(NamedTuple):
    """SQL with `%s` for each value."""

    sql: str
    values: Sequence[Any] = ()


def insert(rows: Sequence[models.Model]) -> Statement:
    """One INSERT for new rows of one model. Conversions are Django's own; a key the database gives is not read back."""
    fields, into, places = _columns(type(rows[0]))
    values = [field.get_db_prep_save(field.pre_save(row, add=True), connection) for row in rows for field in fields]
    return Statement(into + ", ".join([places] * len(rows)), values)


@lru_cache(maxsize=256)
def _columns(model: type[models.Model]) -> tuple[list[models.Field], str, str]:
    """The columns that a new row states, and the words of its INSERT before and in the brackets of values."""
    fields = [field for field in model._meta.concrete_fields if not (field.primary_key and field.db_returning)]
    quote = connection.ops.quote_name
    names = ", ".join(quote(field.column) for field in fields)
    into = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES "
    return fields, into, "(" + ", ".join(["%s"] * len(fields)) + ")"


def send(statements: Sequence[Statement]) -> list[tuple | None]:
    """Run them in order and return the first row of each, None where there is none. Errors are those of `django.db`."""
    with connection.cursor() as cursor:
        # The driver remembers how to fill in short texts, not the long one they become.
        cursor.execute(";\n".join(cursor.mogrify(*one) for one in statements))
        rows = []
        for number in range(len(statements)):
            if number:
                cursor.nextset()
            rows.append(cursor.fetchone() if cursor.description else None)
        return rows
