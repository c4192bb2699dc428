"""Tables of rows for a design: contacts followed to the next one, pairs with and without, calls drawn by lot.

A row holds no key, no record and no moment: a person is a number within this table, a time is counted in days. So what
is frozen leads to nobody, and outlives a record without holding it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from math import ceil
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from tandem.measures.measure import MINUTES, SHARES
from tandem.measures.passes import rows_of
from tandem.measures.period import Period
from tandem.measures.studies import counting
from tandem.measures.studies.framed import Cannot, Framed, Source, common, nothing
from tandem.measures.studies.plan import ALIKE, Plan
from tandem.measures.tables import ENCOUNTERS, INCIDENTS, TABLES, TRIALS
from tandem.vocabulary.facts import World
from tandem.vocabulary.studies import Came, Counts
from tandem.vocabulary.terms import ContactOutcome

WITHOUT, WITH = "without it", "with it"
FOLLOWED = frozenset({"repeat_contact_30_days", "repeat_contact_90_days", "repeat_contact_365_days"})
# Which of a draw's outcomes a measure asks for, and the column that says when it was known.
OF_A_DRAW = {
    "repeat_contact_30_days": ("again", "again_at"),
    "arrest_share": ("arrested", "ended_at"),
    "hold_share": ("held", "ended_at"),
    "ed_transport_share": ("hospital", "ended_at"),
}
# The day that stands for the first draw in a frozen log: draws keep their order and their distances, not their dates.
FIRST_DRAW = datetime(2000, 1, 1, tzinfo=UTC)


def survival(source: Source) -> Framed | Cannot:
    """One row a contact with a known person: days to the next one, or to where the facts end."""
    plan = source.plan
    if plan.measure not in FOLLOWED:
        return Cannot("This follows people from one contact to the next; choose a measure of repeat contacts.")
    period = source.period
    if period is None:
        return Cannot(nothing(plan))
    left: Counter[str] = Counter()
    kept = []
    numbers: dict[str, int] = {}
    for line in _contacts(source, period):
        if line["excluded"] is not None:
            left[line["excluded"]] += 1
            continue
        place, month = line[plan.by], line["month"]
        if (plan.places and place not in plan.places) or month in plan.left_out:
            continue
        start = plan.start_of(place)
        until = line["next_at"] or period.as_of
        kept.append(
            {
                "person": numbers.setdefault(line["person"], len(numbers) + 1),
                "days": max(1, ceil((until - line["met_at"]) / timedelta(days=1))),
                "again": int(line["next_at"] is not None),
                "change": WITH if start and start <= month else WITHOUT,
                **_alike(plan, line),
            }
        )
    if not kept:
        return Cannot(nothing(plan))
    spec = common(source) | {
        "duration": "days", "event": "again", "group": "change", "compare": [WITHOUT, WITH], "cluster": "person",
    }  # fmt: skip
    spec = {name: value for name, value in spec.items() if name not in ("time", "every")}
    if any(row["days"] >= plan.of.follow_up.days for row in kept):
        spec["horizon"] = plan.of.follow_up.days
    if plan.alike:
        spec["covariates"] = list(plan.alike)
    told = [
        ("Person unknown", left["unknown_person"]),
        ("Not engaged, or contact outcome unknown", left["not_engaged"]),
    ]
    return _made(source, kept, spec, told)


def _contacts(source: Source, period: Period) -> list[Mapping[str, Any]]:
    """Contacts within the months, each with when the same person was met next. Two teams on one call are one contact."""
    table = source.mart.read(ENCOUNTERS, TABLES[ENCOUNTERS].schema)
    table = counting.of_plan(source.plan, table.filter(table.world == World.REAL.value))
    table = table.mutate(
        call=ibis.coalesce(table.incident, table.record), who=ibis.coalesce(table.person, table.record)
    )
    table = table.mutate(met_at=table.started_at.min().over(ibis.window(group_by=[table.who, table.call])))
    table = table.mutate(
        nth=ibis.row_number().over(ibis.window(group_by=[table.who, table.call], order_by=table.record))
    )
    table = table.filter(table.nth == 0)
    table = table.mutate(next_at=table.met_at.lead().over(ibis.window(group_by=table.who, order_by=table.met_at)))
    engaged = (table.contact_outcome == ContactOutcome.ENGAGED.value).fill_null(False)
    excluded = ibis.cases(
        (table.person.isnull(), "unknown_person"), (~engaged, "not_engaged"), else_=ibis.null("string")
    )
    table = table.filter(period.holds(table.met_at) & (table.met_at < ibis.literal(period.as_of, "timestamp('UTC')")))
    table = table.mutate(excluded=excluded, month=period.month(table.met_at)).order_by("who", "met_at")
    wanted = ["person", "met_at", "next_at", "excluded", "month", *sorted({"area", "agency", *source.plan.alike})]
    return source.mart.run(table.select(*wanted)).to_pylist()


def matched(source: Source) -> Framed | Cannot:
    """One row of the measure each: what came of it, whether the change was there, and what is held equal."""
    plan, period = source.plan, source.period
    if period is None:
        return Cannot(nothing(plan))
    if plan.counts != Counts.SHARE or plan.of.unit not in (*SHARES, MINUTES):
        return Cannot("Pairs are compared by what came of each; choose to count a share, not a number.")
    table = counting.of_plan(plan, rows_of(plan.of, source.mart, period, World.REAL))
    if plan.came == Came.TO_SOME:
        if plan.of.table != INCIDENTS:
            many = TABLES[plan.of.table].many
            return Cannot(
                f"“{plan.of.name}” is known of {many} of a team only: 0 calls without a team stand beside them. Choose a "
                "measure that is counted over calls.", 0,
            )  # fmt: skip
        table = _with_team(source, table)
    held = [name for name in plan.alike or DEFAULT_ALIKE if name in table.columns]
    if not held:
        return Cannot("Nothing that could be held equal is known of what this measure counts.", step="compared")
    columns = dict.fromkeys(["month", "excluded", "in_numerator", "value", "agency", *held])
    columns |= {name: None for name in ("area", "met") if name in table.columns}
    lines = source.mart.run(table.select(*columns)).to_pylist()
    kept, left = [], Counter()
    for line in lines:
        if line["month"] in plan.left_out or (plan.places and line.get(plan.by) not in plan.places):
            continue
        if line["excluded"] is not None:
            left[line["excluded"]] += 1
            continue
        start = plan.start_of(line.get(plan.by))
        met = line["met"] if plan.came == Came.TO_SOME else bool(start and start <= line["month"])
        outcome = line["value"] if plan.of.unit == MINUTES else int(line["in_numerator"])
        kept.append({"outcome": outcome, "met": int(met), **{name: _text(line[name]) for name in held}})
    if not kept:
        return Cannot(nothing(plan))
    # The order of the rows breaks ties between equals, so it must not be that of time.
    kept.sort(key=lambda row: tuple(str(value) for value in row.values()))
    spec = {name: value for name, value in common(source).items() if name not in ("time", "every")}
    spec |= {"outcome": "outcome", "treated": "met", "covariates": held, "method": "exact"}
    words = {one.id: one.words for one in plan.of.exclusions}
    return _made(source, kept, spec, [(words[id], n) for id, n in left.items() if id in words])


def _with_team(source: Source, table: ir.Table) -> ir.Table:
    """The measure's rows of calls, each with whether a team arrived."""
    calls = source.mart.read(INCIDENTS, TABLES[INCIDENTS].schema)
    calls = calls.filter(calls.world == World.REAL.value).select(
        call_record=calls.record, met=calls.arrived_at.notnull()
    )
    return table.join(calls, table.record == calls.call_record)


DEFAULT_ALIKE = ("age_band", "gender", "shift")


def trial(source: Source) -> Framed | Cannot:
    """One row a call drawn: what was drawn and sent, and what came of it. By intention to treat."""
    plan = source.plan
    if plan.measure not in OF_A_DRAW:
        return Cannot(
            "A draw is followed to an arrest, a hold, a hospital or another call; choose one of these measures."
        )
    table = source.mart.read(TRIALS, TABLES[TRIALS].schema)
    table = table.filter(table.world == World.REAL.value).order_by("drawn_at", "number")
    lines = source.mart.run(table).to_pylist()
    if not lines:
        return Cannot("No trial is closed here: 0 draws. A trial is planned before it, never out of the past.", 0)
    # One trial is one question: the newest, where there were several.
    newest = lines[-1]["trial"]
    others = [line for line in lines if line["trial"] != newest]
    lines = [line for line in lines if line["trial"] == newest]
    outcome, known = OF_A_DRAW[plan.measure]
    first = lines[0]["drawn_at"]
    kept = [
        {
            "draw": number,
            "arm": line["arm"],
            "outcome": None if line[outcome] is None else int(line[outcome]),
            "drawn_at": _since(line["drawn_at"], first),
            "known_at": _since(line[known], first) if line[outcome] is not None else None,
            "sent": line["received"],
        }
        for number, line in enumerate(lines, 1)
    ]
    arms = sorted({line["arm"] for line in lines}, key=lambda arm: arm == "team")
    spec: dict[str, Any] = {
        "unit": "draw", "arm": "arm", "outcome": "outcome", "allocated_at": "drawn_at", "outcome_at": "known_at",
        "received": "sent", "share": lines[0]["share"], "outcome_words": plan.words, "seed": common(source)["seed"],
        "contacts": sum(line["received"] == "team" for line in lines),
    }  # fmt: skip
    if len(arms) == 2:
        spec["compare"] = arms
    return _made(source, kept, spec, [("Draws of other trials", len(others))])


def _since(at: datetime | None, first: datetime) -> str | None:
    return None if at is None else (FIRST_DRAW + (at - first)).isoformat(timespec="seconds")


def _alike(plan: Plan, line: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _text(line[name]) for name in plan.alike if name in ALIKE}


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _made(source: Source, rows: list[dict], spec: dict, left: Iterable[tuple[str, int]]) -> Framed:
    names = list(rows[0])
    table = pa.table({name: pa.array([row[name] for row in rows]) for name in names})
    return Framed(table, spec, tuple((words, n) for words, n in left if n), source.filled_to)
