"""Add a service to the directory, change it, check it, take it in from a file, and note the room it says it has."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tandem.domain.directory.models import Change, Service, Upkeep
from tandem.domain.directory.rules import MOST_DAYS, problems
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import Act, act
from tandem.foundation.organizations.models import Organization
from tandem.foundation.organizations.program import zone
from tandem.vocabulary.directory import CheckedHow
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import OrganizationKind
from tandem.vocabulary.text import clean

TEXT = {
    "name": 120,
    "description": 4000,
    "website": 200,
    "eligibility": 1000,
    "insurance": 1000,
    "documents": 1000,
    "accessibility": 1000,
    "cost": 1000,
    "serves": 1000,
    "phone": 40,
    "address": 200,
    "area": 80,
    "capacity": 80,
}
NUMBERS = ("latitude", "longitude", "minimum_age", "maximum_age")
CHANGEABLE = (*TEXT, *NUMBERS, "needs", "hours", "languages", "active")
LISTS = ("needs", "languages")


def _store(service: Service, fields: dict, doing: Act, what: str, **more) -> dict:
    """Put `fields` in, if they may stand, with a row of what changed. Returns {field: [was, is now]}."""
    unknown = sorted(set(fields) - set(CHANGEABLE))
    if unknown:
        raise Refusal((unknown[0], "A listing has no such field."))
    for name, limit in TEXT.items():
        if name in fields:
            clean(name, fields[name], limit, required=name == "name")
    new = service._state.adding
    changed = {}
    for name, value in fields.items():
        value = list(value) if name in LISTS else value
        was = getattr(service, name)
        if was != value:
            changed[name] = [None if new else was, value]
            setattr(service, name, value)
    checked = ("needs", "hours", "languages", *NUMBERS, "website", "active")
    found = problems(**{name: getattr(service, name) for name in checked})
    if found:
        raise Refusal(*found)
    if "capacity" in changed:
        service.capacity_said_at = doing.at if service.capacity else None
    if changed or more or new:
        for name, value in more.items():
            setattr(service, name, value)
        service.changed_at = doing.at
        service.save(force_insert=new)
        _remember(service, doing, what, changed)
        doing.tell("directory", service.pk)
    return changed


def _remember(service: Service, doing: Act, what: str, changed: dict) -> None:
    actor = doing.actor
    Change.objects.create(listing=service, what=what, at=doing.at, by=actor.id, by_name=actor.name, fields=changed)


def _held(service_id: UUID) -> Service:
    found = Service.objects.select_for_update().filter(pk=service_id).first()
    if found is None:
        raise Absent
    return found


def add(*, actor: Actor, organization_id: UUID, name: str, needs: list[str], **fields) -> UUID:
    """List a service of a registered organization. `fields` are those of `change`. Returns its id; raises Refusal."""
    with act(actor, Permission.DIRECTORY_WRITE, kind="service") as doing:
        if not Organization.objects.filter(pk=organization_id).exists():
            raise Refusal(("organization", "This organization is not registered. Register it first."))
        service = Service(organization_id=organization_id)
        doing.about("service", service.pk)
        _store(service, {"name": name, "needs": needs, **fields}, doing, "added")
        return service.pk


def change(service_id: UUID, *, actor: Actor, **fields) -> None:
    """Change a listing: text, `needs`, `hours` (see hours.py), `languages`, ages, place (WGS 84 degrees), `active`.

    Changed capacity is stamped with the time it was said. Raises Refusal naming the field, Absent.
    """
    with act(actor, Permission.DIRECTORY_WRITE, kind="service", subject=service_id) as doing:
        _store(_held(service_id), fields, doing, "changed")


def verify(service_id: UUID, *, actor: Actor, on: date | None = None, how: str = CheckedHow.PHONE) -> None:
    """Somebody checked the listing with the service, today or `on` an earlier day of the program's zone, and `how`."""
    if how not in list(CheckedHow):
        raise Refusal(("how", "Choose how you checked it."))
    with act(actor, Permission.DIRECTORY_WRITE, kind="service", subject=service_id) as doing:
        service = _held(service_id)
        today = doing.at.astimezone(zone()).date()
        if on and on > today:
            raise Refusal(("on", "This day is in the future."))
        was, service.last_verified_on = service.last_verified_on, on or today
        service.verified_by_name, service.verified_how = actor.name[:80], how
        service.save()
        days = [None if was is None else was.isoformat(), service.last_verified_on.isoformat()]
        _remember(service, doing, "checked", {"last_verified_on": days})
        doing.tell("directory", service.pk)


@dataclass(frozen=True)
class Brought:
    """One listing as a file has it. `fields` are those of `change`; `kept` is the whole entry of the file."""

    id: UUID
    organization_id: UUID
    organization: str
    fields: dict
    kept: dict
    last_verified_on: date | None = None


def take_in(brought: Brought, *, actor: Actor) -> dict | None:
    """Put one listing of a file in, by its id: added, or changed where it differs; the same again changes nothing.

    Its organization is found by id or by name, else registered as another organization outside the program. Returns
    {field: [was, is now]}, None where nothing differs. Raises Refusal, also for a listing that is another organization's.
    """
    with act(actor, Permission.DIRECTORY_WRITE, kind="service", subject=brought.id) as doing:
        service = Service.objects.select_for_update().filter(pk=brought.id).first()
        organization = _organization(brought)
        if service and service.organization_id != organization.pk:
            raise Refusal(("organization", "This id belongs to another organization's listing here."))
        service = service or Service(id=brought.id, organization=organization)
        new, more = service._state.adding, {}
        fields = dict(brought.fields)
        # Until somebody says what it is for, nobody can be referred there.
        fields["active"] = fields.get("active", True) and bool(fields.get("needs", service.needs))
        if service.kept != brought.kept:
            more["kept"] = brought.kept
        newer = brought.last_verified_on
        if newer and (service.last_verified_on is None or newer > service.last_verified_on):
            more |= {"last_verified_on": newer, "verified_by_name": "", "verified_how": ""}
        changed = _store(service, fields, doing, "imported", **more)
        return changed if changed or more or new else None


def _organization(brought: Brought) -> Organization:
    found = (
        Organization.objects.filter(pk=brought.organization_id).first()
        or Organization.objects.filter(name=brought.organization).first()
    )
    return found or Organization.objects.create(
        id=brought.organization_id,
        name=brought.organization,
        short_name=brought.organization[:40],
        kind=OrganizationKind.OTHER,
    )


def set_upkeep(*, actor: Actor, stale_after_days: int) -> None:
    """Say from now on after how many days without a check a listing is called stale. Raises Refusal."""
    whole = isinstance(stale_after_days, int) and not isinstance(stale_after_days, bool)
    if not whole or not 1 <= stale_after_days <= MOST_DAYS:
        raise Refusal(("stale_after_days", f"Write a whole number of days, from 1 to {MOST_DAYS}."))
    with act(actor, Permission.PROGRAM_SET_UP, kind="directory") as doing:
        Upkeep.objects.create(
            stale_after_days=stale_after_days, set_at=doing.at, set_by=actor.id, set_by_name=actor.name
        )
