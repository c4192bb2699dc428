"""Whose stream this is, and whether it may go on: the session, the job and the account are read again and again."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from tandem.foundation.accounts import presence
from tandem.foundation.organizations import devices
from tandem.foundation.organizations.models import Device, Membership
from tandem.foundation.organizations.profiles import idle_seconds


@dataclass(frozen=True)
class LiveSession:
    """A session as its stream opened: its key, its job (with user and organization loaded), its address."""

    key: str
    membership: Membership
    address: str = ""


@dataclass(frozen=True)
class DeviceSession:
    """A paired device as its stream opened: the device (with its organization loaded), and its address."""

    key: str
    device: Device
    address: str = ""


@dataclass(frozen=True)
class KeySession:
    """A key that a room above gave out, as its stream opened. `held` is what it opens; `ended` says which keys are over."""

    key: str
    held: Any
    ended: Callable[[set[str]], set[str]]
    address: str = ""


def find_device(secret: str | None, address: str) -> DeviceSession | None:
    """The device behind a device's cookie, or None."""
    device = devices.find(secret)
    return DeviceSession(f"device {device.pk}", device, address) if device else None


def _open_sessions(keys: list[str]) -> dict[str, dict]:
    """The sessions of `keys` that showed a second factor, with what tells whether they rested too long."""
    rows = Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now())
    now = time.time()
    found = {row.session_key: row.get_decoded() for row in rows}
    exempt = {UUID(data[presence.EXEMPT]) for data in found.values() if data.get(presence.EXEMPT)}
    revoked = {str(one) for one in devices.revoked_of(exempt)} if exempt else set()
    for data in found.values():
        data["now"], data["need_not_lock"] = now, data.get(presence.EXEMPT) not in (None, *revoked)
    return {key: data for key, data in found.items() if presence.proved(data)}


def _jobs(ids: Iterable[str]) -> dict[str, Membership]:
    found = Membership.objects.select_related("user", "organization")
    return {str(job.pk): job for job in found.filter(pk__in=set(ids), active=True, user__is_active=True)}


def _job_of(data: dict, jobs: dict[str, Membership]) -> Membership | None:
    job = jobs.get(str(data.get("membership")))
    if job is None or str(job.user_id) != data.get("_auth_user_id"):
        return None
    idle = idle_seconds(job.organization_id, exempt=data["need_not_lock"])
    if presence.over(data, data["now"], idle=idle):
        return None
    # A changed password ends every session of the account, as it does for pages.
    return job if constant_time_compare(data.get("_auth_user_hash", ""), job.user.get_session_auth_hash()) else None


def find(key: str | None, address: str) -> LiveSession | None:
    """The live session behind a cookie, or None. Three queries."""
    data = _open_sessions([key]).get(key) if key else None
    if not data or not data.get("membership"):
        return None
    job = _job_of(data, _jobs([data["membership"]]))
    return LiveSession(key, job, address) if job else None


def ended(sessions: Iterable[LiveSession | DeviceSession | KeySession]) -> set[str]:
    """Keys of sessions that are over, idle, or act as another job than before, and of devices that were revoked.

    Three queries at most, however many there are, and what a room above asks about the keys it gave out.
    """
    all_of_them = list(sessions)
    machines = {one.device.pk: one.key for one in all_of_them if isinstance(one, DeviceSession)}
    gone = {machines[each] for each in devices.revoked_of(set(machines))} if machines else set()
    keyed = sorted((one for one in all_of_them if isinstance(one, KeySession)), key=lambda one: id(one.ended))
    for over, held in groupby(keyed, key=lambda one: one.ended):
        gone |= over({one.key for one in held})
    return gone | _ended_people({one.key: one for one in all_of_them if isinstance(one, LiveSession)})


def _ended_people(wanted: dict[str, LiveSession]) -> set[str]:
    data = _open_sessions(list(wanted))
    jobs = _jobs(one["membership"] for one in data.values() if one.get("membership"))
    over = set()
    for key, was in wanted.items():
        job = _job_of(data[key], jobs) if key in data else None
        if job is None or _power(job) != _power(was.membership):
            over.add(key)
    return over


def _power(job: Membership) -> tuple[UUID, str, UUID]:
    return job.pk, job.role, job.organization_id
