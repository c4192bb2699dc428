"""The directory as a list. About services, not about persons served, so that no release is needed."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tandem.domain.directory.hours import openness
from tandem.domain.directory.models import Change, Service, Upkeep
from tandem.domain.directory.rules import STALE_AFTER_DAYS, checked_words, miles, stale
from tandem.foundation import clock
from tandem.foundation.organizations.program import zone_of
from tandem.vocabulary.directory import CHECKED_HOW_LABELS, LANGUAGE_LABELS


@dataclass(frozen=True)
class ServiceRow:
    """`open_now` is None where hours are unknown; `open_until` is "HH:MM" in the zone of the
    service's organization, "" if it never closes.

    `opens` says when a closed one opens next; `today` why today is not as usual. `checked` says in words how old the
    listing is, `stale` that it is older than the program wants. `capacity` is what was last said, at
    `capacity_said_at`. `miles` is a straight line from the place asked about, None where either place is unknown.
    """

    id: UUID
    organization_id: UUID
    organization: str
    registered_provider: bool
    name: str
    needs: tuple[str, ...]
    hours: str
    schedule: dict
    open_now: bool | None
    open_until: str
    opens: str
    today: str
    by_appointment: bool
    description: str
    website: str
    eligibility: str
    minimum_age: int | None
    maximum_age: int | None
    insurance: str
    documents: str
    accessibility: str
    cost: str
    serves: str
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
    stale: bool
    verified: str
    active: bool
    changed_at: datetime | None
    kept: dict | None
    miles: float | None = None

    @property
    def ages(self) -> str:
        """ "18 to 64", "18 and older", "up to 17"; "" where any age is taken."""
        if self.minimum_age is not None and self.maximum_age is not None:
            return f"{self.minimum_age} to {self.maximum_age}"
        if self.minimum_age is not None:
            return f"{self.minimum_age} and older"
        return "" if self.maximum_age is None else f"up to {self.maximum_age}"

    @property
    def spoken(self) -> tuple[str, ...]:
        """Languages by name; a tag without a name as it is."""
        return tuple(LANGUAGE_LABELS.get(one, one) for one in self.languages)


@dataclass(frozen=True)
class ChangeRow:
    """One change of a listing. `fields` are (field, was, is now) as they were stored."""

    what: str
    at: datetime
    by: str
    fields: tuple[tuple[str, object, object], ...]


def stale_after_days() -> int:
    """After how many days without a check a listing is called stale: the program's rule, else the one that ships."""
    found = Upkeep.objects.order_by("-id").first()
    return found.stale_after_days if found else STALE_AFTER_DAYS


def _verified(row: Service) -> str:
    """ "by Ruth Adeyemi-Lund, by phone"; "" where nobody said."""
    how = CHECKED_HOW_LABELS.get(row.verified_how, "")
    return ", ".join(part for part in (f"by {row.verified_by_name}" if row.verified_by_name else "", how) if part)


def _shown(row: Service, moment: datetime, after: int, near: tuple[float, float] | None = None) -> ServiceRow:
    # The doors of a place open by its own organization's clock.
    local = moment.astimezone(zone_of(row.organization_id))
    now_open = openness(row.hours, local)
    return ServiceRow(
        id=row.pk,
        organization_id=row.organization_id,
        organization=row.organization.name,
        registered_provider=row.organization.registered_provider,
        name=row.name,
        needs=tuple(row.needs),
        hours=row.hours.get("words", ""),
        schedule=row.hours,
        open_now=now_open.is_open,
        open_until=now_open.until,
        opens=now_open.opens,
        today=now_open.today,
        by_appointment=row.hours.get("by_appointment", False),
        description=row.description,
        website=row.website,
        eligibility=row.eligibility,
        minimum_age=row.minimum_age,
        maximum_age=row.maximum_age,
        insurance=row.insurance,
        documents=row.documents,
        accessibility=row.accessibility,
        cost=row.cost,
        serves=row.serves,
        phone=row.phone,
        address=row.address,
        area=row.area,
        latitude=row.latitude,
        longitude=row.longitude,
        languages=tuple(row.languages),
        capacity=row.capacity,
        capacity_said_at=row.capacity_said_at,
        last_verified_on=row.last_verified_on,
        checked=checked_words(row.last_verified_on, local.date(), after),
        stale=stale(row.last_verified_on, local.date(), after),
        verified=_verified(row),
        active=row.active,
        changed_at=row.changed_at,
        kept=row.kept,
        miles=miles(near, (row.latitude, row.longitude)) if near else None,
    )


def services(
    need: str | None = None,
    open_now: bool | None = None,
    now: datetime | None = None,
    *,
    retired: bool = False,
    language: str = "",
    near: tuple[float, float] | None = None,
    within_miles: float | None = None,
) -> list[ServiceRow]:
    """Services for a need: fresh listings before stale ones; open ones first, then unknown, then closed, each by name.

    `open_now` True keeps only what is known to be open; False only what is known to be closed. `near` (latitude,
    longitude) puts nearer ones first among equals, and with `within_miles` leaves out what is farther or nowhere known.
    `retired` adds listings taken out of use, for whoever keeps the directory.
    """
    moment = now or clock.now()
    found = Service.objects.select_related("organization").order_by("name", "id")
    if need:
        found = found.filter(needs__contains=[need])
    if language:
        found = found.filter(languages__contains=[language])
    if not retired:
        found = found.filter(active=True)
    after = stale_after_days()
    rows = [_shown(row, moment, after, near) for row in found]
    order = {True: 0, None: 1, False: 2}
    kept = [
        row
        for row in rows
        if (open_now is None or row.open_now is open_now)
        and (within_miles is None or near is None or (row.miles is not None and row.miles <= within_miles))
    ]
    return sorted(kept, key=lambda row: (row.stale, order[row.open_now], row.miles is None, row.miles or 0))


def service(service_id: UUID, now: datetime | None = None) -> ServiceRow | None:
    """One service, in use or not; None where there is none."""
    found = Service.objects.select_related("organization").filter(pk=service_id).first()
    return _shown(found, now or clock.now(), stale_after_days()) if found else None


def changes(service_id: UUID, limit: int = 50) -> list[ChangeRow]:
    """What changed in a listing, newest first."""
    found = Change.objects.filter(listing_id=service_id).order_by("-id")[:limit]
    return [
        ChangeRow(one.what, one.at, one.by_name, tuple((name, *both) for name, both in sorted(one.fields.items())))
        for one in found
    ]
