"""The program's settings and every agency's zone as one read, kept for a few seconds in each process."""

import time
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from tandem.foundation.organizations.models import Organization, Program

_KEEP_SECONDS = 5.0


@dataclass(frozen=True)
class _Kept:
    """`zones` are the agencies that have a zone of their own; most programs have none."""

    at: float
    program: Program | None
    zones: dict[UUID, ZoneInfo]


_kept = _Kept(float("-inf"), None, {})


def _read() -> _Kept:
    global _kept
    if _kept.program is None or time.monotonic() - _kept.at > _KEEP_SECONDS:
        found = Program.objects.filter(pk=1).first()
        own = Organization.objects.exclude(time_zone="").values_list("pk", "time_zone") if found else ()
        _kept = _Kept(time.monotonic(), found, {pk: ZoneInfo(name) for pk, name in own})
    return _kept


def program() -> Program | None:
    """The program, or None before set-up. Settings changed elsewhere are seen within five seconds."""
    return _read().program


def forget() -> None:
    """Drop what is kept, after a change in this process."""
    global _kept
    _kept = _Kept(float("-inf"), None, {})


def zone() -> ZoneInfo:
    """The program's zone, in which its days and months are counted; UTC before set-up."""
    found = program()
    return ZoneInfo(found.time_zone if found else "UTC")


def zone_of(organization_id: UUID | None) -> ZoneInfo:
    """The zone an organization's clocks show: its own if it has one, else the program's."""
    own = _read().zones.get(organization_id) if organization_id else None
    return own or zone()


def two_zones() -> bool:
    """Whether clocks of this program differ: then every time is shown with its zone's name."""
    here = zone()
    return any(other != here for other in _read().zones.values())
