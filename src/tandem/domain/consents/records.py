"""What a person agreed to, as their page shows it. The law cares that a reader of one word never learns the place."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from tandem.disclosure import NotReleased, Release
from tandem.domain.consents import written
from tandem.domain.consents.basis import values, written_values
from tandem.domain.consents.models import Agreement, NotesAuthorization, Part2Consent
from tandem.domain.consents.rules import State, state
from tandem.foundation import clock
from tandem.vocabulary.consents import CLASS_LABEL, CONSENT_LABELS
from tandem.vocabulary.law import CATEGORY_LABELS, PURPOSE_LABELS, Basis, Category, LawRole
from tandem.vocabulary.refusal import Absent

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


@dataclass(frozen=True)
class ConsentSummary:
    """A written consent as a page shows it. Words throughout; `until` is None where an event ends it."""

    id: UUID
    kind: str
    kind_label: str
    discloser: str
    recipient: str
    categories: tuple[str, ...]
    part: str
    purposes: tuple[str, ...]
    purpose_words: str
    proceeding: str
    until: datetime | None
    until_event: str
    given_at: datetime
    how: str
    signer: str
    signer_name: str
    state: State
    ended_at: datetime | None
    ended_how: str


@dataclass(frozen=True)
class ConsentCopy(ConsentSummary):
    """A consent whole, as it goes along with what leaves on it (2.32) and as the person gets it (2.31)."""

    language: str
    edition: str
    right_to_revoke: str
    redisclosure: str
    refusing: str
    signature: str
    scan: UUID | None


# What a release must open before a consent is shown: that there are such records is one of them.
SHOWN_UNDER = {Part2Consent: Category.PART2_RECORD, NotesAuthorization: Category.CLINICAL_NOTE}


def written_of(release: Release) -> list[ConsentSummary]:
    """The person's written consents that the release opens, newest first; of other organizations only for the person
    and the privacy officer. Empty where it opens none: that there is one is not told either (law.md, P15).
    """
    now = clock.now()
    rows = [row for model in SHOWN_UNDER for row in _readable(model, release)]
    rows.sort(key=lambda row: (row.given_at, row.pk), reverse=True)
    return [ConsentSummary(**_summary(row, now)) for row in rows]


def consent_copy(consent_id: UUID, *, release: Release) -> ConsentCopy:
    """One consent whole. Raises Absent for one the release does not open, or of another person."""
    for model in SHOWN_UNDER:
        row = _readable(model, release).filter(pk=consent_id).first()
        if row:
            return ConsentCopy(
                **_summary(row, clock.now()),
                language=row.language,
                edition=row.edition,
                right_to_revoke=row.right_to_revoke,
                redisclosure=row.redisclosure,
                refusing=row.refusing,
                signature=row.signature,
                scan=row.scan,
            )
    raise Absent


def _readable(model, release: Release):
    if not release.allows(SHOWN_UNDER[model]):
        return model.objects.none()
    found = model.objects.select_related("discloser", "recipient", "end").filter(person_id=release.person_id)
    if release.role not in OF_EVERYONE:
        own = release.organization_id
        found = found.filter(Q(discloser_id=own) | Q(recipient_id=own))
    return found


def _summary(row: Part2Consent | NotesAuthorization, now: datetime) -> dict:
    end = getattr(row, "end", None)
    return {
        "id": row.pk,
        "kind": row.kind,
        "kind_label": CONSENT_LABELS[Basis(row.kind)],
        "discloser": row.discloser.name,
        "recipient": row.recipient.name if row.recipient else CLASS_LABEL,
        "categories": tuple(CATEGORY_LABELS[Category(one)] for one in row.categories),
        "part": row.part,
        "purposes": tuple(PURPOSE_LABELS[one] for one in row.purposes),
        "purpose_words": row.purpose_words,
        "proceeding": row.proceeding,
        "until": row.until,
        "until_event": row.until_event,
        "given_at": row.given_at,
        "how": row.how,
        "signer": row.signer,
        "signer_name": row.signer_name,
        "state": written.state(written_values(row), now),
        "ended_at": end.at if end else None,
        "ended_how": end.how if end else "",
    }
