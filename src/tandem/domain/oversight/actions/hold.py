"""Place a legal hold on a person's record or on a call, and release it. The privacy officer's acts."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from tandem.domain.encounters.models import Encounter
from tandem.domain.incidents.models import Incident, Involvement
from tandem.domain.oversight.models import Expungement, LegalHold
from tandem.domain.people.models import Person
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import Act, act
from tandem.foundation.organizations.program import date_here
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.text import clean

NOT_OURS = "No record and no call of your organization has this number."


def hold_person(person_id: UUID, *, actor: Actor, matter: str, reason: str, since: date | None) -> UUID:
    """Hold the record of one person of the own organization. Raises Refusal by field, Conflict."""
    with act(actor, Permission.LEGAL_HOLD, kind="person", subject=person_id) as doing:
        _owed(doing, matter, reason, since)
        # Whoever approves an expungement takes the same row first, so that one of the two sees the other.
        mine = Person.objects.select_for_update().filter(pk=person_id, organization_id=actor.organization_id)
        if mine.first() is None:
            raise Refusal(("about", NOT_OURS))
        if Expungement.objects.filter(person_id=person_id, approved_at__isnull=False).exists():
            raise Conflict(("about", "An expungement of this record was approved: it can't be kept any more."))
        return _place(doing, LegalHold(person_id=person_id, matter=matter, reason=reason, since=since))


def hold_call(number: str, *, actor: Actor, matter: str, reason: str, since: date | None) -> UUID:
    """Hold a call, and with it whoever was on it. The call is the own agency's, or one of the own people was on it.

    Raises Refusal by field, Conflict.
    """
    clean("about", number, 40, required=True)
    with act(actor, Permission.LEGAL_HOLD, kind="legal_hold") as doing:
        _owed(doing, matter, reason, since)
        of = actor.organization_id
        people = Involvement.objects.filter(person__organization_id=of).values("incident_id")
        met = Encounter.objects.filter(organization_id=of, incident__isnull=False).values("incident_id")
        mine = Incident.objects.filter(number=number.strip())
        call = mine.filter(Q(agency_id=of) | Q(pk__in=people) | Q(pk__in=met)).first()
        if call is None:
            raise Refusal(("about", NOT_OURS))
        on_it = Q(pk__in=Involvement.objects.filter(incident=call).values("person_id"))
        on_it |= Q(pk__in=Encounter.objects.filter(incident=call).values("person_id"))
        list(Person.objects.select_for_update().filter(on_it).order_by("pk").values_list("pk", flat=True))
        return _place(doing, LegalHold(incident=call, matter=matter, reason=reason, since=since))


def release_hold(hold_id: UUID, *, actor: Actor, reason: str) -> None:
    """Release it, with the reason; what it kept follows its period again. Raises Refusal, Conflict, Absent."""
    with act(actor, Permission.LEGAL_HOLD, kind="legal_hold", subject=hold_id) as doing:
        clean("reason", reason, 400, required=True)
        found = LegalHold.objects.select_for_update().filter(pk=hold_id, organization_id=actor.organization_id)
        one = found.first()
        if one is None:
            raise Absent
        if one.released_at:
            raise Conflict(("reason", f"{one.released_by_name} released this hold already."))
        one.released_at, one.released_by, one.released_by_name = doing.at, actor.id, actor.name
        one.released_reason = reason
        one.save()
        doing.detail = {"step": "released"}
        doing.tell("oversight", one.pk)


def _owed(doing: Act, matter: str, reason: str, since: date | None) -> None:
    errors = []
    for name, words, limit in (("matter", matter, 80), ("reason", reason, 400)):
        try:
            clean(name, words, limit, required=True)
        except Refusal as refused:
            errors += refused.errors
    if since is None:
        errors.append(("since", "Write the day since when it has to be kept."))
    elif since > date_here():
        errors.append(("since", "This day is still to come. A hold begins on the day you learned of the matter."))
    if errors:
        raise Refusal(*errors)


def _place(doing: Act, hold: LegalHold) -> UUID:
    actor = doing.actor
    hold.organization_id, hold.placed_at = actor.organization_id, doing.at
    hold.placed_by, hold.placed_by_name = actor.id, actor.name
    hold.save(force_insert=True)
    doing.about("legal_hold", hold.pk)
    doing.detail = {"step": "placed", "on": "person" if hold.person_id else "call"}
    doing.tell("oversight", hold.pk)
    return hold.pk
