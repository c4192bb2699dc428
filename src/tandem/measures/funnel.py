"""From eligible call to closed loop: each step with what it is of, and who fell out on the way.

Calls the criteria meant for a team → calls a team reached → contacts where team and person talked → people who came to a
service within seven days → of those, whose referral the service completed. The first two steps count calls, the others
contacts; no step is divided by less than everybody before it, since a success rate over engaged people only hides the
rest (domain.md, "the wrong denominator").
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import Self

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from tandem.foundation.marts import Mart
from tandem.foundation.marts.reading import tables_of
from tandem.measures.passes import NoMart
from tandem.measures.period import MICROSECOND, Period, StandIn, elapsed, moment
from tandem.measures.statistics import wilson
from tandem.measures.tables import ENCOUNTERS, INCIDENTS, REFERRALS, TABLES
from tandem.vocabulary.facts import World
from tandem.vocabulary.terms import CONTACT_OUTCOME_LABELS, ContactOutcome, IncidentState, Response

EDITION = 1
WINDOW = timedelta(days=7)
FOR_A_TEAM = (Response.TEAM_ALONE, Response.TEAM_POLICE_STAGED, Response.POLICE_LED, Response.EMS_WITH_TEAM)
# Why a row stands in no step, in words.
NO_ANSWER = "The criteria gave no answer, or were never asked"
NOT_MEANT = "Meant for 988 by phone, not for a team"
RUNNING = "Still open: a team may come"
NOT_CLOSED = "Not closed yet, or nobody said whether they met"
ELIGIBLE, SERVED, MET, ENGAGED, CONNECTED, CLOSED = "eligible", "served", "contacts", "engaged", "connected", "closed"


@dataclass(frozen=True)
class Step:
    """`of` is what it is a share of, None for the first; `low` and `high` the 95 % interval (Wilson), shares 0 to 1.

    `left_out` are the rows that stand neither in the step nor among what it is of, by why.
    """

    id: str
    n: int
    of: int | None
    unit: str
    left_out: tuple[tuple[str, int], ...] = ()

    @property
    def share(self) -> float | None:
        return self.n / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float] | None:
        return wilson(self.n, self.of) if self.of else None


@dataclass(frozen=True)
class Funnel:
    """The steps in their order, and the contacts that were served but not engaged, by contact outcome, most first.

    `days` a service had to see the person. `unknown` of those engaged and watched were never identified: nobody can say
    whether they came, and they count as not connected. `by_response` of the eligible calls had no answer of the criteria
    (old files): they count by the response they got.
    """

    steps: tuple[Step, ...]
    fell_out: tuple[tuple[str, int], ...]
    too_recent: int
    days: int = WINDOW.days
    unknown: int = 0
    by_response: int = 0

    def step(self, id: str) -> Step:
        return next(one for one in self.steps if one.id == id)


def tables(mart: Mart) -> dict[str, ir.Table]:
    """The tables the funnel reads, real rows only."""
    read = {name: mart.read(name, TABLES[name].schema) for name in (INCIDENTS, ENCOUNTERS, REFERRALS)}
    return {name: table.filter(table.world == World.REAL.value) for name, table in read.items()}


def calls(found: Mapping[str, ir.Table], period: Period) -> ir.Table:
    """One row per eligible call that is over: month, place (or null), served."""
    every = judged(found, period)
    return every.filter(every.why.isnull()).select("month", "place", "served")


def judged(found: Mapping[str, ir.Table], period: Period) -> ir.Table:
    """One row per call: month, place, served, by_response, and why it is not an eligible call that is over (or null)."""
    every = found[INCIDENTS]
    running = every.state.isin([IncidentState.OPEN.value, IncidentState.ASSIGNED.value]) & every.arrived_at.isnull()
    answer = ibis.coalesce(every.recommended, every.response)
    meant = answer.isin([str(one) for one in FOR_A_TEAM]).fill_null(False)
    return every.filter(period.holds(every.received_at)).select(
        month=period.month(every.received_at),
        place=every.area,
        served=every.arrived_at.notnull(),
        by_response=every.recommended.isnull(),
        why=ibis.cases(
            (answer.isnull(), NO_ANSWER), (~meant, NOT_MEANT), (running, RUNNING), else_=ibis.null("string")
        ),
    )


def contacts(found: Mapping[str, ir.Table], period: Period, window: timedelta = WINDOW) -> ir.Table:
    """One row per closed contact: month, place, outcome, engaged, watched (the window is over), connected, closed, known.

    Connected: a service saw the person, or completed, within the window after the contact. Nobody unknown can be
    connected.
    """
    every, referrals = found[ENCOUNTERS], found[REFERRALS]
    met = every.filter(period.holds(every.started_at) & every.closed_at.notnull() & every.contact_outcome.notnull())
    came = referrals.select(
        whom=referrals.person, came_at=ibis.least(referrals.seen_at, referrals.closed_at), done_at=referrals.closed_at
    ).filter(lambda one: one.whom.notnull() & one.came_at.notnull())
    some = met.filter(met.person.notnull()).select("record", "person", "started_at")
    pairs = some.join(came, [some.person == came.whom, came.came_at >= some.started_at])
    pairs = pairs.filter(elapsed(pairs.started_at, pairs.came_at) <= window // MICROSECOND)
    after = pairs.group_by("record").aggregate(done=pairs.done_at.notnull().any()).rename(of="record")
    joined = met.left_join(after, met.record == after.of)
    engaged = joined.contact_outcome == ContactOutcome.ENGAGED.value
    return joined.select(
        month=period.month(joined.started_at),
        place=joined.area,
        outcome=joined.contact_outcome,
        engaged=engaged,
        watched=joined.started_at <= moment(period.as_of - window),
        connected=engaged & joined.of.notnull(),
        closed=engaged & joined.done.fill_null(False),
        known=joined.person.notnull(),
    )


def funnel(mart: Mart, period: Period, window: timedelta = WINDOW) -> Funnel:
    """Count the funnel of a period. Contacts that the window is not over for wait: they are in no step after engaged."""
    tables(mart)
    stand_in = StandIn.of(period)
    queries = _made(period, window) if stand_in is None else _kept(stand_in, window)
    by_reason, rows, begun = (
        mart.ask(stand_in.real(one.sql) if stand_in else one.sql, one.tables).cast(one.types).to_pylist()
        for one in queries
    )
    reasons = {row["why"]: row for row in by_reason}
    call = reasons.pop(None, {"n": 0, "served": 0, "by_response": 0})
    names = ("n", "engaged", "watched", "unknown", "connected", "closed")
    total = {name: sum(row[name] or 0 for row in rows) for name in names}
    recent = total["engaged"] - total["watched"]
    why = tuple((words, reasons[words]["n"]) for words in (NO_ANSWER, NOT_MEANT, RUNNING) if words in reasons)
    watched = (f"Met under {window.days} days ago", recent)
    steps = (
        Step(ELIGIBLE, call["n"], None, INCIDENTS, why),
        Step(SERVED, call["served"] or 0, call["n"], INCIDENTS),
        Step(ENGAGED, total["engaged"], total["n"], ENCOUNTERS, ((NOT_CLOSED, begun[0]["n"] - total["n"]),)),
        Step(CONNECTED, total["connected"], total["watched"], ENCOUNTERS, (watched,)),
        Step(CLOSED, total["closed"], total["connected"], ENCOUNTERS),
    )
    others = [(row["outcome"], row["n"]) for row in rows if row["outcome"] != ContactOutcome.ENGAGED.value]
    named = [(CONTACT_OUTCOME_LABELS.get(ContactOutcome(one), one), n) for one, n in others]
    return Funnel(
        steps,
        tuple(sorted(named, key=lambda one: -one[1])),
        recent,
        window.days,
        total["unknown"],
        call["by_response"] or 0,
    )


@dataclass(frozen=True)
class _Query:
    sql: str
    tables: list[str]
    types: pa.Schema

    @classmethod
    def of(cls, expression: ir.Table) -> Self:
        return cls(ibis.to_sql(expression, "duckdb"), tables_of(expression), expression.schema().to_pyarrow())


@lru_cache(maxsize=64)
def _kept(stand_in: StandIn, window: timedelta) -> tuple[_Query, ...]:
    """The queries for every period of this shape: making them costs far more than a small answer does."""
    return _made(stand_in.period, window)


def _made(period: Period, window: timedelta) -> tuple[_Query, ...]:
    """The queries of the funnel: calls by why they stand in no step, contacts by their outcome, and contacts begun."""
    found = tables(NoMart)
    every, met = judged(found, period), contacts(found, period, window)
    seen = met.engaged & met.watched
    begun = found[ENCOUNTERS].filter(period.holds(found[ENCOUNTERS].started_at))
    by_outcome = met.group_by("outcome").aggregate(
        n=met.count(),
        engaged=met.engaged.sum(),
        watched=seen.sum(),
        unknown=(seen & ~met.known).sum(),
        connected=(seen & met.connected).sum(),
        closed=(seen & met.closed).sum(),
    )
    by_reason = every.group_by("why").aggregate(
        n=every.count(), served=every.served.sum(), by_response=every.by_response.sum()
    )
    return tuple(map(_Query.of, (by_reason, by_outcome, begun.aggregate(n=begun.count()))))
