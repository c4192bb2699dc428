"""What a design reads of a plan: the facts as the plan sees them, and a table with a spec, or why there is none."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyarrow as pa

from tandem.foundation.marts import Mart
from tandem.measures.period import Period
from tandem.measures.results import filled
from tandem.measures.studies import counting
from tandem.measures.studies.counting import Counted
from tandem.measures.studies.plan import Plan

SEED = 1


@dataclass(frozen=True)
class Framed:
    """A table and its spec. `left_out` are (words, count) of what the measure or the plan leaves out."""

    table: pa.Table
    spec: Mapping[str, Any]
    left_out: tuple[tuple[str, int], ...]
    filled_to: datetime | None


@dataclass(frozen=True)
class Cannot:
    """Why the facts give a design no table: words that hold the number, and the step of the plan to look at."""

    words: str
    number: float | None = None
    step: str = "counted"


class Source:
    """The facts as one plan sees them. What designs share is counted once."""

    def __init__(self, plan: Plan, mart: Mart, *, zone: str, now: datetime):
        self.plan, self.mart, self.zone, self.now = plan, mart, zone, now
        self._counted: Counted | None = None
        self._contacts: int | None = None

    @property
    def counted(self) -> Counted:
        if self._counted is None:
            self._counted = counting.count(self.plan, self.mart, zone=self.zone, now=self.now)
        return self._counted

    @property
    def contacts(self) -> int:
        if self._contacts is None:
            self._contacts = counting.contacts(self.plan, self.mart, self.period) if self.period else 0
        return self._contacts

    @property
    def period(self) -> Period | None:
        return counting.span(self.plan, self.mart, zone=self.zone, now=self.now)

    @property
    def filled_to(self) -> datetime | None:
        return filled(self.plan.of, self.mart.ledger())


def common(source: Source) -> dict[str, Any]:
    """The fields that the specs of all designs over time share."""
    plan = source.plan
    return {
        "time": "period",
        "every": plan.every,
        "outcome_words": plan.words,
        "contacts": source.contacts,
        "seed": SEED,
    }


def nothing(plan: Plan) -> str:
    return f"No row of “{plan.of.name}” counts in the months and places of this plan."
