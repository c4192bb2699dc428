"""Whether an agreement is a basis now. Returns ids only, so that a release can be decided before it exists.

The law cares that an agreement is a basis only for the discloser, recipient, categories and purpose it names, until it
ends or is taken back (law.md, F8).
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from tandem.domain.consents.models import Agreement
from tandem.domain.consents.rules import SPOKEN, Agreed, State, covers, state
from tandem.vocabulary.law import Category, Purpose


def values(agreement: Agreement) -> Agreed:
    """The row as the values the rules read."""
    revocation = getattr(agreement, "revocation", None)
    return Agreed(
        person_id=agreement.person_id,
        discloser_id=agreement.discloser_id,
        recipient_id=agreement.recipient_id,
        categories=tuple(agreement.categories),
        purpose=agreement.purpose,
        given_at=agreement.given_at,
        until=agreement.until,
        how=agreement.how,
        heard_by=agreement.heard_by,
        signature=agreement.signature,
        taken_back_at=revocation.at if revocation else None,
    )


def in_force(
    person_id: UUID, discloser_id: UUID, recipient_id: UUID, category: Category, purpose: Purpose, now: datetime
) -> UUID | None:
    """The id of an agreement that is a basis for exactly this at `now`, or None. A signed one comes before a spoken."""
    found = (
        Agreement.objects.select_related("revocation")
        .filter(
            person_id=person_id,
            discloser_id=discloser_id,
            recipient_id=recipient_id,
            purpose=purpose,
            categories__contains=[category],
            given_at__lte=now,
            until__gt=now,
        )
        .order_by("how", "-until")
    )
    return next((row.pk for row in found if stands(row, now)), None)


def until(agreement_id: UUID) -> datetime:
    """When this agreement ends unless it is taken back before."""
    return Agreement.objects.values_list("until", flat=True).get(pk=agreement_id)


def was_spoken(agreement_id: UUID) -> bool:
    """Whether the person said yes aloud rather than signing: a spoken yes bears fewer rules (law.md, Bases)."""
    return Agreement.objects.filter(pk=agreement_id, how=SPOKEN).exists()


def stands(agreement: Agreement, now: datetime) -> bool:
    """Whether this row is in force at `now`. Its revocation is loaded with it, or read here."""
    return state(values(agreement), now) == State.IN_FORCE


def holds(agreement_id: UUID | None, now: datetime) -> bool:
    """Whether this agreement is in force at `now`; False for one that does not exist."""
    found = Agreement.objects.select_related("revocation").filter(pk=agreement_id).first()
    return found is not None and stands(found, now)


def holds_for(
    agreement_id: UUID,
    *,
    person_id: UUID,
    discloser_id: UUID,
    recipient_id: UUID,
    categories: Iterable[Category],
    purpose: Purpose,
    now: datetime,
) -> bool:
    """Whether this agreement is a basis for exactly this, held until the caller's transaction ends.

    Taking it back waits for the same row, so that nothing is sent on an agreement that is gone when it commits.
    """
    found = Agreement.objects.select_for_update().filter(pk=agreement_id).first()
    return found is not None and covers(
        values(found),
        person_id=person_id,
        discloser_id=discloser_id,
        recipient_id=recipient_id,
        categories=categories,
        purpose=purpose,
        now=now,
    )
