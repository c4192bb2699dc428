"""The program's settings and every agency's zone as one read, kept for a few seconds in each process."""

import time
from dataclasses import dataclass
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from tandem.foundation import clock
from tandem.foundation.organizations.models import Organization, Program
from tandem.vocabulary.sign_in import Profile

_KEEP_SECONDS = 5.0


@dataclass(frozen=True)
class _Kept:
    """`zones` are the agencies that have a zone of their own, `cjis` those that sign in by that profile; most have neither."""

    at: float
    program: Program | None
    zones: dict[UUID, ZoneInfo]
    cjis: frozenset[UUID]


_kept = _Kept(float("-inf"), None, {}, frozenset())


def _read() -> _Kept:
    global _kept
    if _kept.program is None or time.monotonic() - _kept.at > _KEEP_SECONDS:
        found = Program.objects.filter(pk=1).first()
        own = Organization.objects.exclude(time_zone="").values_list("pk", "time_zone") if found else ()
        strict = Organization.objects.filter(sign_in_profile=Profile.CJIS).values_list("pk", flat=True)
        zones = {pk: ZoneInfo(name) for pk, name in own}
        _kept = _Kept(time.monotonic(), found, zones, frozenset(strict if found else ()))
    return _kept


def program() -> Program | None:
    """The program, or None before set-up. Settings changed elsewhere are seen within five seconds."""
    return _read().program


def forget() -> None:
    """Drop what is kept, after a change in this process."""
    global _kept
    _kept = _Kept(float("-inf"), None, {}, frozenset())


def follows_cjis(organization_id: UUID | None) -> bool:
    """Whether this agency signs in by the CJIS profile."""
    return organization_id in _read().cjis


def banner_needed() -> bool:
    """Whether the system-use notice is acknowledged before each sign-in; always, once an agency follows CJIS (AC-8)."""
    kept = _read()
    return bool(kept.cjis) or bool(kept.program and kept.program.banner)


def zone() -> ZoneInfo:
    """The program's zone, in which its days and months are counted; UTC before set-up."""
    found = program()
    return ZoneInfo(found.time_zone if found else "UTC")


def date_here() -> date:
    """The program's date: its evening is tomorrow already by UTC, so no other day is compared with one that somebody wrote."""
    return clock.now().astimezone(zone()).date()


def zone_of(organization_id: UUID | None) -> ZoneInfo:
    """The zone an organization's clocks show: its own if it has one, else the program's."""
    own = _read().zones.get(organization_id) if organization_id else None
    return own or zone()


def two_zones() -> bool:
    """Whether clocks of this program differ: then every time is shown with its zone's name."""
    here = zone()
    return any(other != here for other in _read().zones.values())
