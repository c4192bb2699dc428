"""From eligible call to closed loop: each step with what it is of, and who fell out on the way.

Calls the criteria meant for a team → calls a team reached → contacts where team and person talked → people who came to a
service within seven days → of those, whose referral the service completed. The first two steps count calls, the others
contacts; no step is divided by less than everybody before it, since a success rate over engaged people only hides the
rest (domain.md, "the wrong denominator").
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

import ibis
import ibis.expr.types as ir

from tandem.foundation.marts import Mart
from tandem.measures.period import MICROSECOND, Period, elapsed, moment
from tandem.measures.statistics import wilson
from tandem.measures.tables import ENCOUNTERS, INCIDENTS, REFERRALS, TABLES
from tandem.vocabulary.facts import World
from tandem.vocabulary.terms import CONTACT_OUTCOME_LABELS, ContactOutcome, IncidentState, Response

EDITION = 1
WINDOW = timedelta(days=7)
FOR_A_TEAM = (Response.TEAM_ALONE, Response.TEAM_POLICE_STAGED, Response.POLICE_LED, Response.EMS_WITH_TEAM)
ELIGIBLE, SERVED, MET, ENGAGED, CONNECTED, CLOSED = "eligible", "served", "contacts", "engaged", "connected", "closed"


@dataclass(frozen=True)
class Step:
    """`of` is what it is a share of, None for the first; `low` and `high` the 95 % interval (Wilson), shares 0 to 1."""

    id: str
    n: int
    of: int | None
    unit: str

    @property
    def share(self) -> float | None:
        return self.n / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float] | None:
        return wilson(self.n, self.of) if self.of else None


@dataclass(frozen=True)
class Funnel:
    """The steps in their order, and the contacts that were served but not engaged, by contact outcome, most first."""

    steps: tuple[Step, ...]
    fell_out: tuple[tuple[str, int], ...]
    too_recent: int

    def step(self, id: str) -> Step:
        return next(one for one in self.steps if one.id == id)


def tables(mart: Mart) -> dict[str, ir.Table]:
    """The tables the funnel reads, real rows only."""
    read = {name: mart.read(name, TABLES[name].schema) for name in (INCIDENTS, ENCOUNTERS, REFERRALS)}
    return {name: table.filter(table.world == World.REAL.value) for name, table in read.items()}


def calls(found: Mapping[str, ir.Table], period: Period) -> ir.Table:
    """One row per eligible call that is over: month, place (or null), served."""
    every = found[INCIDENTS]
    running = every.state.isin([IncidentState.OPEN.value, IncidentState.ASSIGNED.value]) & every.arrived_at.isnull()
    meant = ibis.coalesce(every.recommended, every.response).isin([str(one) for one in FOR_A_TEAM]).fill_null(False)
    return every.filter(period.holds(every.received_at) & meant & ~running).select(
        month=period.month(every.received_at), place=every.area, served=every.arrived_at.notnull()
    )


def contacts(found: Mapping[str, ir.Table], period: Period) -> ir.Table:
    """One row per closed contact: month, place, outcome, engaged, watched (seven days are over), connected, closed.

    Connected: a service saw the person, or completed, within seven days of the contact. Nobody unknown can be connected.
    """
    every, referrals = found[ENCOUNTERS], found[REFERRALS]
    met = every.filter(period.holds(every.started_at) & every.closed_at.notnull() & every.contact_outcome.notnull())
    came = referrals.select(
        whom=referrals.person, came_at=ibis.least(referrals.seen_at, referrals.closed_at), done_at=referrals.closed_at
    ).filter(lambda one: one.whom.notnull() & one.came_at.notnull())
    some = met.filter(met.person.notnull()).select("record", "person", "started_at")
    pairs = some.join(came, [some.person == came.whom, came.came_at >= some.started_at])
    pairs = pairs.filter(elapsed(pairs.started_at, pairs.came_at) <= WINDOW // MICROSECOND)
    after = pairs.group_by("record").aggregate(done=pairs.done_at.notnull().any()).rename(of="record")
    joined = met.left_join(after, met.record == after.of)
    engaged = joined.contact_outcome == ContactOutcome.ENGAGED.value
    return joined.select(
        month=period.month(joined.started_at),
        place=joined.area,
        outcome=joined.contact_outcome,
        engaged=engaged,
        watched=joined.started_at <= moment(period.as_of - WINDOW),
        connected=engaged & joined.of.notnull(),
        closed=engaged & joined.done.fill_null(False),
    )


def funnel(mart: Mart, period: Period) -> Funnel:
    """Count the funnel of a period. Contacts of the last seven days wait: they are in no step after engaged."""
    found = tables(mart)
    asked = calls(found, period)
    call = mart.run(asked.aggregate(n=asked.count(), served=asked.served.sum())).to_pylist()[0]
    met = contacts(found, period)
    seen = met.engaged & met.watched
    rows = mart.run(
        met.group_by("outcome").aggregate(
            n=met.count(),
            engaged=met.engaged.sum(),
            watched=seen.sum(),
            connected=(seen & met.connected).sum(),
            closed=(seen & met.closed).sum(),
        )
    ).to_pylist()
    total = {name: sum(row[name] or 0 for row in rows) for name in ("n", "engaged", "watched", "connected", "closed")}
    others = [(row["outcome"], row["n"]) for row in rows if row["outcome"] != ContactOutcome.ENGAGED.value]
    steps = (
        Step(ELIGIBLE, call["n"], None, INCIDENTS),
        Step(SERVED, call["served"] or 0, call["n"], INCIDENTS),
        Step(ENGAGED, total["engaged"], total["n"], ENCOUNTERS),
        Step(CONNECTED, total["connected"], total["watched"], ENCOUNTERS),
        Step(CLOSED, total["closed"], total["connected"], ENCOUNTERS),
    )
    named = [(CONTACT_OUTCOME_LABELS.get(ContactOutcome(one), one), n) for one, n in others]
    return Funnel(steps, tuple(sorted(named, key=lambda one: -one[1])), total["engaged"] - total["watched"])
