"""What the form of a call says, and how it is stored: one act for the call, one for who it is about."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tandem.disclosure import ListRelease
from tandem.domain.incidents import actions, records
from tandem.domain.incidents.actions import Call
from tandem.domain.incidents.actions.receive import LIMITS as CALL_LIMITS
from tandem.domain.incidents.criteria import INPUTS
from tandem.domain.incidents.criteria.inputs import ABOUT
from tandem.domain.incidents.records import CallDetail
from tandem.domain.people import actions as people_actions
from tandem.domain.people import records as people
from tandem.domain.people.rules import LIMITS
from tandem.domain.staffing.records import on_shift
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.organizations.models import Organization
from tandem.surfaces.board.detail import UNKNOWNS
from tandem.surfaces.board.doors import call_release, people_release
from tandem.vocabulary.behavioral import SAID_BY_LABELS, SIGN_LABELS, SaidBy, Sign
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import ORIGIN_LABELS, OrganizationKind, Origin, Role, Unanswered
from tandem.vocabulary.text import clean

SOURCE = gettext_noop("tandem form")
FIELDS = ("source_id", "origin", "agency", "place", "caller_name", "callback", "narrative", "person")
ASKED = tuple(one.name for one in INPUTS if one.asked)
# Those that stay open until they are answered; the rest are asked where they help.
ALWAYS = tuple(one.name for one in INPUTS if one.asked and one.group != ABOUT)
UNANSWERED = frozenset(Unanswered)
WHY_CHANGED = gettext_noop("Corrected while taking the call")
# Form field → what a correction calls it.
TOLD = {
    "place": "place",
    "caller_name": "caller",
    "callback": "callback",
    "narrative": "narrative",
    "origin": "origin",
    "agency": "agency_id",
}
# How calls come that nobody writes into this form.
BY_ANOTHER_DOOR = (Origin.CAD, Origin.PERSON_ASKED, Origin.FAMILY_ASKED, Origin.PARTNER_ASKED)
TEXTS = ("place", "caller_name", "callback", "narrative", "person")


def origins() -> list[tuple[str, str]]:
    """How a call can reach somebody who takes it by hand."""
    return [(one.value, words) for one, words in ORIGIN_LABELS.items() if one not in BY_ANOTHER_DOOR]


def signs(given: dict[str, str]) -> list[dict]:
    """The signs of a behavioral-health call, each with who can have said it and who did."""
    options = [
        ("", _("Not said")),
        *((one.value, words) for one, words in SAID_BY_LABELS.items() if one != SaidBy.SYSTEM),
    ]
    found = []
    for sign, words in SIGN_LABELS.items():
        value = given.get(sign, "")
        # A sender's own mark is shown where there is one; nobody makes one by hand.
        if sign == Sign.MARKED and not value:
            continue
        known = [*options, (SaidBy.SYSTEM.value, SAID_BY_LABELS[SaidBy.SYSTEM])] if value == SaidBy.SYSTEM else options
        found.append({"name": f"sign-{sign}", "was": f"was-{sign}", "label": words, "options": known, "value": value})
    return found


def _signs(data, standing: dict[str, str]) -> dict[str, str]:
    """What stands once this form is saved: only what was changed in it counts, as a colleague may mark others."""
    after = dict(standing)
    for sign in SIGN_LABELS:
        now, was = data.get(f"sign-{sign}"), data.get(f"was-{sign}", "")
        if now is None or now == was:
            continue
        if now:
            after[sign] = now
        else:
            after.pop(sign, None)
    return after


def agencies() -> list[tuple[str, str]]:
    """Who can answer for a place, as (id, name): first the dispatch center, until more is known, then the police."""
    found = Organization.objects.filter(in_program=True).order_by("name")
    named = {kind: found.filter(kind=kind).values_list("pk", "name") for kind in OrganizationKind}
    centers = [(str(pk), (_("Not known yet (%(name)s)") % {"name": name})) for pk, name in named[OrganizationKind.PSAP]]
    return [*centers, *((str(pk), name) for pk, name in named[OrganizationKind.POLICE])]


def _agency_of(actor: Actor) -> str:
    """Whose call it is before anybody has said so: an officer's own agency, the only one, else the dispatch center."""
    known = [pk for pk, _name in agencies()]
    police = Organization.objects.filter(kind=OrganizationKind.POLICE, in_program=True).values_list("pk", flat=True)[:2]
    own = str(actor.organization_id)
    if own in known and actor.organization_kind == OrganizationKind.POLICE:
        return own
    if len(police) == 1:
        return str(police[0])
    return own if own in known else next(iter(known), "")


def defaults(actor: Actor) -> dict[str, str]:
    """What can be known before a word is said: whose call it is, and how calls reach this desk."""
    origin = {Role.OFFICER: Origin.SELF_INITIATED, Role.DISPATCHER: Origin.CALL_911}.get(actor.role, "")
    return {"agency": _agency_of(actor), "origin": str(origin)}


def groups(given: dict[str, str], faults: dict[str, str], call: CallDetail | None) -> list[tuple[str, list[dict]]]:
    """The questions by group, each with the sentence to say, its real choices, and its newest change."""
    changes = {one.name: one for one in reversed(call.changes)} if call else {}
    found: dict[str, list[dict]] = {}
    for asked in INPUTS:
        if asked.asked:
            found.setdefault(asked.group, []).append(
                {
                    "name": asked.name,
                    "title": asked.title,
                    "say": asked.say,
                    "options": [(one.value, one.label) for one in asked.choices],
                    "unknowns": UNKNOWNS,
                    "value": given.get(asked.name, ""),
                    "error": faults.get(asked.name, "") if "choice" in faults.get(asked.name, "") else "",
                    "was": changes.get(asked.label),
                }
            )
    return list(found.items())


def teams(release: ListRelease) -> tuple[list, dict]:
    """Teams on shift, and what each is doing."""
    return on_shift(), records.active_by_team(release=release)


def values_of(call: CallDetail, *, actor: Actor) -> dict[str, str]:
    """The form filled in from what is known."""
    return {
        "source_id": "",
        "origin": call.origin,
        "agency": str(call.agency_id),
        "place": call.place,
        "caller_name": call.caller,
        "callback": call.callback,
        "narrative": call.narrative,
        "person": _described(call, actor),
    }


def _described(call: CallDetail, actor: Actor) -> str:
    release = people_release(actor, call.state)
    if not call.person_ids or release is None:
        return ""
    found = people.names(call.person_ids[:1], release=release).get(call.person_ids[0])
    return (found.appearance or found.title) if found else ""


def _answers(data) -> dict[str, str]:
    return {name: data[name] for name in ASKED if data.get(name)}


def _agency(data, actor: Actor, errors: list[tuple[str, str]]) -> UUID | None:
    chosen = data.get("agency", "") or _agency_of(actor)
    if chosen not in dict(agencies()):
        errors.append(("agency", "Choose the agency that answers for this place."))
        return None
    return UUID(chosen)


def _source_id(data, errors: list[tuple[str, str]]) -> str:
    try:
        return str(UUID(data.get("source_id", "")))
    except ValueError:
        errors.append(("source_id", "This form has lost its number. Open a fresh one; what you typed is below."))
        return ""


def save_new(data, *, actor: Actor) -> UUID:
    """Store what the form says. The same form again is the same call, and what changed in it is a change.

    Returns the incident's id. Raises Refusal naming every field; then nothing is stored.
    """
    errors: list[tuple[str, str]] = []
    source_id, agency = _source_id(data, errors), _agency(data, actor, errors)
    errors += _text_errors(data)
    if data.get("origin", "") not in dict(origins()):
        errors.append(("origin", "Choose how this reached you."))
    if errors:
        raise Refusal(*errors)
    call = Call(
        source=SOURCE,
        source_id=source_id,
        agency_id=agency,
        origin=data["origin"],
        received_at=clock.now(),
        place=data.get("place", ""),
        narrative=data.get("narrative", ""),
        caller=data.get("caller_name", ""),
        callback=data.get("callback", ""),
        inputs=_answers(data),
        signs=_signs(data, {}),
    )
    with transaction.atomic():
        received = actions.receive(call, actor=actor)
        if not received.created:
            known = records.call(received.id, release=call_release(actor, received.id))
            _correct(known, {**_told(data), "agency": str(agency)}, actor)
            _mark(known, data, actor)
        _describe(received.id, data.get("person", ""), actor)
    return received.id


def _text_errors(data) -> list[tuple[str, str]]:
    """Faults of the free texts, under the names the form shows them by."""
    errors = []
    for name in TEXTS:
        limit = LIMITS["appearance"] if name == "person" else CALL_LIMITS[TOLD[name]]
        try:
            clean(name, data.get(name, ""), limit)
        except Refusal as refusal:
            errors += refusal.errors
    return errors


def save_more(call: CallDetail, data, *, actor: Actor) -> None:
    """Store what changed in the form of a call that exists. Raises Refusal; then nothing is stored."""
    errors = _text_errors(data)
    if errors:
        raise Refusal(*errors)
    with transaction.atomic():
        _correct(call, _told(data), actor)
        answers = _answers(data)
        if any(call.inputs.get(name) != value for name, value in answers.items()):
            actions.answer_many(call.id, answers, actor=actor)
        _mark(call, data, actor)
        _describe(call.id, data.get("person", ""), actor)


def _mark(call: CallDetail, data, actor: Actor) -> None:
    wanted = _signs(data, call.signs)
    if wanted != call.signs:
        actions.mark_signs(call.id, wanted, actor=actor)


def by_hand(call: CallDetail) -> bool:
    """Whether the call came through this form, so that its source and agency are the call-taker's to put right."""
    return call.source == SOURCE


def _told(data) -> dict[str, str]:
    return {name: data[name] for name in TOLD if name in data}


def _correct(call: CallDetail, told: dict[str, str], actor: Actor) -> None:
    """Each fact of the call that is told otherwise now is a correction by whoever takes it. Raises Refusal."""
    if not actor.may(Permission.INCIDENT_CORRECT):
        return
    for name, value in told.items():
        field = TOLD[name]
        if (name in ("origin", "agency") and not by_hand(call)) or value == str(getattr(call, field)):
            continue
        if name == "origin" and value not in dict(origins()):
            raise Refusal(("origin", _("Choose how this reached you.")))
        try:
            actions.correct(call.id, actor=actor, field=field, value=value, reason=WHY_CHANGED)
        except Refusal as refusal:
            raise Refusal(*[(name if about == field else about, words) for about, words in refusal.errors]) from None


def _describe(incident_id: UUID, told: str, actor: Actor) -> None:
    """Add what was told about the person, once."""
    if not told.strip():
        return
    call = records.call(incident_id, release=call_release(actor, incident_id))
    if not call.person_ids:
        person = people_actions.describe(actor=actor, told_on=call.id, appearance=told)
        actions.add_person(call.id, actor=actor, person_id=person)
    elif told != _described(call, actor):
        people_actions.describe(actor=actor, person_id=call.person_ids[0], told_on=call.id, appearance=told)
