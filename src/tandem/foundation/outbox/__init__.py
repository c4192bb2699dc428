"""The outbox: an event is stored in the transaction of the act that caused it, and delivered after it has committed.

The queue is procrastinate's, in the same PostgreSQL. What an event sets off is written in one place,
`tandem/subscriptions.py`; this room knows no event by name.
"""

from django.db.backends.postgresql.psycopg_any import Jsonb
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from tandem.foundation.database.journey import Statement

_reactions: dict[str, list] = {}


def subscribe(event: str, *reactions) -> None:
    """Register what an event sets off. Called by `tandem/subscriptions.py` only."""
    _reactions.setdefault(event, []).extend(reactions)


def heard(event: str) -> bool:
    """Whether anything reacts to `event`."""
    return event in _reactions


def defer(event: str, ids: dict[str, str]) -> None:
    """Store one event for delivery, in the current transaction. Events nobody reacts to are not stored."""
    if heard(event):
        deliver.defer(event=event, ids=ids)


def deferring(event: str, ids: dict[str, str]) -> Statement:
    """What `defer` does for an event that is heard, as a statement to send together with others.

    The same function of procrastinate's schema that its own `defer` calls; a test holds the two together.
    """
    return Statement(
        "SELECT procrastinate_defer_jobs_v1("
        "ARRAY[ROW(%s, %s, 0, NULL, NULL, %s, NULL)::procrastinate_job_to_defer_v1])",
        [deliver.queue, deliver.name, Jsonb({"event": event, "ids": ids})],
    )


@app.task(name="tandem.outbox.deliver", queue="events", retry=RetryStrategy(max_attempts=5, exponential_wait=4))
def deliver(event: str, ids: dict[str, str]) -> None:
    """Run every reaction to one event. Reactions are idempotent: a retry runs them all again."""
    for reaction in _reactions.get(event, ()):
        reaction(**ids)
