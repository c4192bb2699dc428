"""Referrals as a release shows them: of one person, the receiving program's page, and every open loop with its age.

The law cares that a reader of the one word never learns where (view `loop_word`), and that the receiving program gets a
first name and an initial until it says yes, then the name and the phone number, and nothing else (164.502(b)).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from tandem.disclosure import ListRelease, NotReleased, Release
from tandem.domain.consents import basis
from tandem.domain.people.records import summary as person_summary
from tandem.domain.referrals.models import Link, Referral, Transition
from tandem.domain.referrals.rules import (
    GOAL,
    OPEN_STATES,
    UNDO_WITHIN,
    Verb,
    last_word,
    link_opens,
    loop_word,
    next_step,
    overdue,
    partner_name,
    said_yes,
    undo_problem,
    verbs_by_link,
)
from tandem.foundation import clock
from tandem.foundation.accounts.models import User
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


def _whole(release: Release | ListRelease) -> None:
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
    _whole(release)
    now = clock.now()
    found = _of_reader(release).select_related("service__organization").prefetch_related("transitions")
    return [_shown(row, now) for row in found]


def summary(referral_id: UUID, *, release: Release) -> ReferralSummary:
    """One referral of the release's person. Raises Absent for any other, NotReleased unless open in full."""
    _whole(release)
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


@dataclass(frozen=True)
class PartnerView:
    """All the receiving program may read. `name` is "" while no name is known. `can` are the answers open to it now.

    `phone` and `phone_rule` are "" until its yes. `undo_until` is None where there is nothing to undo.
    """

    referral_id: UUID
    service: str
    organization: str
    sender: str
    sender_phone: str
    sent_by: str
    name: str
    phone: str
    phone_rule: str
    need: str
    need_label: str
    why: str
    warm: bool
    expected_at: datetime | None
    state: str
    state_at: datetime
    can: tuple[Verb, ...]
    undo_until: datetime | None


def for_partner(referral_id: UUID, *, release: Release) -> PartnerView:
    """The page behind a link, under a release opened for that link. Raises Absent for any other referral.

    Absent too before it is sent, once it is taken back, and when the answer can't be undone any more.
    """
    _whole(release)
    now = clock.now()
    row = (
        Referral.objects.select_related("service__organization", "organization")
        .filter(pk=referral_id, person_id=release.person_id, service__organization_id=release.organization_id)
        .first()
    )
    if row is None or not link_opens(row.state, row.state_at, now):
        raise Absent
    person = person_summary(release=release)
    yes = said_yes(row.state)
    newest = row.transitions.order_by("-id").first()
    undoable = newest is not None and undo_problem(newest.before, newest.after, newest.at, now) is None
    return PartnerView(
        referral_id=row.pk,
        service=row.service.name,
        organization=row.service.organization.name,
        sender=row.organization.name,
        sender_phone=row.organization.phone,
        sent_by=User.objects.filter(pk=row.created_by).values_list("name", flat=True).first() or "",
        name=partner_name(person.given_name, person.family_name, whole=yes),
        phone=person.phone if yes else "",
        phone_rule=person.phone_rule if yes else "",
        need=row.need,
        need_label=NEED_LABELS[Need(row.need)],
        why=row.why,
        warm=row.warm,
        expected_at=row.expected_at,
        state=row.state,
        state_at=row.state_at,
        can=verbs_by_link(row.state, undoable=undoable),
        undo_until=newest.at + UNDO_WITHIN if undoable else None,
    )


@dataclass(frozen=True)
class LoopRow:
    """One open loop. `since` is when it was sent, or made if it never was; `age` counts from there.

    `overdue` says why it is late in words, "" while it is not. `past_goal` is the 14-day mark. The person's name comes
    from `people.records.names` with the same list release.
    """

    referral_id: UUID
    person_id: UUID
    service: str
    phone: str
    need_label: str
    state: str
    label: str
    since: datetime
    age: timedelta
    past_goal: bool
    last_word: str
    last_word_at: datetime
    reason_kind: str
    next_step: str
    overdue: str


@dataclass(frozen=True)
class LoopPage:
    rows: tuple[LoopRow, ...]
    total: int


def _open(list_release: ListRelease) -> QuerySet[Referral]:
    """Open loops of the reader's organization, oldest first. A declined one ends when another takes its place.

    Sealed persons are absent (F1), and so are colleagues, whose care team a list can't know (F3).
    """
    _whole(list_release)
    another = Referral.objects.filter(instead_of=OuterRef("pk")).exclude(state=ReferralState.CANCELLED)
    return (
        Referral.objects.filter(organization_id=list_release.organization_id, state__in=OPEN_STATES)
        .filter(person__sealed_at=None, person__is_staff=False)
        .exclude(Exists(another))
        .annotate(since=Coalesce("sent_at", "created_at"))
        .order_by("since", "id")
    )


def open_loops(
    list_release: ListRelease, *, now: datetime | None = None, offset: int = 0, limit: int = 50
) -> LoopPage:
    """A page of every open loop of the reader's organization, oldest first, with the total. Raises NotReleased."""
    found = _open(list_release)
    ids = list(found.values_list("pk", flat=True)[offset : offset + limit])
    shown = loops(ids, list_release, now=now)
    return LoopPage(tuple(shown[one] for one in ids), found.count())


def open_loop_ages(list_release: ListRelease) -> list[tuple[datetime, UUID]]:
    """(since, id) of every open loop, oldest first: what a queue that mixes loops with other promises sorts by."""
    return list(_open(list_release).values_list("since", "pk"))


def loops(ids: list[UUID], list_release: ListRelease, *, now: datetime | None = None) -> dict[UUID, LoopRow]:
    """Open loops by id. Ids that are not open loops of the reader's organization are missing."""
    moment = now or clock.now()
    found = _open(list_release).filter(pk__in=ids).select_related("service", "agreement__revocation")
    newest = {
        one.referral_id: one.reason_kind
        for one in Transition.objects.filter(referral_id__in=ids, after=ReferralState.DECLINED).order_by("id")
    }
    links = Link.objects.filter(referral_id__in=ids, stopped_at=None, expires_at__gt=moment)
    linked = set(links.values_list("referral_id", flat=True))
    return {row.pk: _loop(row, newest.get(row.pk, ""), row.pk in linked, moment) for row in found}


def _loop(row: Referral, declined_for: str, linked: bool, now: datetime) -> LoopRow:
    reason_kind = declined_for if row.state == ReferralState.DECLINED else ""
    alive = linked and row.agreement is not None and basis.stands(row.agreement, now)
    return LoopRow(
        referral_id=row.pk,
        person_id=row.person_id,
        service=row.service.name,
        phone=row.service.phone,
        need_label=NEED_LABELS[Need(row.need)],
        state=row.state,
        label=REFERRAL_LABELS[ReferralState(row.state)],
        since=row.since,
        age=now - row.since,
        past_goal=now - row.since > GOAL,
        last_word=last_word(row.state),
        last_word_at=row.state_at,
        reason_kind=reason_kind,
        next_step=next_step(row.state, reason_kind=reason_kind, link_alive=alive, phone=row.service.phone),
        overdue=overdue(row.state, row.state_at, row.since, row.expected_at, now) or "",
    )
