"""From a document of this interface to a call: what is wrong is named field by field, and nothing is half stored."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from pydantic import ValidationError

from tandem.domain.incidents.actions import Call, Received, receive, tell_of
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.organizations.models import Organization
from tandem.foundation.strict_json import pointer
from tandem.standards.agencies import agency_for
from tandem.standards.calls.shapes import CallIn
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import OrganizationKind

# Pydantic's kind of an error → what to do about it. Its own words name types of a language the sender may not know.
SENTENCES = {
    "missing": "This is missing. Add it.",
    "extra_forbidden": "There is no such field. Check its name, or leave it out.",
    "string_type": "This must be text.",
    "float_type": "This must be a number.",
    "dict_type": "This must be an object.",
    "list_type": "This must be a list.",
    "model_type": "This must be an object.",
    "string_too_short": "This can't be empty.",
}
OURS = {"source_id": "id", "agency_id": "agency", "inputs": "answers"}


def read(document: object) -> CallIn:
    """The document as a call of this interface. Raises Refusal naming every field by its path."""
    if not isinstance(document, dict):
        raise Refusal(("", "Send one call as an object."))
    try:
        return CallIn.model_validate(document)
    except ValidationError as error:
        raise Refusal(*[(_path(one["loc"]), _sentence(one)) for one in error.errors()[:50]]) from None


def _path(steps: tuple) -> str:
    path = ""
    for step in steps:
        path = pointer(path, step)
    return path.lstrip("/")


def _sentence(error: dict) -> str:
    limits = error.get("ctx", {})
    match error["type"]:
        case "string_too_long":
            return f"At most {limits['max_length']} characters fit. Shorten it."
        case "too_long":
            return f"At most {limits['max_length']} fit. Send fewer."
        case "greater_than_equal":
            return f"This must be at least {limits['ge']:g}."
        case "less_than_equal":
            return f"This must be at most {limits['le']:g}."
        case "literal_error":
            return f"This must be {limits['expected']}."
        case kind:
            return SENTENCES.get(kind, "This can't be read.")


def take(told: CallIn, *, actor: Actor) -> Received:
    """Store and decide one call, and the persons it tells of. Raises Refusal, Conflict; nothing is half stored."""
    received_at, agency = _moment(told.received_at), _agency(told, actor)
    signs = {one.sign: one.said_by for one in told.signs}
    if len(signs) < len(told.signs):
        raise Refusal(("signs", "A sign is named twice. Send each once."))
    call = Call(
        source=told.source,
        source_id=told.id,
        agency_id=agency[0],
        guessed=("agency_id",) if agency[1] else (),
        origin=told.origin,
        received_at=received_at,
        call_type=told.call_type,
        place=told.place,
        area=told.area,
        latitude=told.latitude,
        longitude=told.longitude,
        narrative=told.narrative,
        caller=told.caller,
        callback=told.callback,
        inputs=dict(told.answers),
        signs=signs,
    )
    try:
        with transaction.atomic():
            received = receive(call, actor=actor, changes=told.if_known == "change")
            new = [one for one in told.persons if tell_of(received.id, actor=actor, key=one.key, told=_told(one))]
    except Refusal as refusal:
        refusal.errors = [(OURS.get(name, name), sentence) for name, sentence in refusal.errors]
        raise
    if new and not received.created:
        return replace(received, changed=(*received.changed, "persons"))
    return received


def _told(one) -> dict[str, str]:
    return {name: value for name, value in one.model_dump(exclude={"key"}).items() if value}


def _moment(text: str) -> datetime:
    """An RFC 3339 time. Raises Refusal: without its offset a time could be any of several."""
    try:
        at = datetime.fromisoformat(text)
        if at.tzinfo is None or len(text) < 19:
            raise ValueError
        # A time that can't be told in UTC can't be stored either.
        at.astimezone(UTC)
    except (ValueError, OverflowError):
        raise Refusal(("received_at", "Say the time with its offset, like 2026-11-22T21:41:00-05:00.")) from None
    return at


def _agency(told: CallIn, actor: Actor) -> tuple[UUID, bool]:
    """The agency named, else the one that answers for the area; and whether that is a guess."""
    if not told.agency:
        return agency_for(told.area, actor)
    named = Q(name__iexact=told.agency) | Q(short_name__iexact=told.agency)
    answering = (OrganizationKind.POLICE, OrganizationKind.PSAP)
    found = Organization.objects.filter(named, kind__in=answering, in_program=True).values_list("pk", flat=True)[:2]
    if len(found) != 1:
        raise Refusal(
            ("agency", "No agency of this program has that name. Send it as Tandem shows it, or leave it out.")
        )
    return found[0], False
