"""The one place the time comes from, so that tests and the demo city can set it."""

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_frozen: ContextVar[datetime | None] = ContextVar("tandem_frozen_clock", default=None)


def now() -> datetime:
    """The current moment, aware, in UTC."""
    return _frozen.get() or datetime.now(UTC)


@contextmanager
def at(moment: datetime):
    """Everything inside happens at `moment` (aware). For tests and for generating a past; never for a live request."""
    token = _frozen.set(moment)
    try:
        yield moment
    finally:
        _frozen.reset(token)
