"""Legal holds: what stands on whom, asked before anything is destroyed, and the list whoever keeps them reads."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from tandem.domain.encounters.models import Encounter
from tandem.domain.incidents.models import Involvement
from tandem.domain.oversight.models import LegalHold
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.foundation.database import reach
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent


@dataclass(frozen=True)
class HoldRow:
    """One hold. A person stands by the internal number of their record, a call by its number; `open`: it stands."""

    id: UUID
    person_id: UUID | None
    call_number: str
    matter: str
    reason: str
    since: date
    placed_at: datetime
    placed_by: str
    open: bool
    released_at: datetime | None
    released_by: str
    released_reason: str


def holds(actor: Actor) -> list[HoldRow]:
    """Every hold of the organization, those that stand first. Reading them is itself an act. Raises NotAllowed."""
    with act(actor, Permission.LEGAL_HOLD, kind="legal_hold"):
        found = LegalHold.objects.filter(organization_id=actor.organization_id).select_related("incident")
        rows = [_row(one) for one in found.order_by("-placed_at")]
    return sorted(rows, key=lambda one: not one.open)


def hold_of(hold_id: UUID, *, actor: Actor) -> HoldRow:
    """One hold. Raises NotAllowed, Absent."""
    with act(actor, Permission.LEGAL_HOLD, kind="legal_hold", subject=hold_id):
        found = LegalHold.objects.filter(pk=hold_id, organization_id=actor.organization_id)
        one = found.select_related("incident").first()
        if one is None:
            raise Absent
        return _row(one)


def standing_on(person_id: UUID | None) -> QuerySet[LegalHold]:
    """The open holds on a person, or on a call they were ever part of; any organization's. For use inside an act.

    Who was taken off a call as a wrong person counts too: the call's own papers still speak of them.
    """
    calls = Involvement.objects.filter(person_id=person_id).values("incident_id")
    met = Encounter.objects.filter(person_id=person_id, incident__isnull=False).values("incident_id")
    about = Q(person_id=person_id) | Q(incident_id__in=calls) | Q(incident_id__in=met)
    return LegalHold.objects.filter(about, released_at=None)


def held(person_ids: set[UUID]) -> set[UUID]:
    """Which of these persons an open hold protects: ids, for a list that names nobody."""
    with reach.work("on whom a legal hold stands: ids, before anything is destroyed"):
        standing = LegalHold.objects.filter(released_at=None)
        calls = set(standing.exclude(incident=None).values_list("incident_id", flat=True))
        found = set(standing.filter(person_id__in=person_ids).values_list("person_id", flat=True))
        if calls:
            for model in (Involvement, Encounter):
                on_them = model.objects.filter(person_id__in=person_ids, incident_id__in=calls)
                found |= set(on_them.values_list("person_id", flat=True))
    return found


def _row(one: LegalHold) -> HoldRow:
    return HoldRow(
        one.pk,
        one.person_id,
        one.incident.number if one.incident else "",
        one.matter,
        one.reason,
        one.since,
        one.placed_at,
        one.placed_by_name,
        one.released_at is None,
        one.released_at,
        one.released_by_name,
        one.released_reason,
    )
