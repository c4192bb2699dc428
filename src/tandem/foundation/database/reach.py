"""What one transaction may see of the walled tables: nothing, unless somebody said why.

The second wall stands in PostgreSQL (`walls.py`): a row about a person is visible inside an act, under a release that
the database's own copy of the law allowed, or where Tandem itself gathers facts and says so here. All three are
settings of one transaction (`set_config(…, true)`), gone with its end, so that nothing leaks through a pool of
connections. A worker or a command reads for the program, not for a reader; it says who it is when it connects.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection, transaction
from psycopg.pq import TransactionStatus

from tandem.foundation.database.journey import Statement, send

_SAY = "SELECT set_config('tandem.reach', %s, true)"


def standing(name: str) -> None:
    """Make every connection of this process say that it works for Tandem itself: a worker, a command, a test's body.

    Called before the first connection. The server that answers readers never calls it.
    """
    options = settings.DATABASES["default"].setdefault("OPTIONS", {})
    options["options"] = f"-c tandem.reach={name}"


def saying(why: str) -> Statement:
    """The statement that opens (or with "" ends) the context of work, to go along on another journey."""
    return Statement(_SAY, [why])


@contextmanager
def work(why: str) -> Iterator[None]:
    """Let Tandem itself look: `with reach.work("what stands between reader and person"):`.

    For facts that a release, a verb or a link needs before it can be decided; never around code that hands content to a
    reader. `tests/architecture/test_reach.py` lists every use with its reason. Inside another one it costs nothing.
    """
    before = getattr(connection, "tandem_reach", "")
    if before and connection.in_atomic_block:
        yield
        return
    if not connection.in_atomic_block:
        with transaction.atomic(), work(why):
            yield
        return
    (said,) = send(
        [Statement("SELECT current_setting('tandem.reach', true), set_config('tandem.reach', %s, true)", [why])]
    )
    connection.tandem_reach = why
    try:
        yield
    finally:
        connection.tandem_reach = before
        # What is broken is rolled back, and the setting with it.
        if connection.connection.info.transaction_status != TransactionStatus.INERROR:
            send([saying(said[0] or "")])


@contextmanager
def fresh() -> Iterator[None]:
    """One transaction that begins with nothing open: a request, or the drawing of a live view.

    Inside a longer transaction what was open before comes back at the end.
    """
    inside = connection.in_atomic_block
    reached = getattr(connection, "tandem_reach", "")
    with transaction.atomic():
        (before,) = send([Statement("SELECT tandem_close()")])
        connection.tandem_reach = ""
        try:
            yield
        finally:
            connection.tandem_reach = reached
        if inside:
            send([Statement("SELECT tandem_reopen(%s)", [before[0]])])
