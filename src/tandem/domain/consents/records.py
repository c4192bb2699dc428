"""What a person agreed to, as their page shows it. The law cares that a reader of one word never learns the place."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from tandem.disclosure import NotReleased, Release
from tandem.domain.consents.basis import values
from tandem.domain.consents.models import Agreement
from tandem.domain.consents.rules import State, state
from tandem.foundation import clock
from tandem.vocabulary.law import CATEGORY_LABELS, PURPOSE_LABELS, Category, LawRole

# Who reads the whole record wherever it lies: the person, and the privacy officer answering them.
OF_EVERYONE = frozenset({LawRole.PERSON_SERVED, LawRole.PRIVACY_OFFICER})


@dataclass(frozen=True)
class AgreementSummary:
    """`categories` and `purpose` are words. `taken_back_at` and `taken_back_how` are empty while it stands."""

    id: UUID
    discloser: str
    recipient: str
    recipient_id: UUID
    categories: tuple[str, ...]
    purpose: str
    until: datetime
    given_at: datetime
    how: str
    heard_by: str
    state: State
    taken_back_at: datetime | None
    taken_back_how: str


def agreements_of(release: Release) -> list[AgreementSummary]:
    """The person's agreements that the reader's organization gave or received under, newest first.

    Raises NotReleased unless referrals are open in full: an agreement names a place.
    """
    release.require(Category.REFERRAL_STATUS)
    if release.view(Category.REFERRAL_STATUS) == "loop_word":
        raise NotReleased(Category.REFERRAL_STATUS, release.role)
    found = Agreement.objects.select_related("discloser", "recipient", "revocation").filter(person_id=release.person_id)
    if release.role not in OF_EVERYONE:
        own = release.organization_id
        found = found.filter(Q(discloser_id=own) | Q(recipient_id=own))
    now = clock.now()
    return [_shown(row, now) for row in found.order_by("-given_at", "id")]


def _shown(row: Agreement, now: datetime) -> AgreementSummary:
    revocation = getattr(row, "revocation", None)
    return AgreementSummary(
        id=row.pk,
        discloser=row.discloser.name,
        recipient=row.recipient.name,
        recipient_id=row.recipient_id,
        categories=tuple(CATEGORY_LABELS[Category(one)] for one in row.categories),
        purpose=PURPOSE_LABELS[row.purpose],
        until=row.until,
        given_at=row.given_at,
        how=row.how,
        heard_by=row.heard_by,
        state=state(values(row), now),
        taken_back_at=revocation.at if revocation else None,
        taken_back_how=revocation.how if revocation else "",
    )
