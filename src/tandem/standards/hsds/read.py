"""Read an HSDS 3.0 document: which services it holds, as listings of this directory, and why some can't be taken.

Takes one service, a service at a location, an organization with its services, a list of them, or a page of a list.
What this directory has no field for is kept whole and named. Nothing is guessed: a wrong entry is refused with its
place, a JSON pointer (RFC 6901).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from tandem.domain.directory.actions import TEXT, Brought
from tandem.domain.directory.rules import LANGUAGE, problems
from tandem.foundation.strict_json import BadJSON, loads, pointer, printable
from tandem.standards.hsds.schedules import hours_of
from tandem.standards.hsds.write import NEEDS, SAYS, joined
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import Need
from tandem.vocabulary.text import clean

LIMIT_BYTES = 8 * 1_048_576
MOST_SERVICES = 5_000
LARGEST_ENTRY = 200_000
# Fields of a service this directory holds, in whole or in part; all others are kept and named.
HELD = frozenset(
    {
        *("id", "name", "status", "description", "url", "eligibility_description", "minimum_age", "maximum_age"),
        *(
            "fees_description",
            "assured_date",
            "last_modified",
            "organization",
            "organization_id",
            "phones",
            "schedules",
        ),
        *("service_areas", "required_documents", "languages", "attributes", "service_at_locations", "location"),
    }
)
TEXTS = {
    "name": "name",
    "description": "description",
    "url": "website",
    "eligibility_description": "eligibility",
    "fees_description": "cost",
}


@dataclass
class Entry:
    """One service of a document. `refused` are (place, sentence); else `brought` is what would be taken in.

    `named` are things of it that are kept but not shown in this directory, in words.
    """

    place: str
    name: str
    brought: Brought | None = None
    refused: list[tuple[str, str]] = field(default_factory=list)
    named: list[str] = field(default_factory=list)


def read(body: bytes, *, today: date, limit: int = LIMIT_BYTES) -> list[Entry]:
    """Every service of the document, in its order. Raises BadJSON, or Refusal where it holds no service at all."""
    document = loads(body, limit=limit)
    entries, seen = [], set()
    for place, given in _services(document):
        if len(entries) == MOST_SERVICES:
            raise Refusal(("file", f"The document holds more than {MOST_SERVICES:,} services. Send it in parts."))
        one = _entry(place, given, today)
        if one.brought and one.brought.id in seen:
            one.refused.append((f"{place}/id", "This id stands in the document twice."))
            one.brought = None
        if one.brought:
            seen.add(one.brought.id)
        entries.append(one)
    if not entries:
        raise Refusal(("file", _nothing(document)))
    return entries


def _nothing(document: object) -> str:
    if isinstance(document, dict) and any(str(name).endswith(".csv") for name in document):
        return "This is HSDS in its tabular form. Send the JSON form: services with everything below them."
    return "There is no HSDS service in this document."


def _services(document: object, place: str = "", within: dict | None = None) -> Iterator[tuple[str, object]]:
    """(place, service) for every service of any of the forms; a service of an organization carries its organization."""
    if isinstance(document, list):
        for at, one in enumerate(document):
            yield from _services(one, pointer(place, at), within)
    elif not isinstance(document, dict):
        yield place, document
    elif isinstance(document.get("contents"), list):
        yield from _services(document["contents"], pointer(place, "contents"), within)
    elif isinstance(document.get("services"), list):
        above = {name: value for name, value in document.items() if name not in ("services", "programs")}
        yield from _services(document["services"], pointer(place, "services"), above)
    elif isinstance(document.get("service"), dict) and "location" in document:
        at = {name: value for name, value in document.items() if name != "service"}
        yield pointer(place, "service"), {**document["service"], "service_at_locations": [at]}
    elif "status" in document or "service_at_locations" in document:
        yield place, document if within is None or "organization" in document else {**document, "organization": within}


class _Reader:
    """Takes values out of one service and notes what is wrong, each with its place."""

    def __init__(self, place: str):
        self.place, self.refused = place, []

    def wrong(self, name: str, sentence: str) -> None:
        self.refused.append((f"{self.place}/{name}", sentence))

    def text(self, given: dict, name: str, limit: int, *, required: bool = False, at: str = "") -> str:
        value = given.get(name)
        try:
            return clean(name, "" if value is None else value, limit, required=required)
        except Refusal as refusal:
            self.wrong(at or name, refusal.errors[0][1])
            return ""

    def uuid(self, given: dict, name: str, at: str = "") -> UUID | None:
        value = given.get(name)
        try:
            return UUID(value) if isinstance(value, str) and len(value) <= 45 else UUID("")
        except ValueError:
            self.wrong(at or name, "An id must be a UUID.")
            return None

    def whole(self, given: dict, name: str) -> int | None:
        value = given.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value):
            self.wrong(name, "This must be a whole number of years.")
            return None
        return int(value)

    def objects(self, given: dict, name: str, at: str = "") -> list[dict]:
        value = given.get(name)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            self.wrong(at or name, "This must be a list of objects.")
            return []
        return value

    def object(self, given: dict, name: str, at: str = "") -> dict:
        value = given.get(name)
        if value is not None and not isinstance(value, dict):
            self.wrong(at or name, "This must be an object.")
        return value if isinstance(value, dict) else {}

    def day(self, given: dict, name: str, today: date) -> date | None:
        value = given.get(name)
        if value in (None, ""):
            return None
        try:
            found = date.fromisoformat(value)
        except (TypeError, ValueError):
            self.wrong(name, "Write a day as 2026-11-22.")
            return None
        if found > today:
            self.wrong(name, "This day is in the future.")
        return found


def _entry(place: str, given: object, today: date) -> Entry:
    if not isinstance(given, dict):
        return Entry(place, "", refused=[(place or "/", "A service must be an object.")])
    entry = Entry(place, printable(str(given.get("name") or ""), 120))
    if len(repr(given)) > LARGEST_ENTRY:
        entry.refused.append((place or "/", f"A service may hold {LARGEST_ENTRY:,} characters at most."))
        return entry
    reader = _Reader(place)
    found = _brought(reader, given, today, entry)
    entry.refused = reader.refused
    entry.brought = None if reader.refused else found
    return entry


def _brought(reader: _Reader, given: dict, today: date, entry: Entry) -> Brought | None:
    fields: dict = {
        ours: reader.text(given, theirs, TEXT[ours], required=ours == "name") for theirs, ours in TEXTS.items()
    }
    me = reader.uuid(given, "id")
    organization = reader.object(given, "organization")
    if not organization:
        reader.wrong("organization", "A listing needs its organization, with id and name.")
    org_id = reader.uuid(organization, "id", "organization/id") if organization else None
    org_name = reader.text(organization, "name", 120, required=bool(organization), at="organization/name")
    fields |= {name: reader.whole(given, name) for name in ("minimum_age", "maximum_age")}
    status = given.get("status")
    if status not in ("active", "inactive", "defunct", "temporarily closed"):
        reader.wrong("status", "The status is active, inactive, defunct or temporarily closed.")
    fields["active"] = status == "active"
    fields |= _first_texts(reader, given)
    fields |= _place(reader, given, entry)
    fields["hours"] = _hours(reader, given, today, entry)
    fields["languages"] = _languages(reader, given, entry)
    fields |= _said(reader, given, entry)
    verified = reader.day(given, "assured_date", today)
    entry.named += [
        f"{name.replace('_', ' ')}" for name in sorted(set(given) - HELD) if given[name] not in (None, "", [])
    ]
    if reader.refused:
        return None
    names = ("hours", "languages", "latitude", "longitude", "minimum_age", "maximum_age", "website")
    for name, why in problems(**{name: fields[name] for name in names}, needs=fields.get("needs", []), active=False):
        reader.wrong(name, why)
    return Brought(me, org_id, org_name, fields, dict(given), verified)


def _first_texts(reader: _Reader, given: dict) -> dict:
    """The first phone, area and document; the rest of each list is kept."""
    found = {}
    for theirs, name, ours in (
        ("phones", "number", "phone"),
        ("service_areas", "name", "serves"),
        ("required_documents", "document", "documents"),
    ):
        first = (reader.objects(given, theirs) or [{}])[0]
        found[ours] = reader.text(first, name, TEXT[ours], at=f"{theirs}/0/{name}")
    return found


def _place(reader: _Reader, given: dict, entry: Entry) -> dict:
    ats = reader.objects(given, "service_at_locations")
    under = "service_at_locations/0/location"
    location = reader.object(ats[0], "location", under) if ats else {}
    if len(ats) > 1:
        entry.named.append(f"{len(ats) - 1} more places")
    found = {}
    for name, most in (("latitude", 90), ("longitude", 180)):
        value = location.get(name)
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if value is not None and not number:
            reader.wrong(f"{under}/{name}", "This must be a number of degrees.")
        found[name] = float(value) if number and abs(value) <= most else None
        if number and abs(value) > most:
            entry.named.append(f"{name} {value}, which is not on earth")
    if None in found.values():
        found = {"latitude": None, "longitude": None}
    address = (reader.objects(location, "addresses", f"{under}/addresses") or [{}])[0]
    for name in ("address_1", "address_2", "city"):
        reader.text(address, name, 200, at=f"{under}/addresses/0/{name}")
    line = joined(address) if not reader.refused else ""
    if len(line) > TEXT["address"]:
        reader.wrong(f"{under}/addresses/0", f"The street is longer than {TEXT['address']} characters.")
    found |= {"address": line, "area": reader.text(address, "city", TEXT["area"], at=f"{under}/addresses/0/city")}
    ramp = (reader.objects(location, "accessibility", f"{under}/accessibility") or [{}])[0]
    found["accessibility"] = reader.text(ramp, "description", TEXT["accessibility"], at=f"{under}/accessibility/0")
    return found


def _hours(reader: _Reader, given: dict, today: date, entry: Entry) -> dict:
    under = "schedules"
    found = reader.objects(given, under)
    if not found:
        ats = given.get("service_at_locations")
        at = ats[0] if isinstance(ats, list) and ats and isinstance(ats[0], dict) else {}
        under = "service_at_locations/0/schedules"
        found = reader.objects(at, "schedules", under)
    for place, one in enumerate(found):
        for name, value in one.items():
            text = name not in ("interval", "count", "timezone", "attributes", "metadata")
            if value is not None and text and not isinstance(value, str):
                reader.wrong(f"{under}/{place}/{name}", "This must be text.")
    if reader.refused:
        return {}
    hours, as_words = hours_of([{k: v for k, v in one.items() if v is not None} for one in found], today)
    if as_words:
        entry.named.append("hours that are not the same every week, as their words only")
    return hours


def _languages(reader: _Reader, given: dict, entry: Entry) -> list[str]:
    codes = []
    for place, one in enumerate(reader.objects(given, "languages")):
        code = one.get("code")
        if code is None:
            entry.named.append(f"language {printable(str(one.get('name', '')), 40)}, without its code")
        elif not isinstance(code, str) or not LANGUAGE.fullmatch(code) or len(code) > 8:
            reader.wrong(f"languages/{place}/code", "Write languages as tags, like en or es.")
        elif code not in codes:
            codes.append(code)
    return codes


def _said(reader: _Reader, given: dict, entry: Entry) -> dict:
    """What our own files say in attributes: needs, the word on room, insurance. Others' attributes are kept.

    A file of somebody else says nothing of these, so that what was chosen here stays.
    """
    needs, said, others, ours = [], {"capacity": "", "insurance": ""}, 0, False
    for place, one in enumerate(reader.objects(given, "attributes")):
        kind, value = one.get("link_type"), one.get("value")
        ours = ours or (isinstance(kind, str) and kind.startswith("tandem-"))
        if kind == NEEDS and value in list(Need):
            needs.append(value)
        elif kind in (f"{SAYS}-capacity", f"{SAYS}-insurance"):
            name = kind.removeprefix(f"{SAYS}-")
            said[name] = reader.text(one, "value", TEXT[name], at=f"attributes/{place}/value")
        elif kind != f"{SAYS}-capacity_said_at":
            others += 1
    if others:
        entry.named.append(f"{others} attributes of other vocabularies")
    return {"needs": list(dict.fromkeys(needs)), **said} if ours else {}


def sentence(error: BadJSON) -> str:
    """A refusal of the whole document, with its place, for a person."""
    return f"{error.reason} ({error.where})" if error.where else error.reason
