"""Makes EIDO documents of invented calls, for the demo shift and the benchmarks. Never for a real incident."""

import re
from collections.abc import Sequence
from datetime import datetime
from xml.etree import ElementTree

_XML_REFUSES = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def make(
    *,
    source_name: str,
    source_id: str,
    agency: str,
    received_at: datetime,
    updated_at: datetime | None = None,
    call_type: str | None = None,
    incident_number: str | None = None,
    status: str | None = None,
    priority: str | None = None,
    queue: str | None = None,
    place: str | None = None,
    area: str | None = None,
    latitude: float | None = None,
    longitude: float | None = None,
    callback: str | None = None,
    notes: Sequence[str] = (),
    persons: Sequence[tuple[str, str]] = (),
) -> dict[str, object]:
    """Return an EIDO that `validate` accepts and `read` gives back as the same values.

    Times are aware; latitude and longitude are WGS 84 degrees, both or neither. `persons` are (role, description).
    Without a `call_type` there is no incident component: a call on its way, to which no incident is attached yet.
    Raises ValueError for a time without an offset.
    """
    if received_at.tzinfo is None or (updated_at and updated_at.tzinfo is None):
        raise ValueError("times must be aware")
    started = received_at.isoformat()

    def component(part: str, **members: object) -> dict[str, object]:
        return {"$id": f"{source_id}:{part}"} | prologue | {k: v for k, v in members.items() if v not in (None, [])}

    prologue = {
        "lastUpdateTimeStamp": (updated_at or received_at).isoformat(),
        "updatedByAgencyReference": {"$ref": agency},
    }
    described = [
        component(
            f"person:{i}",
            personIncidentRoleRegistryText=[role],
            ncPersonComponent={"description": [{"value": text}]} if text else None,
        )
        for i, (role, text) in enumerate(persons)
    ]
    written = [component(f"note:{i}", notesActionComments=text) for i, text in enumerate(notes)]
    located = []
    if place or area or latitude is not None:
        located.append(
            component(
                "location",
                locationTypeDescriptionRegistryText="Incident",
                locationByValue=_pidf_lo(area, latitude, longitude) if area or latitude is not None else None,
                locationDescriptionText=place,
            )
        )
    callbacks = [component("callback", callBackInformationUri=[f"tel:{callback}"])] if callback else []
    call = component(
        "call",
        standardPrimaryCallType="emergency",
        callStateRegistryText="callAnswered",
        direction="incoming",
        callStartTimestamp=started,
        queueIdentifier=queue,
        callBackReference={"$ref": callbacks[0]["$id"]} if callbacks else None,
        locationReference=_references(located),
        personReference=_references(described),
        notesReference=_references(written),
    )
    agency_component = component("agency", agencyRoleDescriptionRegistryText=["CallReceiving"], agencyType=["psap"])
    document = {
        "$id": source_id,
        **prologue,
        "eidoVersion": "1.0",
        "issuingElementIdentification": source_name,
        "agencyComponent": [agency_component | {"$id": agency}],
        "callComponent": [call],
        "callbackComponent": callbacks,
        "locationComponent": located,
        "personComponent": described,
        "notesComponent": written,
    }
    if call_type:
        document["incidentComponent"] = component(
            "incident",
            incidentTypeCommonRegistryText=call_type,
            incidentStatusCommonRegistryText=[status] if status else None,
            internalIncidentId=incident_number,
            incidentPriorityInternalText=priority,
            locationReference=_references(located),
            personReference=_references(described),
            notesReference=_references(written),
        )
    return document


def _references(components: list[dict[str, object]]) -> list[dict[str, object]]:
    return [{"$ref": component["$id"]} for component in components]


def _pidf_lo(area: str | None, latitude: float | None, longitude: float | None) -> str:
    """Return a PIDF-LO presence document (RFC 5491) of a city and a point, whichever are given."""
    presence = ElementTree.Element(
        "presence", {"xmlns": "urn:ietf:params:xml:ns:pidf", "entity": "pres:unknown@invalid"}
    )
    device = ElementTree.SubElement(presence, "device", {"xmlns": "urn:ietf:params:xml:ns:pidf:data-model", "id": "d"})
    geopriv = ElementTree.SubElement(device, "geopriv", {"xmlns": "urn:ietf:params:xml:ns:pidf:geopriv10"})
    info = ElementTree.SubElement(geopriv, "location-info")
    if latitude is not None:
        point = {"xmlns": "http://www.opengis.net/gml", "srsName": "urn:ogc:def:crs:EPSG::4326"}
        shape = ElementTree.SubElement(info, "Point", point)
        ElementTree.SubElement(shape, "pos").text = f"{latitude} {longitude}"
    if area:
        civic = {"xmlns": "urn:ietf:params:xml:ns:pidf:geopriv10:civicAddr"}
        address = ElementTree.SubElement(info, "civicAddress", civic)
        ElementTree.SubElement(address, "A3").text = _XML_REFUSES.sub("\ufffd", area)
    ElementTree.SubElement(geopriv, "usage-rules")
    return ElementTree.tostring(presence, encoding="unicode")
