"""What a session knows of its human's presence: when it began, when it was last used, and whether a second factor was shown.

Plain arithmetic over the session's own dictionary; pages and live streams ask the same questions here.
"""

from collections.abc import Mapping, MutableMapping
from datetime import UTC, datetime
from typing import Any

from tandem.vocabulary.sign_in import Factor

SECOND, STEPPED_UP, BEGAN, SEEN = "second_factor", "stepped_up_at", "began", "seen"
# The device, paired for a vehicle or for dispatch, on which the session need not lock.
EXEMPT = "exempt"
# CJIS IA-2: everybody signs in again after twelve hours, however busy the session was.
LONGEST_SECONDS = 12 * 3600
# A proof of presence is good for this long for what asks for one (OWASP ASVS 7.5.3).
STEP_UP_SECONDS = 5 * 60


def begin(session: MutableMapping[str, Any], now: float) -> None:
    """A password was right: the session runs from here, and reaches nothing yet."""
    session[BEGAN] = session[SEEN] = now


def prove(session: MutableMapping[str, Any], factor: Factor, now: float) -> None:
    """A second factor was shown: the session may choose a job, and what asks for presence is open for a while."""
    session.setdefault(BEGAN, now)
    session[SECOND] = str(factor)
    session[STEPPED_UP] = session[SEEN] = now


def proved(session: Mapping[str, Any]) -> bool:
    """Whether this session showed a second factor."""
    return bool(session.get(SECOND))


def stepped_up_at(session: Mapping[str, Any]) -> datetime | None:
    """When presence was last proved in this session."""
    at = session.get(STEPPED_UP)
    return datetime.fromtimestamp(at, UTC) if at else None


def stepped_up(session: Mapping[str, Any], now: float) -> bool:
    """Whether presence was proved within the last five minutes."""
    return proved(session) and 0 <= now - session.get(STEPPED_UP, 0) <= STEP_UP_SECONDS


def over(session: Mapping[str, Any], now: float, *, idle: float) -> bool:
    """Whether the session has to end: it rested longer than `idle` seconds, or is older than twelve hours."""
    return now - session.get(SEEN, now) > idle or now - session.get(BEGAN, now) > LONGEST_SECONDS
