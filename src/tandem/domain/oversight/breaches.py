"""The breach log as values, with what is owed computed from it."""

import csv
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from uuid import UUID

from django.conf import settings

from tandem.domain.oversight import rules
from tandem.domain.oversight.models import Breach
from tandem.vocabulary.refusal import Absent


@cache
def state_rules() -> dict[str, rules.StateRule]:
    """What states ask beside the federal rules, from `content/state-law/breach-notice.csv`."""
    text = (settings.CONTENT_DIR / "state-law" / "breach-notice.csv").read_text("utf-8")
    found = {}
    for line in csv.DictReader(text.splitlines()):
        days = int(line["days"]) if line["days"] else None
        verified = line["verified"] == "yes"
        found[line["state"]] = rules.StateRule(
            line["state"], days, line["who"], int(line["least"]), line["source"], verified
        )
    return found


def owed(one: Breach) -> list[rules.Notice]:
    """Every notice this incident owes, given or not."""
    return rules.notices(one.discovered_on, one.affected, one.per_state, state_rules())


@dataclass(frozen=True)
class BreachRow:
    """One incident. `lines` is (notice, the day it was given or None, how)."""

    id: UUID
    title: str
    what_happened: str
    discovered_on: date
    affected: int
    per_state: dict[str, int]
    part2: bool
    factors: dict[str, str]
    not_breach: bool
    lines: tuple[tuple[rules.Notice, date | None, str], ...]
    next_by: date | None
    closed_at: datetime | None
    closed_by: str


def _row(one: Breach) -> BreachRow:
    given = {(each.notice, each.state): each for each in one.told.all()}
    lines = []
    for notice in owed(one):
        told = given.get((str(notice.kind), notice.state))
        lines.append((notice, told.told_on if told else None, told.how if told else ""))
    left = [notice.by for notice, told_on, _how in lines if told_on is None]
    open_and_owed = left and not one.not_breach and one.closed_at is None
    return BreachRow(
        one.pk,
        one.title,
        one.what_happened,
        one.discovered_on,
        one.affected,
        one.per_state,
        one.part2,
        one.factors,
        one.not_breach,
        tuple(lines),
        min(left) if open_and_owed else None,
        one.closed_at,
        one.closed_by_name,
    )


def breaches(organization_id: UUID | None) -> list[BreachRow]:
    """Every incident of the organization: open ones by the next day, then the closed, newest first."""
    found = Breach.objects.filter(organization_id=organization_id).prefetch_related("told").order_by("-discovered_on")
    rows = [_row(one) for one in found]
    return sorted(rows, key=lambda one: (one.closed_at is not None, one.next_by or date.max))


def breach(breach_id: UUID, organization_id: UUID | None) -> BreachRow:
    """One incident. Raises Absent."""
    found = Breach.objects.filter(pk=breach_id, organization_id=organization_id).prefetch_related("told").first()
    if found is None:
        raise Absent
    return _row(found)
