"""Screens of a place, like a wall display: made by an administrator, paired by a one-time code, revoked at once.

A device is no sign-in of a person. It may open one read-only page; everywhere else it is a visitor.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.foundation.audit.record import record
from tandem.foundation.organizations.models import Device, Organization, Token
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.sign_in import DEVICE_LABELS, DeviceKind
from tandem.vocabulary.terms import OrganizationKind
from tandem.vocabulary.text import clean

COOKIE = "tandem_device"
# CJIS AC-11: in a police vehicle, in a secure dispatch room.
NEED_NOT_LOCK = (DeviceKind.VEHICLE, DeviceKind.DISPATCH)
CODE_HOLDS = timedelta(hours=1)
SEEN_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class DeviceRow:
    id: UUID
    name: str
    kind: str
    organization: str
    made_at: datetime
    paired_at: datetime | None
    last_seen_at: datetime | None
    code_until: datetime
    revoked_at: datetime | None


def make(*, actor: Actor, name: str, kind: str = DeviceKind.WALL) -> tuple[UUID, str]:
    """A wall display of the dispatch center, or a computer that need not lock: (id, one-time code).

    The code is shown once and holds for an hour. Raises Refusal naming the field, or where there is no dispatch center.
    """
    clean("name", name, 60, required=True)
    if kind not in list(DeviceKind):
        raise Refusal(("kind", "Choose what it is."))
    with act(actor, Permission.PROGRAM_SET_UP, kind="device") as doing:
        doing.detail["device"] = str(kind)
        dispatch = Organization.objects.filter(kind=OrganizationKind.PSAP, in_program=True).first()
        if kind != DeviceKind.WALL:
            dispatch = Organization.objects.filter(pk=actor.organization_id).first() or dispatch
        if dispatch is None:
            raise Refusal(("name", "There is no dispatch center in the program yet, so no screen can show its calls."))
        if Device.objects.filter(name=name, revoked_at=None).exists():
            raise Refusal(("name", "A device has this name already. Give each screen its own."))
        code = secrets.token_urlsafe(20)
        device = Device.objects.create(
            organization=dispatch,
            name=name,
            kind=kind,
            made_by=actor.id,
            made_at=doing.at,
            code_hash=Token.digest(code),
            code_until=doing.at + CODE_HOLDS,
        )
        doing.about("device", device.pk)
        return device.pk, code


def waiting(code: str) -> Device | None:
    """The device this code pairs, if it was not used, has not run out, and the device is not revoked."""
    if not code.isascii():
        return None
    found = Device.objects.select_related("organization").filter(code_hash=Token.digest(code), paired_at=None)
    return found.filter(code_until__gt=clock.now(), revoked_at=None).first()


def pair(code: str, *, address: str = "") -> str:
    """Make the browser that brings this code the device. Returns its secret, for the cookie only. Raises Absent."""
    device = waiting(code)
    if device is None:
        raise Absent
    secret = "tdd_" + secrets.token_urlsafe(32)
    now = clock.now()
    # Two browsers with one code: the first gets it.
    taken = Device.objects.filter(pk=device.pk, paired_at=None, revoked_at=None)
    if not taken.update(paired_at=now, last_seen_at=now, token_hash=Token.digest(secret)):
        raise Absent
    record(actor_of(device, address=address), "device.pair", object_kind="device", object_id=device.pk)
    return secret


def find(secret: str | None, *kinds: DeviceKind) -> Device | None:
    """The device behind a cookie, if it is of these kinds (a wall display, if none is named) and was not revoked.

    Notes that it was seen, at most once a minute.
    """
    if not secret or not secret.isascii():
        return None
    found = Device.objects.select_related("organization").filter(token_hash=Token.digest(secret), revoked_at=None)
    device = found.filter(kind__in=kinds or (DeviceKind.WALL,)).first()
    if device:
        now = clock.now()
        stale = Q(last_seen_at=None) | Q(last_seen_at__lte=now - SEEN_EVERY)
        Device.objects.filter(stale, pk=device.pk).update(last_seen_at=now)
    return device


def revoked_of(ids: set[UUID]) -> set[UUID]:
    """Which of these devices may not go on: revoked, or gone."""
    return ids - set(Device.objects.filter(pk__in=ids, revoked_at=None).values_list("pk", flat=True))


def revoke(device_id: UUID, *, actor: Actor) -> None:
    """Take a device's page away at once; an open stream ends within two seconds. Raises Absent."""
    with act(actor, Permission.PROGRAM_SET_UP, kind="device", subject=device_id) as doing:
        if not Device.objects.filter(pk=device_id, revoked_at=None).update(revoked_at=doing.at):
            raise Absent


def actor_of(device: Device, *, address: str = "") -> Actor:
    """The device as whoever reads: no role, no grant."""
    return Actor(
        kind="device",
        id=device.pk,
        name=device.name,
        organization_id=device.organization_id,
        organization_kind=OrganizationKind(device.organization.kind),
        address=address,
    )


def devices() -> list[DeviceRow]:
    """Every device, those in use first."""
    found = Device.objects.select_related("organization").order_by("-revoked_at", "name", "made_at")
    rows = [
        DeviceRow(
            one.pk,
            one.name,
            DEVICE_LABELS[DeviceKind(one.kind)],
            one.organization.short_name,
            one.made_at,
            one.paired_at,
            one.last_seen_at,
            one.code_until,
            one.revoked_at,
        )
        for one in found
    ]
    return sorted(rows, key=lambda one: (one.revoked_at is not None, one.name))
