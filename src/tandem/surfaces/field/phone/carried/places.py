"""The directory as a phone holds it: about services, not about persons, with the hours to tell offline what is open."""

from tandem.domain.directory.records import ServiceRow, services
from tandem.foundation.accounts.actor import Actor
from tandem.surfaces.field.phone.carried.plain import at, e6
from tandem.vocabulary.terms import NEED_LABELS, Need


def drawn(actor: Actor) -> list[dict]:
    """Every service one can refer to: not those of one's own organization, as on the page."""
    return [_service(one) for one in services() if one.organization_id != actor.organization_id]


def _service(one: ServiceRow) -> dict:
    schedule = one.schedule or {}
    spans = schedule.get("spans")
    return {
        "id": str(one.id),
        "name": one.name,
        "organization": one.organization,
        "phone": one.phone,
        "address": one.address,
        "opens": [[int(day), *span] for day, each in (spans or {}).items() for span in each],
        # Without this nobody knows when it is open, which is never shown as closed.
        "hours_known": spans is not None,
        "exceptions": [{"on": each["on"], "spans": each["spans"]} for each in schedule.get("exceptions", ())],
        "by_appointment": one.by_appointment,
        "hours_words": one.hours,
        "eligibility": "; ".join(part for part in (one.ages, one.eligibility, one.serves) if part),
        "languages": list(one.spoken),
        "needs": [[code, NEED_LABELS[Need(code)]] for code in one.needs],
        "lat_e6": e6(one.latitude),
        "lon_e6": e6(one.longitude),
        "capacity_words": one.capacity,
        "capacity_at": at(one.capacity_said_at),
        "verified_at": one.last_verified_on.isoformat() if one.last_verified_on else None,
        "checked_words": one.checked,
        "stale": one.stale,
        "answers_in_words": "",
        "provider": one.registered_provider,
        # A place that is no registered provider needs a signature; for a provider a spoken yes is enough.
        "refusable": True,
    }
