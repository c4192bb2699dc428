"""An EIDO becomes a call of Tandem's own: what it states is taken, what it does not state stays unknown."""

from uuid import UUID

from tandem.domain.incidents.actions import Call, Received, add_person, receive
from tandem.domain.people.actions import describe
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.organizations.models import Organization
from tandem.standards.eido.read import read
from tandem.standards.eido.report import Report
from tandem.vocabulary.terms import OrganizationKind
from tandem.vocabulary.text import clean

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
        callback=", ".join(report.callbacks)[:120],
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


def take(document: dict, *, actor: Actor) -> Received:
    """Read, store and decide one EIDO. Raises BadEIDO or Refusal naming what to mend; nothing is half stored."""
    report = read(document)
    received = receive(call_of(report, actor), actor=actor)
    if received.created:
        for one in report.persons:
            if one.role.strip().lower() in CALLER_ROLES or not (one.text or one.name):
                continue
            told = {"appearance": clean("person", one.text, 4000)[:200]}
            if one.name:
                given, _, family = one.name.rpartition(" ")
                told |= {"given_name": given[:80], "family_name": family[:80]}
            person_id = describe(actor=actor, told_on=received.id, **told)
            add_person(received.id, actor=actor, person_id=person_id)
    return received
