"""A part of the open transaction that is undone by itself, whose first and last words go along on other journeys.

`transaction.atomic()` inside a transaction asks twice more: SAVEPOINT and RELEASE, each a journey of its own. What is
done all day long sends them with the first and the last statement of what they enclose (PostgreSQL, "SAVEPOINT").
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import Error, connection
from psycopg.pq import TransactionStatus

from tandem.foundation.database.journey import Statement


@contextmanager
def part() -> Iterator[tuple[Statement, Statement]]:
    """(what begins it, what ends it), for the caller's first and last journey. An error undoes what lies between.

    Only inside a transaction. Django's own bookkeeping goes on, so that parts and `atomic` stand inside each other.
    """
    connection.savepoint_state += 1
    name = f"tandem_{connection.savepoint_state}"
    connection.savepoint_ids.append(name)
    try:
        yield Statement(f"SAVEPOINT {name}"), Statement(f"RELEASE SAVEPOINT {name}")
    except BaseException:
        connection.savepoint_ids.pop()
        connection.needs_rollback = False
        try:
            connection.savepoint_rollback(name)
            connection.savepoint_commit(name)
        except Error:
            # It never began, or the line is gone: what is around it can only be rolled back.
            connection.needs_rollback = True
        raise
    connection.savepoint_ids.pop()


def broken() -> bool:
    """Whether an error that no part caught has left the open transaction good for nothing but to be rolled back.

    PostgreSQL answers its COMMIT with a rollback and no error: who told somebody that things are stored must ask.
    """
    line = connection.connection
    return connection.needs_rollback or line is None or line.info.transaction_status == TransactionStatus.INERROR
