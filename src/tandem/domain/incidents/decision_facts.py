"""Decisions as facts: what the criteria were given and what they answered, call by call, for a replay.

Closed words, codes and an area; no place finer than that, no sentence, no name.
"""

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from tandem.domain.incidents.models import Assignment, Decision, Override
from tandem.vocabulary.criteria import FOR_THE_TEAM, Unserved
from tandem.vocabulary.facts import DecisionFact, World
from tandem.vocabulary.terms import IncidentState

ROWS_AT_A_TIME = 2_000
COLUMNS = (
    "id",
    "incident_id",
    "at",
    "edition",
    "inputs",
    "rule",
    "response",
    "incident__agency__short_name",
    "incident__area",
    "incident__received_at",
    "incident__state",
    "incident__unserved",
    "served",
    "stands",
    "chosen",
)


def facts(
    key: Callable[[str, UUID], str], *, since: datetime | None = None, until: datetime | None = None
) -> Iterator[DecisionFact]:
    """One row per decision made in [since, until), the oldest first. `key` makes the mart's own pseudonym.

    A call that is another report of one counts in that one: its decisions have no row.
    """
    found = _decisions()
    if since:
        found = found.filter(at__gte=since)
    if until:
        found = found.filter(at__lt=until)
    for row in found.order_by("at", "id").values_list(*COLUMNS).iterator(chunk_size=ROWS_AT_A_TIME):
        yield _fact(*row)


def _decisions() -> QuerySet[Decision]:
    sent = Assignment.objects.filter(incident=OuterRef("incident")).exclude(
        released_at__isnull=False, arrived_at__isnull=True
    )
    mine = Decision.objects.filter(incident=OuterRef("incident"))
    first = sent.order_by("dispatched_at").values("dispatched_at")[:1]
    before = mine.filter(at__lte=Subquery(first))
    return Decision.objects.exclude(incident__state=IncidentState.LINKED).annotate(
        served=Exists(sent),
        stands=Coalesce(
            Subquery(before.order_by("-id").values("id")[:1]), Subquery(mine.order_by("-id").values("id")[:1])
        ),
        chosen=Subquery(Override.objects.filter(incident=OuterRef("incident")).order_by("-id").values("response")[:1]),
    )


def _fact(
    id: int, call: UUID, at: datetime, edition: str, inputs: dict, rule: str, response: str,
    agency: str, area: str, received_at: datetime, state: str, told: str, served: bool, stands: int, chosen: str | None,
) -> DecisionFact:  # fmt: skip
    return DecisionFact(
        world=World.REAL,
        record=str(call),
        agency=agency,
        area=area or None,
        received_at=received_at,
        at=at,
        edition=edition,
        response=response,
        rule=rule,
        inputs=json.dumps(inputs, sort_keys=True, separators=(",", ":"), ensure_ascii=False),
        stood=id == stands,
        served=served,
        unserved=None if served else _why(state, told, inputs, chosen),
        chosen=chosen,
    )


def _why(state: str, told: str, inputs: dict, chosen: str | None) -> Unserved:
    """Why no team went: what somebody said comes first, then what somebody did, then what the shift was like."""
    if state in (IncidentState.OPEN, IncidentState.ASSIGNED):
        return Unserved.STILL_OPEN
    if told:
        return Unserved(told)
    if chosen and chosen not in FOR_THE_TEAM:
        return Unserved.CHOSEN_OTHERWISE
    if state == IncidentState.CANCELLED:
        return Unserved.CANCELLED
    teams = {"none": Unserved.NO_TEAM, "busy": Unserved.ALL_BUSY}
    return teams.get(inputs.get("unit_on_shift"), Unserved.NO_REASON)
