"""An EIDO becomes a call of Tandem's own: what it states is taken, what it does not state stays unknown."""

from uuid import UUID

from django.db import transaction

from tandem.domain.incidents.actions import Call, Received, add_person, receive
from tandem.domain.incidents.actions.receive import LIMITS as CALL_LIMITS
from tandem.domain.people.actions import describe
from tandem.domain.people.rules import LIMITS
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.organizations.models import Organization
from tandem.standards.eido.read import read
from tandem.standards.eido.report import Described, Report
from tandem.vocabulary.terms import OrganizationKind

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
    return Call(
        source=report.source_name,
        source_id=report.source_id,
        agency_id=agency_for(report.area, actor),
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


def agency_for(area: str | None, actor: Actor) -> UUID:
    """The police agency whose area is `area`, else the organization that sent the message."""
    if area:
        found = Organization.objects.filter(kind=OrganizationKind.POLICE, area__iexact=area).values_list(
            "pk", flat=True
        )
        if found:
            return found[0]
    return actor.organization_id


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
    """Read, store and decide one EIDO. Raises BadEIDO or Refusal naming what to mend; nothing is half stored."""
    report = read(document)
    call, persons = call_of(report, actor), described(report)
    if not persons:
        return receive(call, actor=actor)
    with transaction.atomic():
        received = receive(call, actor=actor)
        if received.created:
            for one in persons:
                person_id = describe(actor=actor, told_on=received.id, **told(one))
                add_person(received.id, actor=actor, person_id=person_id)
    return received
