"""An invented EIDO that states everything Tandem reads. All names and numbers are invented."""

AT = "2026-03-01T21:04:05-05:00"
LATER = "2026-03-01T21:06:30.5-05:00"


def component(id_: str, at: str = AT, **members: object) -> dict[str, object]:
    return {
        "$id": id_,
        "lastUpdateTimeStamp": at,
        "updatedByAgencyReference": {"$ref": "psap.riverton.example"},
    } | members


def text(value: str) -> list[dict[str, str]]:
    return [{"value": value}]


ADDRESS = """<?xml version="1.0" encoding="UTF-8"?>
<presence xmlns="urn:ietf:params:xml:ns:pidf" xmlns:gp="urn:ietf:params:xml:ns:pidf:geopriv10"
  xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model" entity="pres:caller@riverton.example">
  <dm:device id="d1"><gp:geopriv><gp:location-info>
    <civicAddress xmlns="urn:ietf:params:xml:ns:pidf:geopriv10:civicAddr">
      <country>US</country><A1>DE</A1><A2>Mill County</A2><A3>Riverton</A3>
      <HNO>400</HNO><PRD>N</PRD><RD>Alder</RD><STS>Street</STS><UNIT>2B</UNIT>
    </civicAddress>
  </gp:location-info></gp:geopriv></dm:device>
</presence>"""

POSITION = """<presence xmlns="urn:ietf:params:xml:ns:pidf" xmlns:gml="http://www.opengis.net/gml"
  xmlns:gs="http://www.opengis.net/pidflo/1.0" xmlns:gp="urn:ietf:params:xml:ns:pidf:geopriv10"
  xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model" entity="pres:caller@riverton.example">
  <dm:device id="d2"><gp:geopriv><gp:location-info>
    <gs:Circle srsName="urn:ogc:def:crs:EPSG::4326"><gml:pos>39.7447 -75.5484</gml:pos>
      <gs:radius uom="urn:ogc:def:uom:EPSG::9001">30</gs:radius></gs:Circle>
  </gp:location-info></gp:geopriv></dm:device>
</presence>"""

COMMENT = """<?xml version="1.0" encoding="UTF-8"?>
<c:EmergencyCallData.Comment xmlns:c="urn:ietf:params:xml:ns:EmergencyCallData:Comment">
  <c:DataProviderReference>1@carrier.example</c:DataProviderReference>
  <c:Comment xml:lang="en">Gate code is at the desk.</c:Comment>
</c:EmergencyCallData.Comment>"""


def full() -> dict[str, object]:
    """Return a new copy of the document."""
    return {
        "$id": "urn:emergency:uid:incidentid:r1v3rt0n1:cad.riverton.example",
        "lastUpdateTimeStamp": LATER,
        "updatedByAgencyReference": {"$ref": "psap.riverton.example"},
        "updatedByAgentReference": {"$ref": "call-taker-7@riverton.example"},
        "eidoVersion": "1.0",
        "issuingElementIdentification": "cad.riverton.example",
        "incidentComponent": component(
            "incident-1",
            incidentTypeInternalCode="29",
            incidentTypeInternalText="Welfare check",
            incidentTypeCommonRegistryText="WelfareCheck",
            incidentStatusInternalText=["Q"],
            incidentStatusCommonRegistryText=["Pending"],
            internalIncidentId="26-0301-0117",
            incidentPriorityInternalText="P3",
            incidentCommonPriorityNumber=3,
            locationReference=[{"$ref": "address-1"}, {"$ref": "position-1"}],
            personReference=[{"$ref": "person-1"}, {"$ref": "person-2"}],
            notesReference=[{"$ref": "note-1"}],
        ),
        "callComponent": [
            component(
                "call-1",
                callStateRegistryText="callAnswered",
                standardPrimaryCallType="emergency",
                localCallType="Family concern",
                direction="incoming",
                callStartTimestamp="2026-03-01T21:02:00-05:00",
                queueIdentifier="sos@riverton.example",
                callBackReference={"$ref": "callback-1"},
                locationReference=[{"$ref": "tower-1"}],
                personReference=[{"$ref": "person-1"}],
                notesReference=[{"$ref": "note-2"}],
            ),
            component(
                "call-2",
                callStateRegistryText="callEnd",
                standardPrimaryCallType="nonEmergency",
                direction="outgoing",
                callStartTimestamp="2026-03-01T21:01:00-05:00",
            ),
        ],
        "callbackComponent": [
            component(
                "callback-1",
                callBackInformationUri=["sip:3025550142@carrier.example", "tel:+13025550142", "tel:3025550142"],
                updatedCbn=component("cbn-1", updatedCbnIdentifierUri="tel:+13025550143"),
            ),
            component("callback-2", callBackInformationUri=["tel:+13025550199"]),
        ],
        "locationComponent": [
            component("tower-1", locationTypeDescriptionRegistryText="RoutingLocation", locationByValue=POSITION),
            component(
                "address-1",
                locationTypeDescriptionRegistryText="Incident",
                locationByValue=ADDRESS,
                locationDescriptionText="back stairs",
            ),
            component("position-1", locationTypeDescriptionRegistryText="Incident", locationByValue=POSITION),
            component(
                "link-1",
                locationTypeDescriptionRegistryText="Caller",
                locationByReferenceUrl="https://lrf.carrier.example/q?7",
            ),
        ],
        "personComponent": [
            component(
                "person-1",
                personIncidentRoleRegistryText=["Caller"],
                callBackReference={"$ref": "callback-1"},
                ncPersonComponent={
                    "name": [{"personGivenName": text("Ana"), "personSurName": text("Ficticia")}],
                    "primaryLanguage": [{"languageName": text("Spanish")}],
                },
            ),
            component(
                "person-2",
                personIncidentRoleRegistryText=["Patient", "Family"],
                callBackReference={"$ref": "callback-2"},
                notesReference=[{"$ref": "note-3"}],
                ncPersonComponent={
                    "name": [{"personFullName": text("Tomas Ficticia"), "personPreferredName": text("Tom")}],
                    "description": text("red jacket"),
                    "generalAppearanceDescription": text("calm"),
                    "sex": text("male"),
                    "ageDescription": text("teenager"),
                    "ageMeasure": [{"integerValue": [{"value": 16}], "unit": text("years")}],
                    "build": text("slim"),
                    "hairColor": text("brown"),
                    "heightDescription": text("tall"),
                    "weightDescription": text("light"),
                },
            ),
        ],
        "notesComponent": [
            component("note-2", LATER, notesActionComments="Caller stays on the line."),
            component(
                "note-1", notesActionComments="Hasn't eaten in two days.", agentReference={"$ref": "agent-7.example"}
            ),
            component("note-3", notesActionComments="Sits on the back stairs."),
        ],
        "cautionComponent": [
            component(
                "caution-1",
                cautionTypeInternalText="Dog in the yard",
                cautionTypeCommonRegistryText="Animal",
                cautionSeverity="low",
                cautionSource="neighbor",
            )
        ],
        "additionalDataComponent": [
            component("data-1", additionalDataByValue=COMMENT),
            component("data-2", additionalDataByValue="<other/>"),
            component("data-3"),
        ],
        "agencyComponent": [
            component("psap.riverton.example", agencyRoleDescriptionRegistryText=["CallReceiving"], agencyType=["psap"])
        ],
        "agentComponent": [
            component(
                "agent-7.example",
                agentRoleRegistryText=["Call Taking"],
                agencyReference={"$ref": "psap.riverton.example"},
            )
        ],
    }
