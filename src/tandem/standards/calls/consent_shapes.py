"""What `POST /api/v1/consents` takes, for the interface's description. `consents.py` reads it; the rules decide."""

from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field

from tandem.domain.consents.actions.written import LIMITS
from tandem.domain.consents.written import TPO_CLASS, WRITTEN
from tandem.vocabulary.consents import Signer
from tandem.vocabulary.law import Category, Purpose
from tandem.vocabulary.minors import Tie

MOST_WORDS = 20
REFUSALS = {
    400: "The document can't be read, or an element is missing or wrong; `errors` names each.",
    401: "No token, or not one for consents.",
    404: "There is no such person for this token.",
    409: "A consent with this `id` is known.",
    411: "The body came in chunks, without its length.",
    413: "The document is larger than the program takes.",
    415: "The body is packed, or is not JSON.",
    503: "Tandem is not set up yet.",
}


def _one_of(words, **more):
    return Field(json_schema_extra={"enum": [str(one) for one in words]}, **more)


def _text(name: str, words: str, default: str | None = ""):
    told = {} if default is None else {"default": default}
    return Field(max_length=LIMITS[name], description=words, **told)


Moment = Annotated[str, Field(json_schema_extra={"format": "date-time"})]


class ConsentIn(Schema):
    """One signed consent. A drawn `signature` or a `scan` of the paper has to be there; `until` or `until_event` too."""

    model_config = ConfigDict(extra="forbid")

    id: UUID | None = Field(description="The sender's own id of it, so that sent twice is kept once.", default=None)
    kind: Annotated[str, _one_of(WRITTEN)]
    person: UUID = Field(description="Tandem's id of the person, whose record the token's organization holds.")
    recipient: UUID | None = Field(description="Who gets it: a registered organization.", default=None)
    recipient_class: Annotated[str, _one_of(("", TPO_CLASS))] = Field(
        description="Instead of `recipient`, for treatment, payment and operations only.", default=""
    )
    categories: list[Annotated[str, _one_of(Category)]] = Field(
        max_length=MOST_WORDS, description="What may be shared."
    )
    part: str = _text("part", "Which part of it, in words.", None)
    purposes: list[Annotated[str, _one_of(Purpose)]] = Field(max_length=MOST_WORDS, description="What it is for.")
    purpose_words: str = _text("purpose_words", "What it is for, as the paper says.")
    until: Moment | None = Field(description="When it ends, with an offset. At most two years on.", default=None)
    until_event: str = _text("until_event", "What ends it, where no day does.")
    given_at: Moment = Field(description="When it was signed, with an offset.")
    signer: Annotated[str, _one_of(Signer)] = Field(description="Who signed.", default=Signer.PERSON.value)
    signer_name: str = _text("signer_name", "The name of a representative who signed.")
    signer_tie: Annotated[str, _one_of(("", *Tie))] = Field(description="By what right they signed.", default="")
    signature: str = _text("signature", "The line drawn on a screen, as SVG path data.")
    scan: str = Field(
        description="The signed paper: a PDF, JPEG or PNG.", default="", json_schema_extra={"contentEncoding": "base64"}
    )
    language: str = _text("language", "The language it was signed in.", "en")
    edition: str = _text("edition", "Which edition of your form it is.")
    right_to_revoke: str = _text("right_to_revoke", "What the form says on taking it back, and how.", None)
    redisclosure: str = _text("redisclosure", "What the form says may happen to it once it is shared.", None)
    refusing: str = _text("refusing", "What the form says happens if the person says no.", None)
    proceeding: str = _text("proceeding", "The legal case, for a consent for one.")


class Kept(Schema):
    """It is written down, and in force from `given_at` on."""

    id: str


def described() -> dict:
    """The parts of the description that the code can't say: the body, and what each answer means."""
    said = {status: {"description": words} for status, words in REFUSALS.items()}
    said[401]["headers"] = {"WWW-Authenticate": {"schema": {"const": "Bearer"}}}
    return {
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": ConsentIn.model_json_schema()}},
        },
        "responses": {201: {"description": "Written down."}} | said,
    }
