"""The program's settings as one read: its zone, edition and limits, kept for a few seconds in each process."""

import time
from zoneinfo import ZoneInfo

from tandem.foundation.organizations.models import Program

_KEEP_SECONDS = 5.0
_kept: tuple[float, Program | None] = (float("-inf"), None)


def program() -> Program | None:
    """The program, or None before set-up. Settings changed elsewhere are seen within five seconds."""
    global _kept
    read_at, found = _kept
    if found is None or time.monotonic() - read_at > _KEEP_SECONDS:
        found = Program.objects.filter(pk=1).first()
        _kept = (time.monotonic(), found)
    return found


def forget() -> None:
    """Drop what is kept, after a change in this process."""
    global _kept
    _kept = (float("-inf"), None)


def zone() -> ZoneInfo:
    """The zone times are shown in; UTC before set-up."""
    found = program()
    return ZoneInfo(found.time_zone if found else "UTC")
