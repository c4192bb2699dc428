"""How measures ask the mart: one pass over a table for all measures that look at the same rows of it, by month.

No row leaves the engine: it counts the rows that are alike, and what is left is arithmetic on a few lines.
"""

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from tandem.foundation.marts import Mart
from tandem.measures.measure import RATIOS, Measure
from tandem.measures.passes import HOURLY, PAST, Pass, asked, passes
from tandem.measures.period import Period
from tandem.measures.statistics import Sums

TOO_RECENT = "too_recent"
AT_ONCE = 2
# The two columns that every measure has; of hours and minutes they are the same.
PLAIN = frozenset({"in_denominator", "in_numerator"})


@dataclass
class Cell:
    """What one month of one measure came to. `seen` counts all rows, `earliest` is the first row left out as too recent.

    `past` of the `n` rows that count are of an imported file.
    """

    seen: int
    n: int
    k: int
    left_out: dict[str, int] = field(default_factory=dict)
    parts: dict[str, int] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    earliest: datetime | None = None
    sums: Sums = field(default_factory=Sums)
    past: int = 0


def cells(measures: Iterable[Measure], mart: Mart, period: Period, world: str) -> dict[str, dict[str, Cell]]:
    """Return by measure and month what was counted; a month without any row is missing.

    For each measure a row is one small number: why it is left out, and which of its counts it is in. The engine counts
    equal numbers by month, in one go for all measures (GROUPING SETS), which is far quicker than a sum for each count.
    """
    found: dict[str, dict[str, Cell]] = {}
    wanted = tuple(measures)
    asked_for: list[tuple[list[_Code], str, tuple[str, ...]]] = []
    for one in passes(wanted, mart, period, world):
        codes = [_Code(measure, i, one) for i, measure in one.asked(wanted)]
        # Sums are taken over single rows; all else over lines of rows that are alike, which are far fewer.
        sums = {f"m{code.i}_{name}": term for code in codes for name, term in code.sums.items()}
        coded = ", ".join(
            ["month", '"at"', "1 AS n" if sums else "n", *(column for code in codes for column in code.columns)]
        )
        counted = ", ".join(
            ["month", *(f"m{code.i}" for code in codes), "sum(n)::BIGINT AS n", 'epoch_us(min("at")) AS earliest']
            + [f"sum({term}) AS {name}" for name, term in sums.items()]
        )
        sets = ", ".join(f"(month, m{code.i})" for code in codes)
        sql = f"SELECT {counted} FROM (SELECT {coded} FROM ({one.sql(wanted, alike=not sums)})) GROUP BY GROUPING SETS ({sets})"
        asked_for.append((codes, sql, one.tables))
    # The engine plans a query on one processor: meanwhile it works on another query.
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = pool.map(lambda one: mart.lines(*one[1:]), asked_for)
        for (codes, _sql, _tables), lines in zip(asked_for, answers, strict=True):
            for code in codes:
                found[code.measure.id] = code.cells(lines)
    return found


class _Code:
    """One small number for all that is counted of a row: excluded + reasons × (a bit for each count + bits × part).

    `columns` are what the engine works out for a row, `sums` what it adds up besides, over the rows of one such number.
    """

    def __init__(self, measure: Measure, i: int, one: Pass):
        self.measure, self.i = measure, i
        self.reasons = len(measure.exclusions)
        self.parts = list(measure.parts or ())
        self.bits = sorted(asked(measure) - {"value", "part", "top"})
        self.guarded = {name for name in self.bits if f"m{i}_{name}" in one.guarded}
        terms = [f"coalesce(m{i}_excluded, {self.reasons})::INT"]
        step = self.reasons + 1
        for name in self.bits:
            terms.append(f"{step} * coalesce(m{i}_{name}, false)::INT")
            step *= 2
        if self.parts:
            terms.append(f"{step} * coalesce(m{i}_part, {len(self.parts)})::INT")
        self.sums = _sums(measure, i)
        self.columns = [f"{' + '.join(terms)} AS m{i}"]
        self.columns += [f"m{i}_{name}" for name in ("value", "top") if f"m{i}_{name}" in " ".join(self.sums.values())]

    def cells(self, lines: Iterable[Mapping]) -> dict[str, Cell]:
        """By month what the engine's lines say of this measure; lines of other measures have no number here."""
        found: dict[str, Cell] = {}
        for line in lines:
            if line[f"m{self.i}"] is not None:
                self._add(found.setdefault(line["month"], Cell(0, 0, 0)), line)
        return found

    def _add(self, cell: Cell, line: Mapping) -> None:
        n = line["n"]
        code, excluded = divmod(line[f"m{self.i}"], self.reasons + 1)
        part, bits = divmod(code, 2 ** len(self.bits))
        counted = excluded == self.reasons
        true = {name for number, name in enumerate(self.bits) if bits >> number & 1}
        if not counted:
            true -= self.guarded
        else:
            true |= PLAIN if "in_numerator" not in self.bits else {"in_denominator"}
        cell.seen += n
        cell.n += n * counted
        cell.past += n * (counted and PAST in true)
        cell.k += n * ("in_numerator" in true)
        if not counted:
            reason = self.measure.exclusions[excluded].id
            cell.left_out[reason] = cell.left_out.get(reason, 0) + n
            if reason == TOO_RECENT:
                earliest = datetime.fromtimestamp(0, UTC) + timedelta(microseconds=line["earliest"])
                cell.earliest = min(earliest, cell.earliest or earliest)
        elif self.parts and part < len(self.parts):
            name = self.parts[part]
            cell.parts[name] = cell.parts.get(name, 0) + n
        for count in self.measure.counts:
            if count.column in true:
                cell.counts[count.id] = cell.counts.get(count.id, 0) + n
        if self.sums:
            own = (float(line.get(f"m{self.i}_{name}") or 0) for name in ("x", "y", "xx", "xy", "yy"))
            cell.sums += Sums(n, *own) if counted else Sums()


def _sums(measure: Measure, i: int) -> dict[str, str]:
    """The sums that hours and ratios need, by name."""
    if measure.unit not in HOURLY:
        return {}
    x, y = f"m{i}_value", f"m{i}_top"
    sums = {"x": x, "xx": f"{x} * {x}"}
    return sums | ({"y": y, "xy": f"{x} * {y}", "yy": f"{y} * {y}"} if measure.unit in RATIOS else {})


def quantiles(
    wanted: Mapping[Measure, list[float]], mart: Mart, period: Period, world: str
) -> dict[str, dict[str | None, list[float]]]:
    """Return by measure, and by month or None for the whole period, its values' quantiles at the fractions wanted."""
    found: dict[str, dict[str | None, list[float]]] = {}
    for one in passes(tuple(wanted), mart, period, world):
        each = ", ".join(
            f"quantile_cont(CASE WHEN m{i}_excluded IS NULL THEN m{i}_value END, {wanted[measure]}) AS m{i}"
            for i, measure in one.asked(wanted)
        )
        sql = f"SELECT month, {each} FROM ({one.sql(wanted, 'excluded', 'value')}) GROUP BY GROUPING SETS ((month), ())"
        lines = mart.lines(sql, one.tables)
        for i, measure in one.asked(wanted):
            found[measure.id] = {line["month"]: line[f"m{i}"] for line in lines if line[f"m{i}"] is not None}
    return found
