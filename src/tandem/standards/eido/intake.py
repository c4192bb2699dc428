"""An EIDO becomes a call of Tandem's own: what it states is taken, what it does not state stays unknown."""

from dataclasses import replace

from django.db import transaction

from tandem.domain.incidents.actions import Call, Received, receive, tell_of
from tandem.domain.incidents.actions.receive import LIMITS as CALL_LIMITS
from tandem.domain.people.rules import LIMITS
from tandem.foundation.accounts.actor import Actor
from tandem.standards.agencies import agency_for
from tandem.standards.eido.read import read
from tandem.standards.eido.report import Described, Report

LANGUAGES = {
    "en": "english",
    "eng": "english",
    "english": "english",
    "es": "spanish",
    "spa": "spanish",
    "spanish": "spanish",
    "ase": "sign",
}
CALLER_ROLES = ("caller", "call taker", "reporting party")


def call_of(report: Report, actor: Actor) -> Call:
    """The call in an EIDO. Its agency is the police agency that answers for the area, else the sender's own."""
    lines = [report.narrative] if report.notes else []
    # What a column of its own can't hold whole is kept in full here: nothing a sender said is cut off.
    lines += [
        f"Person ({one.role}), in full: {one.name or ''}\n{one.text}" for one in described(report) if too_long(one)
    ]
    callback = ", ".join(report.callbacks)
    if len(callback) > CALL_LIMITS["callback"]:
        lines.append(f"All numbers to call back: {callback}")
    lines += [f"Caution from {one.source or 'the sender'}: {one.text}" for one in report.cautions]
    lines += [f"Part of the message could not be read ({where}): {why}" for where, why in report.unread]
    if report.place_kind == "RoutingLocation":
        lines.append("The place is where the call was routed from; it may be a cell tower.")
    agency, guess = agency_for(report.area, actor)
    guessed = (("agency_id",) if guess else ()) + (() if report.received_stated else ("received_at",))
    return Call(
        source=report.source_name,
        source_id=report.source_id,
        agency_id=agency,
        guessed=guessed,
        origin=report.origin,
        received_at=report.received_at,
        call_type=report.call_type or "",
        place=report.place or "",
        area=report.area or "",
        latitude=report.latitude,
        longitude=report.longitude,
        narrative="\n".join(lines),
        callback=shortened(callback, CALL_LIMITS["callback"]),
        inputs=inputs_of(report.inputs),
    )


def inputs_of(stated: dict[str, str]) -> dict[str, str]:
    """Criteria inputs the document states, in the criteria's words."""
    found = {}
    if language := stated.get("language"):
        found["language"] = LANGUAGES.get(language.strip().lower().split("-")[0], "other")
    if stated.get("minors") == "yes":
        found["minors_or_vulnerable"] = "children"
    return found


def described(report: Report) -> list[Described]:
    """The persons of whom the document says something, the caller left out."""
    persons = [one for one in report.persons if one.role.strip().lower() not in CALLER_ROLES]
    return [one for one in persons if one.text.strip() or (one.name or "").strip()]


def told(one: Described) -> dict[str, str]:
    """A described person in the columns of a description, shortened where one can't hold it."""
    given, _, family = (one.name or "").rpartition(" ")
    values = {"appearance": one.text, "given_name": given, "family_name": family}
    return {name: shortened(value, LIMITS[name]) for name, value in values.items()}


def too_long(one: Described) -> bool:
    """Whether a column can't hold what was said of this person."""
    given, _, family = (one.name or "").rpartition(" ")
    return told(one) != {"appearance": one.text, "given_name": given, "family_name": family}


def shortened(text: str, limit: int) -> str:
    """`text`, or its beginning with an ellipsis that says so."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def take(document: dict, *, actor: Actor) -> Received:
    """Read, store and decide one EIDO. Raises BadEIDO or Refusal naming what to mend; nothing is half stored.

    A later document may add a person, or tell more of one; what a human took off the call stays off.
    """
    report = read(document)
    call, persons = call_of(report, actor), described(report)
    if not persons:
        return receive(call, actor=actor)
    with transaction.atomic():
        received = receive(call, actor=actor)
        new = [one for one in persons if tell_of(received.id, actor=actor, key=one.key, told=told(one))]
    if new and not received.created:
        return replace(received, changed=(*received.changed, "persons"))
    return received
