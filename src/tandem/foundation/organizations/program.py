"""The program's settings and every agency's zone as one read, kept for a few seconds in each process."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from tandem.foundation import clock
from tandem.foundation.organizations.models import Organization, Program
from tandem.vocabulary.sign_in import Profile

_KEEP_SECONDS = 5.0


@dataclass(frozen=True)
class _Kept:
    """`zones` are the agencies that have a zone of their own, `cjis` those that sign in by that profile; most have neither.

    `dictating` are those whose people may dictate, `sos_numbers` those with a number for texts of an SOS.
    """

    at: float
    program: Program | None
    zones: dict[UUID, ZoneInfo]
    cjis: frozenset[UUID]
    dictating: frozenset[UUID] = frozenset()
    sos_numbers: dict[UUID, str] = field(default_factory=dict)


_kept = _Kept(float("-inf"), None, {}, frozenset())
_of_thread = threading.local()


def _read() -> _Kept:
    global _kept
    if held := getattr(_of_thread, "held", None):
        return held
    if _kept.program is None or time.monotonic() - _kept.at > _KEEP_SECONDS:
        found = Program.objects.filter(pk=1).first()
        rows = Organization.objects.values_list("pk", "time_zone", "sign_in_profile", "dictation", "sos_number")
        _kept = _of(found, list(rows) if found else [])
    return _kept


def _of(found: Program | None, rows: list[tuple]) -> _Kept:
    return _Kept(
        time.monotonic(),
        found,
        {pk: ZoneInfo(zone) for pk, zone, *_rest in rows if zone},
        frozenset(pk for pk, _zone, profile, *_rest in rows if profile == Profile.CJIS),
        frozenset(pk for pk, *_rest, dictation, _number in rows if dictation),
        {pk: number for pk, *_rest, number in rows if number},
    )


def program() -> Program | None:
    """The program, or None before set-up. Settings changed elsewhere are seen within five seconds."""
    return _read().program


@contextmanager
def held() -> Iterator[None]:
    """Everything inside, in this thread, goes by the settings as they stand now: a long count, by one clock."""
    _of_thread.held = _read()
    try:
        yield
    finally:
        _of_thread.held = None


def forget() -> None:
    """Drop what is kept, after a change in this process."""
    global _kept
    _kept = _Kept(float("-inf"), None, {}, frozenset())


def follows_cjis(organization_id: UUID | None) -> bool:
    """Whether this agency signs in by the CJIS profile."""
    return organization_id in _read().cjis


def dictation_allowed(organization_id: UUID | None) -> bool:
    """Whether this agency lets its people dictate into the phone. Off until its program turns it on."""
    return organization_id in _read().dictating


def sos_number(organization_id: UUID | None) -> str:
    """The number that an SOS may be texted to where the network fails; "" for none."""
    return _read().sos_numbers.get(organization_id, "") if organization_id else ""


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
