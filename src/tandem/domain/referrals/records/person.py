"""The referrals of one person, in full with their history, or as one word each."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from tandem.disclosure import ListRelease, NotReleased, Release
from tandem.domain.consents import basis
from tandem.domain.referrals.models import Referral, Transition
from tandem.domain.referrals.rules import loop_word
from tandem.foundation import clock
from tandem.vocabulary.law import Category, LawRole
from tandem.vocabulary.refusal import Absent
from tandem.vocabulary.terms import NEED_LABELS, REFERRAL_LABELS, Need, ReferralState

# Who reads the whole record wherever it lies: the person, and the privacy officer answering them.
OF_EVERYONE = frozenset({LawRole.PERSON_SERVED, LawRole.PRIVACY_OFFICER})


@dataclass(frozen=True)
class Moved:
    """One move in a referral's history. `recorded_for` says who told it by phone, "" where they answered themselves."""

    before: str
    after: str
    label: str
    at: datetime
    by_name: str
    recorded_for: str
    reason_kind: str
    reason: str


@dataclass(frozen=True)
class ReferralSummary:
    """`state` is a `ReferralState`; `label` its word. `closed` is true only once the far end said completed."""

    id: UUID
    person_id: UUID
    service_id: UUID
    service: str
    organization_id: UUID
    organization: str
    phone: str
    need: str
    need_label: str
    why: str
    warm: bool
    expected_at: datetime | None
    state: str
    label: str
    state_at: datetime
    created_at: datetime
    sent_at: datetime | None
    closed: bool
    agreement_id: UUID | None
    agreement_holds: bool
    history: tuple[Moved, ...]


def require_whole(release: Release | ListRelease) -> None:
    """Raise NotReleased unless referrals are open in full: the one word never names a place."""
    release.require(Category.REFERRAL_STATUS)
    if release.view(Category.REFERRAL_STATUS) == "loop_word":
        raise NotReleased(Category.REFERRAL_STATUS, release.role)


def _of_reader(release: Release) -> QuerySet[Referral]:
    """The person's referrals that the reader's organization sent or received."""
    found = Referral.objects.filter(person_id=release.person_id).order_by("-created_at", "id")
    if release.role in OF_EVERYONE:
        return found
    own = release.organization_id
    sent_to_it = Q(service__organization_id=own, sent_at__isnull=False)
    return found.filter(Q(organization_id=own) | sent_to_it)


def of_person(release: Release) -> list[ReferralSummary]:
    """The person's referrals, newest first, each with its history. Raises NotReleased unless open in full."""
    require_whole(release)
    now = clock.now()
    found = _of_reader(release).select_related("service__organization").prefetch_related("transitions")
    return [_shown(row, now) for row in found]


def summary(referral_id: UUID, *, release: Release) -> ReferralSummary:
    """One referral of the release's person. Raises Absent for any other, NotReleased unless open in full."""
    require_whole(release)
    found = _of_reader(release).select_related("service__organization").filter(pk=referral_id).first()
    if found is None:
        raise Absent
    return _shown(found, clock.now())


def loop_words(release: Release) -> list[str]:
    """Connected, declined or pending for each referral of the person, newest first; never where (R06)."""
    release.require(Category.REFERRAL_STATUS)
    states = Referral.objects.filter(person_id=release.person_id).order_by("-created_at", "id")
    return [word for state in states.values_list("state", flat=True) if (word := loop_word(state))]


def _shown(row: Referral, now: datetime) -> ReferralSummary:
    return ReferralSummary(
        id=row.pk,
        person_id=row.person_id,
        service_id=row.service_id,
        service=row.service.name,
        organization_id=row.service.organization_id,
        organization=row.service.organization.name,
        phone=row.service.phone,
        need=row.need,
        need_label=NEED_LABELS[Need(row.need)],
        why=row.why,
        warm=row.warm,
        expected_at=row.expected_at,
        state=row.state,
        label=REFERRAL_LABELS[ReferralState(row.state)],
        state_at=row.state_at,
        created_at=row.created_at,
        sent_at=row.sent_at,
        closed=row.loop_closed_at is not None,
        agreement_id=row.agreement_id,
        agreement_holds=basis.holds(row.agreement_id, now),
        history=tuple(_moved(one) for one in sorted(row.transitions.all(), key=lambda one: one.pk)),
    )


def _moved(one: Transition) -> Moved:
    return Moved(
        before=one.before,
        after=one.after,
        label=REFERRAL_LABELS[ReferralState(one.after)],
        at=one.at,
        by_name=one.by_name,
        recorded_for=one.recorded_for,
        reason_kind=one.reason_kind,
        reason=one.reason,
    )
