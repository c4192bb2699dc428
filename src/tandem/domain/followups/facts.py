"""Follow-ups as pseudonymous rows for measures: no name, note, wish or place."""

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import batched
from uuid import UUID

from django.db.models import Count, Min, Q

from tandem.domain.followups.models import FollowUp
from tandem.domain.incidents.splits import last_decided, shift_at
from tandem.domain.people.groups import NOBODY, Groups, groups_of
from tandem.foundation import clock
from tandem.foundation.database.facts import read
from tandem.foundation.organizations.program import zone_of
from tandem.vocabulary.facts import FollowupFact, World
from tandem.vocabulary.terms import AttemptResult

ROWS_AT_A_TIME = 2_000


def facts(
    key: Callable[[str, UUID], str], *, since: datetime | None = None, until: datetime | None = None
) -> Iterator[FollowupFact]:
    """One row per window planned in [since, until), oldest first, 2,000 rows in memory.

    `key(kind, id)` is the mart's own pseudonym. A window is missed once it has passed with nobody reached in it.
    """
    # A sealed record is in no count either (law.md, 2.5).
    found = (
        read(FollowUp, "organization", "person", "encounter", "encounter__incident")
        .filter(person__sealed_at=None)
        .annotate(
            edition=last_decided("edition", "encounter__incident"),
            tries=Count("attempts"),
            reached=Min("attempts__at", filter=Q(attempts__result=AttemptResult.REACHED)),
        )
    )
    if since:
        found = found.filter(planned_at__gte=since)
    if until:
        found = found.filter(planned_at__lt=until)
    now = clock.now()
    rows = found.order_by("planned_at", "id").iterator(chunk_size=ROWS_AT_A_TIME)
    for some in batched(rows, ROWS_AT_A_TIME):
        groups = groups_of(one.person_id for one in some)
        for one in some:
            yield _fact(one, groups.get(one.person_id, NOBODY), key, now)


def _fact(one: FollowUp, groups: Groups, key: Callable[[str, UUID], str], now: datetime) -> FollowupFact:
    in_time = one.reached is not None and one.reached <= one.due_by
    open_and_late = one.closed_at is None and now > one.due_by
    contact = one.encounter
    call = contact.incident if contact else None
    met_at = contact.started_at if contact else one.planned_at
    return FollowupFact(
        world=World.REAL,
        record=str(one.pk),
        person=key("person", one.person_id) if one.person.identified_at else None,
        agency=one.organization.short_name,
        window=one.window,
        planned_at=one.planned_at,
        due_from=one.due_from,
        due_by=one.due_by,
        attempts=one.tries,
        reached_at=one.reached,
        closed_at=one.closed_at,
        missed=not in_time and (one.missed_at is not None or open_and_late or one.reached is not None),
        area=(call.area or None) if call else None,
        shift=shift_at(met_at, one.organization_id) if contact else None,
        edition=one.edition,
        **groups.on(met_at.astimezone(zone_of(one.organization_id)).date()),
    )
