"""What the interface takes and answers. Every field of what is taken may be left out unless it is marked as required.

Left out means unknown: nothing is read as "no" that was not said.
"""

from typing import Annotated, Literal

from ninja import Schema
from pydantic import ConfigDict, Field

from tandem.domain.incidents.actions.receive import LIMITS
from tandem.domain.incidents.criteria import INPUTS
from tandem.domain.people.rules import LIMITS as PERSON
from tandem.vocabulary.behavioral import SaidBy, Sign
from tandem.vocabulary.terms import Origin, Response

MOST_PERSONS = 20
TAKEN_INPUTS = {one.name: [value for value in one.labels] for one in INPUTS if one.asked}


class _Strict(Schema):
    """Nothing beside the named fields is taken, so that a misspelled one is told and not lost."""

    model_config = ConfigDict(extra="forbid", strict=True)


def _text(limit: int, words: str, **more):
    return Field(max_length=limit, description=words, **more)


class SignIn(_Strict):
    """One sign of a behavioral-health call, and who said it. `none` says that somebody listened for all of them."""

    sign: Annotated[str, Field(json_schema_extra={"enum": [one.value for one in Sign]})]
    said_by: Annotated[str, Field(json_schema_extra={"enum": [one.value for one in SaidBy]})]


class PersonIn(_Strict):
    """A person the call is about, as somebody on the call described them. It's fine not to know a name."""

    key: str = _text(200, "How the sender names this person, so that a later message tells more of the same one.")
    appearance: str = _text(PERSON["appearance"], "Like: male, about 30, red jacket.", default="")
    given_name: str = _text(PERSON["given_name"], "", default="")
    family_name: str = _text(PERSON["family_name"], "", default="")
    says_name: str = _text(PERSON["says_name"], "The name they say they have.", default="")
    language: str = _text(PERSON["language"], "", default="")


class CallIn(_Strict):
    """One call. The same (`source`, `id`) again is the same call; what reads differently is a shown change of it."""

    source: str = _text(LIMITS["source"], "The system that sends, always by the same name.", min_length=1)
    id: str = _text(LIMITS["source_id"], "The sender's own id of this call.", min_length=1)
    origin: Annotated[
        str,
        Field(description="How the call came.", json_schema_extra={"enum": [one.value for one in Origin]}),
    ]
    received_at: Annotated[
        str,
        Field(
            description="When the call came, with its offset: 2026-11-22T21:41:00-05:00.",
            max_length=40,
            json_schema_extra={"format": "date-time"},
        ),
    ]
    agency: str = _text(120, "The agency that answers for the place, by its name or short name here.", default="")
    call_type: str = _text(LIMITS["call_type"], "In the sender's words.", default="")
    place: str = _text(LIMITS["place"], "Street and number, or a landmark.", default="")
    area: str = _text(LIMITS["area"], "Town or district. It finds the agency where none is named.", default="")
    latitude: float | None = Field(None, ge=-90, le=90, description="WGS 84 degrees, together with `longitude`.")
    longitude: float | None = Field(None, ge=-180, le=180)
    narrative: str = _text(LIMITS["narrative"], "What is told, in the caller's words.", default="")
    caller: str = _text(LIMITS["caller"], "Who calls: a name, or how they know the person.", default="")
    callback: str = _text(LIMITS["callback"], "The number to call back.", default="")
    answers: dict[str, str] = Field(
        default_factory=dict,
        description="Answers to the criteria's questions: the input, and one of its values.",
        json_schema_extra={
            "properties": {name: {"type": "string", "enum": values} for name, values in TAKEN_INPUTS.items()},
            "additionalProperties": False,
        },
    )
    signs: list[SignIn] = Field(
        default_factory=list,
        max_length=len(Sign),
        description="What makes this a behavioral-health call. Left out is unknown, never no.",
    )
    persons: list[PersonIn] = Field(default_factory=list, max_length=MOST_PERSONS)
    if_known: Literal["change", "refuse"] = Field(
        "change", description="What to do if this call is known and reads differently: change it, or answer 409."
    )


class OpenQuestion(Schema):
    input: str
    question: str
    changes: str


class Recommendation(Schema):
    """What the criteria say with what is known now, by which rule, and which questions could still change it."""

    response: str = Field(json_schema_extra={"enum": [one.value for one in Response]})
    words: str
    reason: str
    meanwhile: str
    edition: str
    rule: str
    open_questions: list[OpenQuestion]


class Taken(Schema):
    """`created` is false for a call heard before; `changed` names what this message changed in it."""

    id: str
    number: str
    created: bool
    changed: list[str]
    recommendation: Recommendation


class Fault(Schema):
    """`field` is the field's name, a path of names like `answers/weapon`, or where in the text it is; may be empty."""

    field: str
    message: str


class Problem(Schema):
    """Every refusal has this one shape, in words for the person who has to mend it. Nothing was stored."""

    title: str
    errors: list[Fault]
