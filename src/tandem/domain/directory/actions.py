"""Add a service to the directory, change it, check it, and note the room it says it has."""

from datetime import date
from uuid import UUID

from tandem.domain.directory.models import Service
from tandem.domain.directory.rules import problems
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import Act, act
from tandem.foundation.organizations.models import Organization
from tandem.foundation.organizations.program import zone
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.text import clean

TEXT = {"name": 120, "eligibility": 200, "phone": 40, "address": 200, "area": 80, "capacity": 80}
CHANGEABLE = (*TEXT, "needs", "hours", "languages", "latitude", "longitude", "active")


def _store(service: Service, fields: dict, doing: Act) -> None:
    unknown = sorted(set(fields) - set(CHANGEABLE))
    if unknown:
        raise Refusal((unknown[0], "A listing has no such field."))
    for name, limit in TEXT.items():
        if name in fields:
            clean(name, fields[name], limit, required=name == "name")
    if "capacity" in fields and fields["capacity"] != service.capacity:
        service.capacity_said_at = doing.at
    for name, value in fields.items():
        setattr(service, name, list(value) if name in ("needs", "languages") else value)
    found = problems(
        needs=service.needs,
        hours=service.hours,
        languages=service.languages,
        latitude=service.latitude,
        longitude=service.longitude,
    )
    if found:
        raise Refusal(*found)
    service.save()
    doing.tell("directory", service.pk)


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
        _store(service, {"name": name, "needs": needs, **fields}, doing)
        return service.pk


def change(service_id: UUID, *, actor: Actor, **fields) -> None:
    """Change a listing: text, `needs`, `hours` (see rules), `languages`, place (WGS 84 degrees), `active`.

    Changed capacity is stamped with the time it was said. Raises Refusal naming the field, Absent.
    """
    with act(actor, Permission.DIRECTORY_WRITE, kind="service", subject=service_id) as doing:
        _store(_held(service_id), fields, doing)


def verify(service_id: UUID, *, actor: Actor, on: date | None = None) -> None:
    """Somebody checked the listing with the service, today or `on` an earlier day of the program's zone."""
    with act(actor, Permission.DIRECTORY_WRITE, kind="service", subject=service_id) as doing:
        service = _held(service_id)
        today = doing.at.astimezone(zone()).date()
        if on and on > today:
            raise Refusal(("on", "This day is in the future."))
        service.last_verified_on = on or today
        service.save()
        doing.tell("directory", service.pk)
