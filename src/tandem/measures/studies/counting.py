"""A study's counts out of the facts: by place and period, through the measure's own expression.

Only whole periods count, and only those that were watched as long as the measure asks. What the measure leaves out is
counted by reason, so that the report can say it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import ibis
import ibis.expr.types as ir

from tandem.foundation.marts import Mart
from tandem.measures.passes import rows_of
from tandem.measures.period import Period
from tandem.measures.results import filled
from tandem.measures.studies.plan import Plan
from tandem.measures.tables import ENCOUNTERS, INCIDENTS, TABLES
from tandem.vocabulary.facts import World
from tandem.vocabulary.studies import Counts, Every

MONDAY = date(1970, 1, 5)
MOST_MONTHS = 240


@dataclass
class Cell:
    """One place in one period: how many rows count, how many of them count in, and the sum of their values."""

    n: int = 0
    k: int = 0
    total: float = 0.0


@dataclass(frozen=True)
class Counted:
    """`cells` by (place, period); a place of None is not known. `periods` are those with any row at all, in order.

    A period is "2026-03", or the first day of a week or quarter as "2026-03-02".
    """

    cells: Mapping[tuple[str | None, str], Cell]
    periods: tuple[str, ...]
    left_out: tuple[tuple[str, int], ...]
    filled_to: datetime | None

    @property
    def places(self) -> tuple[str, ...]:
        return tuple(sorted({place for place, _ in self.cells if place is not None}))


def span(plan: Plan, mart: Mart, *, zone: str, now: datetime) -> Period | None:
    """The months looked at: from the first one asked for to the last that is whole and was watched long enough."""
    ledger = mart.ledger()
    first = max(plan.first, min(ledger.rows(plan.of.table), default="9999-12"))
    as_of = min(now, filled(plan.of, ledger) or now)
    until = as_of - (plan.of.follow_up or timedelta())
    here = _month_of(until, zone)
    if first >= here:
        return None
    first = max(first, _before(here, MOST_MONTHS))
    return Period.of(first, _before(here, 1), zone=zone, as_of=as_of)


def count(plan: Plan, mart: Mart, *, zone: str, now: datetime) -> Counted:
    """Count the plan's measure by place and period. Empty where there is no whole period yet."""
    period = span(plan, mart, zone=zone, now=now)
    filled_to = filled(plan.of, mart.ledger())
    if period is None:
        return Counted({}, (), (), filled_to)
    table = of_plan(plan, rows_of(plan.of, mart, period, World.REAL))
    table = table.mutate(
        place=table[plan.by],
        bucket=period.week(table["at"]) if plan.every == Every.WEEK else table.month,
    )
    lines = mart.run(
        table.group_by("place", "bucket", "excluded").aggregate(
            n=table.count(), k=table.in_numerator.sum().cast("int64"), total=table.value.sum().cast("float64")
        )
    ).to_pylist()
    return _gathered(plan, period, lines, filled_to)


def _gathered(plan: Plan, period: Period, lines: Iterable[Mapping], filled_to: datetime | None) -> Counted:
    cells: dict[tuple[str | None, str], Cell] = defaultdict(Cell)
    left: Counter[str] = Counter()
    seen: set[str] = set()
    partly = 0
    for line in lines:
        label = label_of(plan.every, line["bucket"], period)
        if label is None:
            partly += line["n"]
            continue
        if label[:7] in plan.left_out:
            left["__months"] += line["n"]
            continue
        if plan.places and line["place"] not in plan.places:
            continue
        seen.add(label)
        if line["excluded"] is not None:
            left[line["excluded"]] += line["n"]
            continue
        cell = cells[line["place"], label]
        cell.n += line["n"]
        cell.k += line["k"] or 0
        cell.total += line["total"] or 0.0
    words = {one.id: one.words for one in plan.of.exclusions}
    told = [(words.get(id, id), n) for id, n in left.items() if id in words]
    if left["__months"]:
        told.append((f"In months that the plan leaves out: {plan.left_why}", left["__months"]))
    if partly:
        told.append((f"In a {plan.every} that is not whole at either end", partly))
    return Counted(dict(cells), tuple(sorted(seen)), tuple(told), filled_to)


def of_plan(plan: Plan, table: ir.Table) -> ir.Table:
    """The rows that are about the group the plan is for."""
    if not plan.group:
        return table
    split, value = plan.group.split(":", 1)
    if split not in table.columns:
        return table.filter(ibis.literal(False))
    return table.filter((table[split].cast("string") == value).fill_null(False))


def label_of(every: str, bucket: str | int, period: Period) -> str | None:
    """The period a month or week lies in, None where the months looked at hold only a part of it."""
    if every == Every.MONTH:
        return str(bucket)
    first, last = period.months[0].id, period.months[-1].id
    if every == Every.WEEK:
        monday = MONDAY + timedelta(weeks=int(bucket))
        sunday = monday + timedelta(days=6)
        return str(monday) if f"{monday:%Y-%m}" >= first and f"{sunday:%Y-%m}" <= last else None
    year, month = map(int, str(bucket).split("-"))
    start = (month - 1) // 3 * 3 + 1
    return f"{year}-{start:02d}" if f"{year}-{start:02d}" >= first and f"{year}-{start + 2:02d}" <= last else None


def as_period(every: str, month: str) -> str:
    """The first whole period with the change, for a change in a month: that month, its quarter or its first Monday on."""
    if every == Every.MONTH or not month:
        return month
    year, number = map(int, month.split("-"))
    if every == Every.QUARTER:
        start = (number - 1) // 3 * 3 + 1
        return f"{year}-{start:02d}"
    first = date(year, number, 1)
    return str(first + timedelta(days=-first.weekday() % 7))


def has_number(plan: Plan) -> bool:
    return plan.counts == Counts.NUMBER


def contacts(plan: Plan, mart: Mart, period: Period) -> int:
    """How many contacts teams had where and while the change was in force, within the months looked at."""
    table = mart.read(ENCOUNTERS, TABLES[ENCOUNTERS].schema)
    table = table.filter((table.world == World.REAL.value) & period.holds(table.started_at))
    table = table.mutate(place=table[plan.by], month=period.month(table.started_at))
    lines = mart.run(table.group_by("place", "month").aggregate(n=table.count())).to_pylist()
    return sum(
        line["n"]
        for line in lines
        if (not plan.places or line["place"] in plan.places) and "" < plan.start_of(line["place"]) <= line["month"]
    )


def places(mart: Mart) -> dict[str, tuple[str, ...]]:
    """The areas and the agencies that calls and contacts name, by name."""
    found: dict[str, set[str]] = {"area": set(), "agency": set()}
    for name in (INCIDENTS, ENCOUNTERS):
        table = mart.read(name, TABLES[name].schema)
        table = table.filter(table.world == World.REAL.value)
        for line in mart.run(table.select("area", "agency").distinct()).to_pylist():
            for by in found:
                if line[by]:
                    found[by].add(line[by])
    return {by: tuple(sorted(names)) for by, names in found.items()}


def months(mart: Mart) -> tuple[str, str] | None:
    """The first and last month that hold calls or contacts."""
    held = sorted({month for name in (INCIDENTS, ENCOUNTERS) for month in mart.ledger().rows(name)})
    return (held[0], held[-1]) if held else None


def _month_of(at: datetime, zone: str) -> str:
    from zoneinfo import ZoneInfo

    return at.astimezone(UTC).astimezone(ZoneInfo(zone)).strftime("%Y-%m")


def _before(month: str, many: int) -> str:
    index = int(month[:4]) * 12 + int(month[5:]) - 1 - many
    return f"{index // 12:04d}-{index % 12 + 1:02d}"
