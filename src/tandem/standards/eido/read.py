"""From an EIDO document to a `Report`: what it states, and nothing it doesn't.

An EIDO is a bag of components that name one another by `$id`. A call to which no incident was attached yet (a transfer
on its way) is a whole answer too: `has_incident` is false and the questions stay open.
"""

from collections.abc import Callable
from datetime import UTC, datetime

from tandem.standards.eido import by_value
from tandem.standards.eido.components import (
    Component,
    ages,
    all_ids,
    author,
    first,
    full_name,
    ids,
    is_caller,
    moment,
    number,
    texts,
)
from tandem.standards.eido.report import Caution, Described, Note, Report
from tandem.standards.eido.validation import BadEIDO, validate
from tandem.vocabulary.terms import Origin

_APPEARANCE = (
    "description",
    "generalAppearanceDescription",
    "sex",
    "ageDescription",
    "build",
    "hairColor",
    "heightDescription",
    "weightDescription",
)
_NOWHERE = by_value.Place(None, None, None, None, None)
_YEARS = ("year", "years", "yr", "yrs", "a", "ann")


def read(document: object) -> Report:
    """Return what the document states. `document` is a value of `strict_json.loads`.

    `source_id` is the document's own `$id`, which is the incident's tracking id with or without an incident component,
    so that later documents about one incident carry the same. `received_at` is when the first incoming call started,
    else the last update. Raises `BadEIDO`; a place or comment inside that can't be read is listed in `unread` instead,
    because a call must not be lost over it. Texts are kept byte for byte.
    """
    if errors := validate(document):
        raise BadEIDO(errors)
    return _Reading(document).report()


class _Reading:
    """One document while it is read: its components by `$id`, and what couldn't be read so far."""

    def __init__(self, document: Component) -> None:
        self.document = document
        self.incident: Component = document.get("incidentComponent", {})
        self.calls: list[Component] = document.get("callComponent", [])
        self.persons: list[Component] = document.get("personComponent", [])
        self.note_texts = {n["$id"]: n["notesActionComments"] for n in document.get("notesComponent", [])}
        self.unread: list[tuple[str, str]] = []
        self.errors: list[tuple[str, str]] = []

    def report(self) -> Report:
        updated_at = self._time(self.document["lastUpdateTimeStamp"], "/lastUpdateTimeStamp")
        started = self._received()
        notes = self._notes()
        place, place_kind = self._place()
        if self.errors:
            raise BadEIDO(self.errors)
        return Report(
            source_name=self.document["issuingElementIdentification"],
            source_id=self.document["$id"],
            received_at=started or updated_at,
            received_stated=started is not None,
            updated_at=updated_at,
            has_incident="incidentComponent" in self.document,
            origin=Origin.CALL_911,
            call_type=self._call_type(),
            incident_number=self.incident.get("internalIncidentId") or None,
            status=self._status(),
            priority=self._priority(),
            queue=first(call.get("queueIdentifier") for call in self.calls),
            place=place.street,
            place_kind=place_kind,
            area=place.area,
            latitude=place.latitude,
            longitude=place.longitude,
            callbacks=self._callbacks(),
            notes=notes,
            persons=tuple(self._described(person) for person in self.persons),
            cautions=tuple(
                Caution(c["cautionTypeInternalText"], c["cautionSeverity"], c.get("cautionSource") or None)
                for c in self.document.get("cautionComponent", [])
            ),
            inputs=self._inputs(),
            unread=tuple(dict.fromkeys(self.unread)),
        )

    def _time(self, text: str, path: str) -> datetime:
        try:
            return moment(text)
        except (ValueError, OverflowError):
            name = path.rpartition("/")[2]
            self.errors.append((path, f'"{name}" must be a date between the years 1 and 9999.'))
            return datetime.max.replace(tzinfo=UTC)

    def _received(self) -> datetime | None:
        starts = [
            (call["direction"], self._time(call["callStartTimestamp"], f"/callComponent/{i}/callStartTimestamp"))
            for i, call in enumerate(self.calls)
        ]
        incoming = [start for direction, start in starts if direction == "incoming"]
        return min(incoming or [start for _, start in starts], default=None)

    def _call_type(self) -> str | None:
        names = ("incidentTypeInternalText", "incidentTypeInternalCode", "incidentTypeCommonRegistryText")
        stated = [self.incident.get(name) for name in names]
        # "emergency", the standard's own call type, says how the call came, not what it is about.
        return first([*stated, *(call.get("localCallType") for call in self.calls)])

    def _status(self) -> str | None:
        names = ("incidentStatusCommonRegistryText", "incidentStatusInternalText")
        return next((", ".join(self.incident[name]) for name in names if self.incident.get(name)), None)

    def _priority(self) -> str | None:
        if text := self.incident.get("incidentPriorityInternalText"):
            return text
        level = self.incident.get("incidentCommonPriorityNumber")
        return None if level is None else str(int(level))

    def _place(self) -> tuple[by_value.Place, str | None]:
        components = list(enumerate(self.document.get("locationComponent", [])))
        named = [all_ids(asking, "locationReference") for asking in ([self.incident], self.calls)]
        groups = [[(i, c) for i, c in components if c["$id"] in wanted] for wanted in named]
        # Places nobody refers to count only where nothing is referred to: one may be a person's destination.
        for group in groups if any(groups) else [components]:
            read = [(self._one_place(i, c), c["locationTypeDescriptionRegistryText"]) for i, c in group]
            # Where a call was routed by may be a cell tower; it is taken only when nothing better is stated.
            read.sort(key=lambda item: item[1].lower() == "routinglocation")
            stated = [(place, kind) for place, kind in read if place != _NOWHERE]
            if stated:
                found, kind = stated[0]
                # One place may come as two components, address and position: joined only if of the same kind.
                for other, other_kind in stated[1:]:
                    found = by_value.joined(found, other) if other_kind == kind else found
                return found, kind or None
        return _NOWHERE, None

    def _one_place(self, index: int, component: Component) -> by_value.Place:
        path = f"/locationComponent/{index}/locationByValue"
        text = component.get("locationByValue") or ""
        described = component.get("locationDescriptionText") or None
        place = _NOWHERE
        if by_value.is_xml(text):
            place = self._or_unread(lambda: by_value.place(text), path) or _NOWHERE
            if place.unread:
                self.unread.append((path, place.unread))
        elif text:
            place = by_value.Place(text, None, None, None, None)
        street = ", ".join(filter(None, [place.street, described])) or None
        return by_value.Place(street, place.area, place.latitude, place.longitude, None)

    def _or_unread[T](self, reading: Callable[[], T], path: str) -> T | None:
        try:
            return reading()
        except by_value.UnreadableXML as problem:
            self.unread.append((path, str(problem)))
            return None

    def _callbacks(self) -> tuple[str, ...]:
        callers = [person for person in self.persons if is_caller(person)]
        theirs = all_ids([*self.calls, *callers], "callBackReference")
        others = all_ids(self.persons, "callBackReference") - theirs
        uris = []
        for component in self.document.get("callbackComponent", []):
            if component["$id"] not in others:
                # A number learned during the call comes before the one the network gave.
                uris.append(component.get("updatedCbn", {}).get("updatedCbnIdentifierUri"))
                uris.extend(component.get("callBackInformationUri", []))
        return tuple(dict.fromkeys(number(uri) for uri in uris if uri))

    def _notes(self) -> tuple[Note, ...]:
        of_persons = all_ids(self.persons, "notesReference")
        of_calls = all_ids([self.incident, *self.calls], "notesReference")
        notes = []
        for i, note in enumerate(self.document.get("notesComponent", [])):
            at = self._time(note["lastUpdateTimeStamp"], f"/notesComponent/{i}/lastUpdateTimeStamp")
            # What is said of one person only belongs to that person's description.
            if note["$id"] not in of_persons or note["$id"] in of_calls:
                notes.append(Note(author(note), at, note["notesActionComments"]))
        for i, block in enumerate(self.document.get("additionalDataComponent", [])):
            text = block.get("additionalDataByValue") or ""
            if by_value.is_xml(text) and "EmergencyCallData.Comment" in text:
                at = self._time(block["lastUpdateTimeStamp"], f"/additionalDataComponent/{i}/lastUpdateTimeStamp")
                path = f"/additionalDataComponent/{i}/additionalDataByValue"
                said = self._or_unread(lambda text=text: by_value.comments(text), path) or []
                notes += [Note(author(block), at, comment) for comment in said]
        return tuple(sorted(notes, key=lambda note: note.at))

    def _described(self, person: Component) -> Described:
        human = person.get("ncPersonComponent", {})
        looks = [text for name in _APPEARANCE for text in texts(human, name)]
        looks += [f"age {value:g} {unit}".rstrip() for value, unit in ages(human)]
        said = [self.note_texts[id_] for id_ in ids(person, "notesReference") if id_ in self.note_texts]
        return Described(
            role=", ".join(person["personIncidentRoleRegistryText"]),
            name=full_name(human),
            text="\n".join(filter(None, [", ".join(looks), *said])),
            key=person["$id"],
        )

    def _inputs(self) -> dict[str, str]:
        inputs = {}
        for person in self.persons:
            human = person.get("ncPersonComponent", {})
            if is_caller(person):
                languages = [t for spoken in human.get("primaryLanguage", []) for t in texts(spoken, "languageName")]
                if languages:
                    inputs.setdefault("language", languages[0])
            # An age without its unit could be months, so it says nothing here.
            if any(value < 18 and unit.lower() in _YEARS for value, unit in ages(human)):
                inputs["minors"] = "yes"
        return inputs
