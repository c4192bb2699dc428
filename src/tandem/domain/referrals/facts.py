"""Referrals as pseudonymous rows for measures: states, times and a service's name. No words, no person's name.

A person who was never identified has no key, because two unknown people are not one person who came back.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import batched
from uuid import UUID

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Concat

from tandem.domain.incidents.splits import last_decided, shift_at
from tandem.domain.people.groups import NOBODY, Groups, groups_of
from tandem.domain.referrals.models import Referral, Transition
from tandem.foundation.database.facts import read
from tandem.foundation.organizations.program import zone_of
from tandem.vocabulary.facts import ReferralFact, World
from tandem.vocabulary.terms import ReferralState

ROWS_AT_A_TIME = 2_000
REASONED = (ReferralState.DECLINED, ReferralState.FAILED)


def facts(
    key: Callable[[str, UUID], str], *, since: datetime | None = None, until: datetime | None = None
) -> Iterator[ReferralFact]:
    """One row per referral made in [since, until), oldest first, 2,000 rows in memory.

    `key(kind, id)` is the mart's own pseudonym. `closed_at` is the far end's *completed* and nothing else.
    """
    # A sealed record is in no count either (law.md, 2.5).
    found = (
        read(Referral, "organization", "service", "person", "encounter", "encounter__incident")
        .filter(person__sealed_at=None)
        .annotate(edition=last_decided("edition", "encounter__incident"), reason=_newest_reason())
        .order_by("created_at", "id")
    )
    if since:
        found = found.filter(created_at__gte=since)
    if until:
        found = found.filter(created_at__lt=until)
    for some in batched(found.iterator(chunk_size=ROWS_AT_A_TIME), ROWS_AT_A_TIME):
        groups = groups_of(one.person_id for one in some)
        for one in some:
            yield _fact(one, groups.get(one.person_id, NOBODY), key)


def _newest_reason() -> Subquery:
    """Why it was last declined or came to nothing, as "declined_full": a referral taken back after that keeps it."""
    moves = Transition.objects.filter(referral=OuterRef("pk"), after__in=REASONED).exclude(reason_kind="")
    return Subquery(moves.order_by("-id").values_list(Concat("after", Value("_"), "reason_kind"))[:1])


def _fact(one: Referral, groups: Groups, key: Callable[[str, UUID], str]) -> ReferralFact:
    contact = one.encounter
    call = contact.incident if contact else None
    met_at = contact.started_at if contact else one.created_at
    return ReferralFact(
        world=World.REAL,
        record=str(one.pk),
        person=key("person", one.person_id) if one.person.identified_at else None,
        agency=one.organization.short_name,
        service=one.service.name,
        need=one.need,
        created_at=one.created_at,
        sent_at=one.sent_at,
        accepted_at=one.accepted_at,
        declined_at=one.declined_at,
        seen_at=one.seen_at,
        closed_at=one.loop_closed_at,
        state=one.state,
        encounter=key("encounter", one.encounter_id) if contact else None,
        warm=one.warm,
        reason=one.reason if one.state in (*REASONED, ReferralState.CANCELLED) else None,
        area=(call.area or None) if call else None,
        shift=shift_at(met_at, one.organization_id) if contact else None,
        edition=one.edition,
        **groups.on(met_at.astimezone(zone_of(one.organization_id)).date()),
    )
