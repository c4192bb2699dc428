"""A listing as an HSDS 3.0 service with everything below it, valid against the compiled schema. Pure values out.

A listing that came with a file goes out as that file had it, with what this directory holds laid over it.
"""

import copy
from collections.abc import Iterable

from tandem.domain.directory.records import ServiceRow
from tandem.standards.hsds.schedules import part_id, schedules
from tandem.vocabulary.directory import LANGUAGE_LABELS
from tandem.vocabulary.terms import NEED_LABELS, Need

VERSION = "3.0"
NEEDS, SAYS = "tandem-needs", "tandem-listing"


def service(row: ServiceRow, *, state: str = "") -> dict:
    """One service, whole. `state` is the two letters of the program's state, for addresses."""
    me = str(row.id)
    found = copy.deepcopy(row.kept) if row.kept else {}
    found |= {"id": me, "name": row.name, "status": _status(row, found)}
    _put(found, "description", row.description)
    _put(found, "url", row.website)
    _put(found, "eligibility_description", row.eligibility)
    _put(found, "minimum_age", row.minimum_age)
    _put(found, "maximum_age", row.maximum_age)
    _put(found, "fees_description", row.cost)
    _put(found, "assured_date", row.last_verified_on.isoformat() if row.last_verified_on else None)
    _put(found, "last_modified", row.changed_at.isoformat() if row.changed_at else None)
    found["organization"] = _organization(row, found.get("organization") or {})
    _first(found, "phones", {"id": part_id(me, "phone"), "number": row.phone} if row.phone else None)
    _first(found, "service_areas", {"id": part_id(me, "area"), "name": row.serves} if row.serves else None)
    _first(
        found, "required_documents", {"id": part_id(me, "papers"), "document": row.documents} if row.documents else None
    )
    _put(found, "schedules", _schedules(me, row, found))
    _put(found, "languages", _languages(me, row, found))
    _put(found, "attributes", _attributes(me, row, found))
    _location(me, row, found, state)
    return found


def page(rows: Iterable[dict], *, total: int, number: int, size: int) -> dict:
    """One page of a list, as the specification's pages are; `number` from 1."""
    contents = list(rows)
    pages = max(1, -(-total // size))
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": number,
        "size": len(contents),
        "first_page": number == 1,
        "last_page": number >= pages,
        "empty": not contents,
        "contents": contents,
    }


def _put(found: dict, name: str, value) -> None:
    """What is unknown is left out: HSDS has no empty text."""
    if value in (None, "", []):
        found.pop(name, None)
    else:
        found[name] = value


def _first(found: dict, name: str, value: dict | None) -> None:
    """The first of a list, laid over what the file had there; without a value of ours the first one goes."""
    rest = found.get(name, [])
    if value is None:
        _put(found, name, rest[1:])
        return
    kept = rest[0] if rest else {}
    found[name] = [value | kept | {key: value[key] for key in value if key != "id"}, *rest[1:]]


def _status(row: ServiceRow, found: dict) -> str:
    if row.active:
        return "active"
    return found.get("status") if found.get("status") in ("inactive", "defunct", "temporarily closed") else "inactive"


def _organization(row: ServiceRow, kept: dict) -> dict:
    return {
        "description": row.organization,
        **kept,
        "id": kept.get("id", str(row.organization_id)),
        "name": row.organization,
    }


def _schedules(me: str, row: ServiceRow, found: dict) -> list[dict]:
    ours = schedules(me, row.schedule)
    # Hours that could be kept as words only go out as the file had them.
    return found["schedules"] if found.get("schedules") and "spans" not in row.schedule else ours


def _languages(me: str, row: ServiceRow, found: dict) -> list[dict]:
    kept = {one.get("code"): one for one in found.get("languages", [])}
    named = [one for one in found.get("languages", []) if not one.get("code")]
    ours = [
        kept.get(code) or {"id": part_id(me, f"language {code}"), "code": code, "name": LANGUAGE_LABELS.get(code, code)}
        for code in row.languages
    ]
    return ours + named


def _attributes(me: str, row: ServiceRow, found: dict) -> list[dict]:
    """What HSDS has no column for: needs as terms of our taxonomy, the word on room, insurance."""
    others = [one for one in found.get("attributes", []) if not str(one.get("link_type", "")).startswith("tandem-")]
    needs = [
        {
            "id": part_id(me, f"need {need}"),
            "link_id": me,
            "link_type": NEEDS,
            "link_entity": "service",
            "value": need,
            "taxonomy_term": {
                "id": part_id("6f0c1f0e-3f0f-5b7a-8f0a-5f0a5f0a5f0a", need),
                "code": need,
                "name": NEED_LABELS[Need(need)],
                "description": NEED_LABELS[Need(need)],
                "taxonomy": NEEDS,
            },
        }
        for need in row.needs
    ]
    said = {
        "capacity": row.capacity,
        "capacity_said_at": row.capacity_said_at.isoformat() if row.capacity_said_at else "",
        "insurance": row.insurance,
    }
    ours = [
        {
            "id": part_id(me, name),
            "link_id": me,
            "link_type": f"{SAYS}-{name}",
            "link_entity": "service",
            "value": value,
        }
        for name, value in said.items()
        if value
    ]
    return [*needs, *ours, *others]


def _location(me: str, row: ServiceRow, found: dict, state: str) -> None:
    here = found.get("service_at_locations") or []
    kept = here[0].get("location") or {} if here else {}
    if not (kept or row.address or row.area or row.latitude is not None or row.accessibility):
        return
    place = {"id": part_id(me, "location"), "location_type": "physical", **kept}
    _put(place, "latitude", row.latitude)
    _put(place, "longitude", row.longitude)
    ramp = {"id": part_id(me, "accessibility"), "description": row.accessibility} if row.accessibility else None
    _first(place, "accessibility", ramp)
    street = None
    if row.address or row.area:
        was = (kept.get("addresses") or [{}])[0]
        street = {
            "id": part_id(me, "address"),
            "address_1": row.address,
            "city": row.area,
            "state_province": was.get("state_province", state),
            "postal_code": was.get("postal_code", ""),
            "country": was.get("country", "US"),
            "address_type": was.get("address_type", "physical"),
        }
        if was.get("address_2") and row.address == joined(was):
            street["address_1"] = was["address_1"]
    _first(place, "addresses", street)
    at = {"id": part_id(me, "at"), **(here[0] if here else {}), "location": place}
    found["service_at_locations"] = [at, *here[1:]]


def joined(address: dict) -> str:
    """The street of an address as this directory holds it: one line."""
    return ", ".join(part for part in (address.get("address_1", ""), address.get("address_2", "")) if part)


def base() -> dict:
    """What the interface says of itself."""
    return {
        "version": VERSION,
        "profile": "https://docs.openreferral.org/en/3.0/",
        "openapi_url": "https://raw.githubusercontent.com/openreferral/specification/3.0/schema/openapi.json",
    }


def whole(rows: Iterable[ServiceRow], *, state: str = "") -> list[dict]:
    """Every service given, whole."""
    return [service(row, state=state) for row in rows]
