"""Texts that break naive readers reach the report unchanged; only NUL is refused, at the door."""

import json

import pytest

from tandem.foundation.strict_json import BadJSON, loads
from tandem.standards.eido.read import read
from tandem.standards.eido.tests.documents import component, full, text


def spread(string):
    """Return a document with the string in every text that reaches the report, and the report's texts that hold it."""
    document = full()
    incident, call = document["incidentComponent"], document["callComponent"][0]
    document["issuingElementIdentification"] = incident["incidentTypeInternalText"] = string
    incident["internalIncidentId"] = incident["incidentPriorityInternalText"] = call["queueIdentifier"] = string
    incident["incidentStatusCommonRegistryText"] = [string]
    document["notesComponent"][0]["notesActionComments"] = string
    document["notesComponent"][2]["notesActionComments"] = string
    document["locationComponent"][1] = component(
        "address-1", locationTypeDescriptionRegistryText=string, locationDescriptionText=string
    )
    document["locationComponent"][2] = component("position-1", locationTypeDescriptionRegistryText=string)
    person = document["personComponent"][1]
    person["personIncidentRoleRegistryText"] = [string]
    person["ncPersonComponent"] = {"description": text(string), "name": [{"personFullName": text(string)}]}
    document["cautionComponent"][0] |= {"cautionTypeInternalText": string, "cautionSource": string}
    document["callbackComponent"][0] |= {"callBackInformationUri": [string]}
    del document["callbackComponent"][0]["updatedCbn"]
    return document


@pytest.mark.shared
def test_naughty_strings_come_through_byte_for_byte(shared):
    strings = json.loads((shared / "data/hostile/blns.json").read_bytes())
    assert len(strings) > 500
    refused = []
    for string in strings:
        body = json.dumps(spread(string)).encode()
        try:
            report = read(loads(body))
        except BadJSON as refusal:
            refused.append((string, refusal.reason))
            continue
        if not string:
            assert (report.call_type, report.place, report.callbacks) == ("29", None, ())
            continue
        person, caution = report.persons[1], report.cautions[0]
        assert {
            report.source_name,
            report.call_type,
            report.incident_number,
            report.priority,
            report.queue,
            report.status,
            report.place,
            report.place_kind,
            person.role,
            person.name,
            caution.text,
            caution.source,
            *report.callbacks,
            *[note.text for note in report.notes if note.at == report.updated_at],
        } == {string}
        assert person.text == f"{string}\n{string}"
        assert string in report.narrative
    assert [(string, reason) for string, reason in refused if "\0" not in string] == []
