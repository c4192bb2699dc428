"""What is read from an EIDO, what is left unknown, and how a refusal reads."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from tandem.foundation.strict_json import loads
from tandem.standards.eido.components import moment
from tandem.standards.eido.read import read
from tandem.standards.eido.report import Caution, Described, Note
from tandem.standards.eido.tests.documents import ADDRESS, POSITION, component, full
from tandem.standards.eido.validation import MOST_ERRORS, BadEIDO, validate

EAST = timezone(timedelta(hours=-5))


def bare(**members):
    """Return the smallest document the standard allows, with these members."""
    document = full()
    kept = ("$id", "lastUpdateTimeStamp", "updatedByAgencyReference", "eidoVersion", "issuingElementIdentification")
    return {name: document[name] for name in (*kept, "agencyComponent")} | members


def located(*components, **members):
    return read(bare(locationComponent=list(components), **members))


def location(id_, by_value=None, kind="Incident", **members):
    if by_value is not None:
        members["locationByValue"] = by_value
    return component(id_, locationTypeDescriptionRegistryText=kind, **members)


def test_a_whole_document():
    report = read(full())
    assert (report.source_name, report.source_id) == (
        "cad.riverton.example",
        "urn:emergency:uid:incidentid:r1v3rt0n1:cad.riverton.example",
    )
    assert report.received_at == datetime(2026, 3, 1, 21, 2, tzinfo=EAST)
    assert report.updated_at == datetime(2026, 3, 1, 21, 6, 30, 500_000, tzinfo=EAST)
    assert report.updated_at.utcoffset() == timedelta(hours=-5)
    assert report.has_incident
    assert report.origin == "911"
    assert (report.call_type, report.incident_number) == ("Welfare check", "26-0301-0117")
    assert (report.status, report.priority, report.queue) == ("Pending", "P3", "sos@riverton.example")
    assert (report.place, report.place_kind, report.area) == (
        "400 N Alder Street, 2B, back stairs",
        "Incident",
        "Riverton",
    )
    assert (report.latitude, report.longitude) == (39.7447, -75.5484)
    assert report.callbacks == ("+13025550143", "3025550142", "+13025550142")
    assert report.notes == (
        Note("agent-7.example", datetime(2026, 3, 1, 21, 4, 5, tzinfo=EAST), "Hasn't eaten in two days."),
        Note("psap.riverton.example", datetime(2026, 3, 1, 21, 4, 5, tzinfo=EAST), "Gate code is at the desk."),
        Note("psap.riverton.example", report.updated_at, "Caller stays on the line."),
    )
    assert report.narrative.splitlines() == [
        "2026-03-01 21:04 agent-7.example: Hasn't eaten in two days.",
        "2026-03-01 21:04 psap.riverton.example: Gate code is at the desk.",
        "2026-03-01 21:06 psap.riverton.example: Caller stays on the line.",
    ]
    looks = "red jacket, calm, male, teenager, slim, brown, tall, light, age 16 years"
    assert report.persons == (
        Described("Caller", "Ana Ficticia", ""),
        Described("Patient, Family", "Tomas Ficticia", f"{looks}\nSits on the back stairs."),
    )
    assert report.cautions == (Caution("Dog in the yard", "low", "neighbor"),)
    assert report.inputs == {"language": "Spanish", "minors": "yes"}
    assert report.unread == ()


def test_what_isnt_stated_stays_unknown():
    report = read(bare())
    assert report.received_at == report.updated_at
    assert not report.has_incident
    unknown = ("call_type", "incident_number", "status", "priority", "queue", "place", "place_kind", "area")
    assert [getattr(report, name) for name in (*unknown, "latitude", "longitude")] == [None] * 10
    assert (report.callbacks, report.notes, report.persons, report.cautions) == ((), (), (), ())
    assert (report.inputs, report.narrative, report.unread) == ({}, "", ())


@pytest.mark.shared
def test_the_official_sample_has_no_incident(shared):
    report = read(loads((shared / "data/eido/sample-call-transfer.json").read_bytes()))
    assert not report.has_incident
    assert report.call_type is None
    assert report.inputs == {}
    assert report.received_at == datetime(2021, 4, 30, 18, 40, tzinfo=UTC)
    assert (report.queue, report.callbacks) == ("sos@state.pa.us", ("8195551212",))
    assert (report.place, report.place_kind, report.area) == ("42 W Cellular Street", "RoutingLocation", "Wilmington")
    assert report.persons == (Described("Caller", None, ""),)
    assert report.narrative == "This is an example text."


@pytest.mark.parametrize("missing", [0, 1, 2])
def test_the_call_type_is_the_agencys_own_word_if_it_states_one(missing):
    document = full()
    names = ["incidentTypeInternalText", "incidentTypeInternalCode"]
    for name in names[:missing]:
        del document["incidentComponent"][name]
    assert read(document).call_type == ("Welfare check", "29", "WelfareCheck")[missing]


def test_a_local_call_type_and_a_number_for_priority_will_do():
    document = full()
    del document["incidentComponent"]["incidentPriorityInternalText"]
    assert read(document).priority == "3"
    del document["incidentComponent"]
    assert read(document).call_type == "Family concern"


def test_an_outgoing_call_is_when_it_began_only_if_no_other_is_known():
    document = full()
    del document["callComponent"][0]
    assert read(document).received_at == datetime(2026, 3, 1, 21, 1, tzinfo=EAST)


def test_a_note_on_a_person_and_on_the_call_is_in_both():
    document = full()
    document["callComponent"][0]["notesReference"].append({"$ref": "note-3"})
    report = read(document)
    assert "Sits on the back stairs." in report.narrative
    assert "Sits on the back stairs." in report.persons[1].text


def test_a_routing_location_is_taken_only_for_want_of_better():
    tower = location("t", POSITION, kind="RoutingLocation")
    assert located(tower, location("a", ADDRESS)).latitude is None
    assert located(tower).place_kind == "RoutingLocation"


def test_the_calls_places_stand_in_for_an_incident_whose_place_is_only_a_link():
    document = full()
    document["incidentComponent"]["locationReference"] = [{"$ref": "link-1"}]
    report = read(document)
    assert (report.place, report.place_kind, report.latitude) == (None, "RoutingLocation", 39.7447)


def test_a_plain_address_where_xml_belongs_is_the_place():
    report = located(location("a", "400 block of Alder Street"))
    assert (report.place, report.unread) == ("400 block of Alder Street", ())


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("<presence>", "The XML is broken near line 1"),
        ("<!DOCTYPE presence []><presence/>", "The XML has a DOCTYPE"),
        (POSITION.replace("39.7447 -75.5484", "-75.5484 239.7447"), "The position isn't on the earth"),
    ],
)
def test_a_place_that_cant_be_read_doesnt_lose_the_call(broken, said):
    report = located(location("a", broken, locationDescriptionText="by the pond"))
    assert report.place == "by the pond"
    assert report.latitude is None
    ((path, message),) = report.unread
    assert path == "/locationComponent/0/locationByValue"
    assert message.startswith(said)


def test_a_broken_comment_is_told():
    report = read(bare(additionalDataComponent=[component("d", additionalDataByValue="<EmergencyCallData.Comment>")]))
    assert [path for path, _ in report.unread] == ["/additionalDataComponent/0/additionalDataByValue"]


def test_an_age_without_a_unit_and_a_role_that_isnt_the_callers_state_nothing():
    document = full()
    del document["personComponent"][1]["ncPersonComponent"]["ageMeasure"][0]["unit"]
    document["personComponent"][0]["personIncidentRoleRegistryText"] = ["Witness"]
    assert read(document).inputs == {}


def test_a_name_is_the_full_one_or_the_preferred_one():
    document = full()
    name = document["personComponent"][1]["ncPersonComponent"]["name"][0]
    del name["personFullName"]
    assert read(document).persons[1].name == "Tom"
    name["personPreferredName"] = [{}]
    assert read(document).persons[1].name is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-03-01T21:04:05Z", datetime(2026, 3, 1, 21, 4, 5, tzinfo=UTC)),
        ("2026-03-01t21:04:05.25z", datetime(2026, 3, 1, 21, 4, 5, 250_000, tzinfo=UTC)),
        ("2026-03-01T21:04:05.123456789-00:00", datetime(2026, 3, 1, 21, 4, 5, 123_456, tzinfo=UTC)),
        ("2016-12-31T18:59:60-05:00", datetime(2017, 1, 1, tzinfo=UTC)),
    ],
)
def test_times_of_the_standard(written, meant):
    assert moment(written) == meant
    assert read(bare(lastUpdateTimeStamp=written)).updated_at == meant


@pytest.mark.parametrize("written", ["0000-01-01T00:00:00Z", "9999-12-31T23:59:59-05:00", "0001-01-01T00:00:00+05:00"])
def test_a_time_that_cant_be_kept_is_refused(written):
    with pytest.raises(BadEIDO) as refusal:
        read(bare(notesComponent=[component("n", written, notesActionComments="x")]))
    assert refusal.value.errors == [
        ("/notesComponent/0/lastUpdateTimeStamp", '"lastUpdateTimeStamp" must be a date between the years 1 and 9999.')
    ]


@pytest.mark.parametrize(
    ("change", "path", "message"),
    [
        (lambda d: d.pop("$id"), "/$id", '"$id" is missing. Add it.'),
        (lambda d: d.update(eidoVersion="2"), "/eidoVersion", '"eidoVersion" must be one of: 1.0.'),
        (
            lambda d: d.update(incidentComponent=[d["incidentComponent"]]),
            "/incidentComponent",
            '"incidentComponent" must be an object.',
        ),
        (
            lambda d: d["callComponent"][0].pop("direction"),
            "/callComponent/0/direction",
            '"direction" of item 1 of "callComponent" is missing. Add it.',
        ),
        (
            lambda d: d["callComponent"].append(None),
            "/callComponent/2",
            'Item 3 of "callComponent" must be an object.',
        ),
        (
            lambda d: d.update(lastUpdateTimeStamp="today"),
            "/lastUpdateTimeStamp",
            '"lastUpdateTimeStamp" must be a date and time with its offset, such as 2026-03-01T21:04:05-05:00.',
        ),
        (
            lambda d: d["callbackComponent"][0]["updatedCbn"].update(updatedCbnIdentifierUri="555 0142"),
            "/callbackComponent/0/updatedCbn/updatedCbnIdentifierUri",
            '"updatedCbnIdentifierUri" of "updatedCbn" of item 1 must be an address (URI), such as tel:+15555550123.',
        ),
        (
            lambda d: d["agentComponent"][0].update(agentRoleRegistryText=[]),
            "/agentComponent/0/agentRoleRegistryText",
            '"agentRoleRegistryText" of item 1 of "agentComponent" must be a list of 1 or more.',
        ),
        (
            lambda d: d["incidentComponent"].update(incidentCommonPriorityNumber=2**31),
            "/incidentComponent/incidentCommonPriorityNumber",
            '"incidentCommonPriorityNumber" of "incidentComponent" must be at most 2147483647.',
        ),
        (
            lambda d: d["incidentComponent"].update(incidentCommonPriorityNumber=-(2**31) - 1),
            "/incidentComponent/incidentCommonPriorityNumber",
            '"incidentCommonPriorityNumber" of "incidentComponent" must be at least -2147483648.',
        ),
        (
            lambda d: d["incidentComponent"].update(incidentCommonPriorityNumber=1.5),
            "/incidentComponent/incidentCommonPriorityNumber",
            '"incidentCommonPriorityNumber" of "incidentComponent" must be a whole number.',
        ),
    ],
)
def test_a_refusal_names_the_member_and_what_to_do(change, path, message):
    document = full()
    change(document)
    with pytest.raises(BadEIDO) as refusal:
        read(document)
    assert refusal.value.errors == [(path, message)]
    assert message in str(refusal.value)


@pytest.mark.parametrize("document", [None, [], "x", 7, True])
def test_a_document_that_isnt_an_object_is_refused(document):
    with pytest.raises(BadEIDO, match="The document must be an object."):
        read(document)


def test_errors_are_told_up_to_a_number():
    assert len(validate(bare(notesComponent=[None] * 10_000))) == MOST_ERRORS


def test_references_that_name_nothing_are_passed_over():
    note = component("n", notesActionComments="x", agentReference="somebody", updatedByAgentReference={"$ref": "a"})
    report = read(bare(notesComponent=[note], callComponent=[]))
    assert report.notes[0].author == "a"
    odd = component("d", additionalDataByValue=" " + "<x/>", agentReference={"$ref": 7})
    assert read(bare(additionalDataComponent=[odd])).notes == ()


def test_a_large_document_is_read_in_time_that_grows_with_its_size():
    notes = [component(f"n{i}", notesActionComments="x") for i in range(3000)]
    every = [{"$ref": note["$id"]} for note in notes]
    persons = [component(f"p{i}", personIncidentRoleRegistryText=["Witness"]) for i in range(2000)]
    persons[0]["notesReference"] = every
    report = read(bare(notesComponent=notes, personComponent=persons))
    assert (len(report.persons), len(report.notes)) == (2000, 0)
