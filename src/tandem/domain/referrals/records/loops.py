"""Every open loop with its age, the last word heard, and the next thing to do."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Coalesce

from tandem.disclosure import ListRelease
from tandem.domain.consents import basis
from tandem.domain.referrals.models import Link, Referral, Transition
from tandem.domain.referrals.records.person import require_whole
from tandem.domain.referrals.rules import GOAL, OPEN_STATES, RESTS_ON_A_YES, last_word, next_step, overdue
from tandem.foundation import clock
from tandem.vocabulary.terms import NEED_LABELS, REFERRAL_LABELS, Need, ReferralState


@dataclass(frozen=True)
class LoopRow:
    """One open loop. `since` is when it was sent, or made if it never was; `age` counts from there.

    `sharing_stopped` flags one whose agreement was taken back or has ended. `overdue` says why it is late in words, ""
    while it is not. `past_goal` is the 14-day mark. The person's name comes
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
    sharing_stopped: bool = False


@dataclass(frozen=True)
class LoopPage:
    rows: tuple[LoopRow, ...]
    total: int


def _open(list_release: ListRelease) -> QuerySet[Referral]:
    """Open loops of the reader's organization, oldest first. A declined one ends when another takes its place.

    Sealed persons are absent (F1), and so are colleagues, whose care team a list can't know (F3).
    """
    require_whole(list_release)
    another = Referral.objects.filter(instead_of=OuterRef("pk")).exclude(state=ReferralState.CANCELLED)
    return (
        Referral.objects.filter(organization_id=list_release.organization_id, state__in=OPEN_STATES)
        .filter(person__sealed_at=None, person__is_staff=False)
        .exclude(Exists(another))
        .annotate(since=Coalesce("sent_at", "created_at"))
        .order_by("since", "id")
    )


def open_loops(list_release: ListRelease, *, now: datetime | None = None, offset: int = 0, limit: int = 50) -> LoopPage:
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
    sharing = row.agreement is not None and basis.stands(row.agreement, now)
    stopped = row.state in RESTS_ON_A_YES and not sharing
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
        next_step=next_step(
            row.state, reason_kind=reason_kind, link_alive=linked, phone=row.service.phone, sharing=sharing
        ),
        overdue="The yes it rests on has ended"
        if stopped
        else overdue(row.state, row.state_at, row.since, row.expected_at, now) or "",
        sharing_stopped=stopped,
    )
