"""The EIDO door in the interface's description. Its schema is NENA's own; only what answers is written out here."""


def paths(refusals: dict[int, str]) -> dict:
    """The path of the EIDO door as OpenAPI has it. `refusals` are the statuses both doors share."""
    taken = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Taken"}}}}
    problem = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    shared = {status: words for status, words in refusals.items() if status not in (409, 429)}
    return {
        "/api/v1/intake/eido": {
            "post": {
                "operationId": "take_eido",
                "summary": "Send an EIDO",
                "description": "One Emergency Incident Data Object (NENA-STA-021.1), as a 911 center's system writes it.",
                "security": [{"IntakeToken": []}],
                "requestBody": {
                    "required": True,
                    "content": {
                        "application/json": {
                            "schema": {
                                "type": "object",
                                "required": ["$id", "issuingElementIdentification", "lastUpdateTimeStamp"],
                                "properties": {
                                    "$id": {"type": "string", "minLength": 1},
                                    "issuingElementIdentification": {"type": "string", "minLength": 1},
                                    "lastUpdateTimeStamp": {"type": "string", "format": "date-time"},
                                },
                            }
                        }
                    },
                },
                "responses": {
                    "200": {"description": "Known before; changed, or the same again.", **taken},
                    "201": {"description": "New.", **taken},
                    **{str(status): {"description": words, **problem} for status, words in shared.items()},
                },
            }
        }
    }
