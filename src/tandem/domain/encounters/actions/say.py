"""Say what happened: whether team and person met, how bad it felt before and after, and how it ended."""

from uuid import UUID

from tandem.domain.encounters.actions.contact import changed, held, still_open
from tandem.domain.encounters.models import Encounter
from tandem.domain.encounters.rules import DETAIL_LIMIT, destinations, dispositions, distress, met
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import Act, act
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.scene import TransportBy
from tandem.vocabulary.terms import CONTACT_OUTCOME_LABELS, ContactOutcome, Disposition, Unanswered
from tandem.vocabulary.text import clean
from tandem.vocabulary.timeline import Kind


def _log(doing: Act, encounter: Encounter, kind: Kind, **detail) -> None:
    doing.log(kind, encounter.incident_id, encounter.person_id, encounter.pk, **detail)


def set_outcome(encounter_id: UUID, *, actor: Actor, outcome: str) -> None:
    """Say whether team and person met: the first thing said, and changeable while the encounter is open.

    Distress and a disposition that don't go with the new outcome are taken back; the log keeps them. Raises Refusal.
    """
    if outcome not in list(ContactOutcome):
        raise Refusal(("contact_outcome", f"Choose one of: {', '.join(CONTACT_OUTCOME_LABELS.values())}."))
    with act(actor, Permission.ENCOUNTER_WRITE, kind="encounter", subject=encounter_id) as doing:
        encounter = held(encounter_id, actor)
        old = encounter.contact_outcome
        if old == outcome:
            return
        still_open(encounter)
        encounter.contact_outcome = outcome
        encounter.outcome_at = doing.at
        _log(doing, encounter, Kind.CONTACT_OUTCOME, old=old, new=str(outcome))
        if not met(outcome):
            for which in ("before", "after"):
                _rate(encounter, which, None, "", doing)
        if encounter.disposition and encounter.disposition not in dispositions(outcome):
            _end(encounter, "", "", doing)
        encounter.save()
        changed(doing, encounter)


def _rate(encounter: Encounter, which: str, number: int | None, why_none: str, doing: Act) -> bool:
    name = f"distress_{which}"
    old = (getattr(encounter, name), getattr(encounter, f"{name}_unanswered"))
    if old == (number, why_none):
        return False
    setattr(encounter, name, number)
    setattr(encounter, f"{name}_unanswered", why_none)
    said = {"old": old[0] if old[0] is not None else old[1], "new": number if number is not None else why_none}
    _log(doing, encounter, Kind.DISTRESS_RATED, which=which, **said)
    return True


def rate_distress(
    encounter_id: UUID,
    *,
    actor: Actor,
    before: int | Unanswered | None = None,
    after: int | Unanswered | None = None,
) -> None:
    """The person's own view, 0 calm to 10 worst, or why there is no number. None leaves a rating as it is.

    Raises Refusal for another value, and where team and person did not meet.
    """
    given = {which: value for which, value in (("before", before), ("after", after)) if value is not None}
    ratings = {which: distress(value) for which, value in given.items()}
    problems = [
        (f"distress_{which}", "Choose a number from 0 (calm) to 10 (worst), or say why there is none.")
        for which, rating in ratings.items()
        if rating is None
    ]
    if problems:
        raise Refusal(*problems)
    with act(actor, Permission.ENCOUNTER_WRITE, kind="encounter", subject=encounter_id) as doing:
        encounter = held(encounter_id, actor)
        still_open(encounter)
        if not met(encounter.contact_outcome):
            raise Refusal(("contact_outcome", "Distress can be rated once you and the person have met."))
        new = [_rate(encounter, which, *rating, doing) for which, rating in ratings.items() if rating]
        if any(new):
            encounter.save()
            changed(doing, encounter)


def _end(encounter: Encounter, disposition: str, detail: str, doing: Act) -> None:
    old, encounter.disposition = encounter.disposition, disposition
    encounter.disposition_detail = detail
    # The detail is words of a person: it stays in its column.
    _log(doing, encounter, Kind.DISPOSITION_SET, old=old, new=str(disposition))
    if encounter.transported_to not in ("", *destinations(disposition)):
        _take(encounter, "", "", doing)


def set_disposition(encounter_id: UUID, *, actor: Actor, disposition: str, detail: str = "") -> None:
    """Say how it ended. `detail` (200 characters): where to, with whom. Raises Refusal before the outcome."""
    clean("disposition_detail", detail, DETAIL_LIMIT)
    if disposition not in list(Disposition):
        raise Refusal(("disposition", "Choose how it ended."))
    with act(actor, Permission.ENCOUNTER_WRITE, kind="encounter", subject=encounter_id) as doing:
        encounter = held(encounter_id, actor)
        if (encounter.disposition, encounter.disposition_detail) == (disposition, detail):
            return
        still_open(encounter)
        if not encounter.contact_outcome:
            raise Refusal(("contact_outcome", "Say first whether you and the person met."))
        if disposition not in dispositions(encounter.contact_outcome):
            label = CONTACT_OUTCOME_LABELS[ContactOutcome(encounter.contact_outcome)]
            raise Refusal(("disposition", f"This can't be how it ended when the contact was: {label}."))
        _end(encounter, disposition, detail, doing)
        encounter.save()
        changed(doing, encounter)


def _take(encounter: Encounter, to: str, by: str, doing: Act) -> None:
    old, encounter.transported_to, encounter.transported_by = encounter.transported_to, to, by
    _log(doing, encounter, Kind.TRANSPORTED, old=old, new=str(to), by=str(by))


def set_transport(encounter_id: UUID, *, actor: Actor, to: str = "", by: str = "") -> None:
    """Say where the person was taken (`TransportTo`) and by whom (`TransportBy`); "unknown" is an answer, "" is none.

    Only for an ending that takes somebody somewhere. Raises Refusal.
    """
    if by not in ("", Unanswered.UNKNOWN, *TransportBy):
        raise Refusal(("transported_by", "Choose who took them, or that nobody knows."))
    with act(actor, Permission.ENCOUNTER_WRITE, kind="encounter", subject=encounter_id) as doing:
        encounter = held(encounter_id, actor)
        if (encounter.transported_to, encounter.transported_by) == (to, by):
            return
        still_open(encounter)
        allowed = destinations(encounter.disposition)
        if not allowed:
            raise Refusal(("disposition", "Say first that they were taken somewhere: by choice, on a hold, by EMS."))
        if to not in ("", Unanswered.UNKNOWN, *allowed):
            raise Refusal(("transported_to", "Choose one of the places listed, or that nobody knows."))
        _take(encounter, to, by, doing)
        encounter.save()
        changed(doing, encounter)
