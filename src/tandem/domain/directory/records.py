"""The directory as a list. About services, not about persons served, so that no release is needed."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tandem.domain.directory.models import Service
from tandem.domain.directory.rules import checked_words, openness
from tandem.foundation import clock
from tandem.foundation.organizations.program import zone


@dataclass(frozen=True)
class ServiceRow:
    """`open_now` is None where hours are unknown; `open_until` is "HH:MM" in the program's zone, "" if it never closes.

    `checked` says in words how old the listing is; `capacity` is what was last said, at `capacity_said_at`.
    """

    id: UUID
    organization_id: UUID
    organization: str
    registered_provider: bool
    name: str
    needs: tuple[str, ...]
    hours: str
    open_now: bool | None
    open_until: str
    eligibility: str
    phone: str
    address: str
    area: str
    latitude: float | None
    longitude: float | None
    languages: tuple[str, ...]
    capacity: str
    capacity_said_at: datetime | None
    last_verified_on: date | None
    checked: str
    active: bool


def _shown(row: Service, local: datetime) -> ServiceRow:
    now_open = openness(row.hours, local)
    return ServiceRow(
        id=row.pk,
        organization_id=row.organization_id,
        organization=row.organization.name,
        registered_provider=row.organization.registered_provider,
        name=row.name,
        needs=tuple(row.needs),
        hours=row.hours.get("words", ""),
        open_now=now_open.is_open,
        open_until=now_open.until,
        eligibility=row.eligibility,
        phone=row.phone,
        address=row.address,
        area=row.area,
        latitude=row.latitude,
        longitude=row.longitude,
        languages=tuple(row.languages),
        capacity=row.capacity,
        capacity_said_at=row.capacity_said_at,
        last_verified_on=row.last_verified_on,
        checked=checked_words(row.last_verified_on, local.date()),
        active=row.active,
    )


def services(
    need: str | None = None, open_now: bool | None = None, now: datetime | None = None, *, retired: bool = False
) -> list[ServiceRow]:
    """Services for a need: open ones first, then unknown, then closed, each by name.

    `open_now` True keeps only what is known to be open; False only what is known to be closed. `retired` adds listings
    taken out of use, for whoever keeps the directory.
    """
    local = (now or clock.now()).astimezone(zone())
    found = Service.objects.select_related("organization").order_by("name", "id")
    if need:
        found = found.filter(needs__contains=[need])
    if not retired:
        found = found.filter(active=True)
    rows = [_shown(row, local) for row in found]
    order = {True: 0, None: 1, False: 2}
    return sorted(
        (row for row in rows if open_now is None or row.open_now is open_now), key=lambda row: order[row.open_now]
    )


def service(service_id: UUID, now: datetime | None = None) -> ServiceRow | None:
    """One service, in use or not; None where there is none."""
    found = Service.objects.select_related("organization").filter(pk=service_id).first()
    return _shown(found, (now or clock.now()).astimezone(zone())) if found else None
