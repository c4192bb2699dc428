"""A report somebody put together without code: measures down, months across or groups down, small numbers not shown.

The same expressions as every page. What a report says is decided by `suppress.py` for each measure, whoever reads it, since
a report is made to be handed on.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from tandem.foundation.marts import Mart
from tandem.measures.catalogue import CATALOGUE
from tandem.measures.measure import SHARES, Measure
from tandem.measures.period import Period
from tandem.measures.reading import said
from tandem.measures.results import compute
from tandem.measures.suppress import Cell, Table, is_small, may_share, protect
from tandem.measures.tables import TABLES
from tandem.vocabulary.facts import World

SPLITS = {
    "area": "Place",
    "age_band": "Age band",
    "gender": "Gender",
    "race": "Race",
    "language": "Language",
    "veteran": "Veteran",
    "shift": "Shift",
    "agency": "Agency",
}
UNKNOWN = "not known"


@dataclass(frozen=True)
class Line:
    """One line of a report. Numbers not shown are "", and `why` says why."""

    measure: str
    group: str
    n: str
    counted: str
    value: str
    interval: str
    edition: int
    why: str


def lines(mart: Mart, spec: dict, *, zone: str, now: datetime, say: Callable[[int, str], None]) -> list[Line]:
    """Count a report by its spec. `say` is told how many measures are done."""
    found = []
    for done, id in enumerate(spec["measures"]):
        measure = CATALOGUE[id]
        say(done, measure.name)
        found.append(_whole(mart, measure, spec, zone=zone, now=now))
        if spec["split"]:
            found += _groups(mart, measure, spec, zone=zone, now=now)
    return found


def _whole(mart: Mart, measure: Measure, spec: dict, *, zone: str, now: datetime) -> Line:
    result = compute(measure, mart, start_month=spec["first"], end_month=spec["last"], zone=zone, now=now)
    if result.not_measurable:
        return Line(measure.name, "", "", "", "", "", measure.edition, f"not measurable yet, {result.not_measurable}")
    share = measure.unit in SHARES
    if is_small(result.n) or (share and (is_small(result.numerator) or is_small(result.n - result.numerator))):
        return Line(measure.name, "", "", "", "", "", measure.edition, "not shown: fewer than 11 on one side")
    value = "" if result.value is None else said(measure, result.value)
    found = result.interval
    ends = f"{said(measure, found.low)} to {said(measure, found.high)}" if found and value else ""
    counted = f"{result.numerator}" if share else ""
    return Line(
        measure.name, "", f"{result.n}", counted, value, ends, measure.edition, "" if value else "under 20: no share"
    )


def _groups(mart: Mart, measure: Measure, spec: dict, *, zone: str, now: datetime) -> list[Line]:
    """A share's groups with their counts; of other units only how many, since their groups need rows and not counts."""
    period = Period.of(spec["first"], spec["last"], zone=zone, as_of=now)
    names = getattr(measure, "tables", (measure.table,))
    read = {name: mart.read(name, TABLES[name].schema) for name in names}
    rows = measure.expression({n: t.filter(t.world == World.REAL.value) for n, t in read.items()}, period)
    split = spec["split"]
    if split not in rows.columns:
        return [Line(measure.name, "", "", "", "", "", measure.edition, f"can't be split by {SPLITS[split].lower()}")]
    rows = rows.filter(rows.in_denominator)
    counted = mart.run(rows.group_by(split).aggregate(n=rows.count(), k=rows.in_numerator.sum())).to_pylist()
    groups = {UNKNOWN if row[split] is None else str(row[split]): (row["n"], row["k"] or 0) for row in counted}
    return _protected(measure, groups)


def _protected(measure: Measure, groups: dict[str, tuple[int, int]]) -> list[Line]:
    share = measure.unit in SHARES
    counts = {f"yes {g}": k if share else n for g, (n, k) in groups.items()}
    counts |= {f"no {g}": n - k if share else 0 for g, (n, k) in groups.items()}
    cells = []
    for group in groups:
        yes, no = f"yes {group}", f"no {group}"
        cells.append(Cell(f"n {group}", frozenset({yes, no}), bundle=group))
        if share:
            cells += [
                Cell(f"k {group}", frozenset({yes}), bundle=group),
                Cell(f"r {group}", frozenset({no}), bundle=group),
            ]
    above = [Cell("n", frozenset(counts)), Cell("k", frozenset(c for c in counts if c.startswith("yes ")))]
    out = tuple(cell for cell in above if not is_small(cell.value(counts)))
    found = protect(Table(counts, tuple(cells), published=out))
    made = []
    for group, (n, k) in sorted(groups.items(), key=lambda one: (one[0] == UNKNOWN, one[0])):
        if not found.shows(f"n {group}"):
            why = "not shown: under 11 on one side, or another could be worked out"
            made.append(Line(measure.name, group, "", "", "", "", measure.edition, why))
            continue
        value = f"{100 * k / n:.0f} %" if share and may_share(k, n) else ""
        made.append(Line(measure.name, group, f"{n}", f"{k}" if share else "", value, "", measure.edition, ""))
    return made
