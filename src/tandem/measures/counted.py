"""What was counted is not counted again while its facts stand: counts by month, kept beside the facts by the same mart.

A count follows from the files in force of the tables a measure reads, the time they are filled to and the code that counts:
all three must be the same, or what is kept is not read. So nothing here is ever older than the facts. Sealing and
expungement rewrite a file, and so end every count that was made from it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from tandem.foundation.marts import Ledger, Mart
from tandem.measures import keeping
from tandem.measures.asking import Cell
from tandem.measures.catalogue import CATALOGUE
from tandem.measures.measure import Measure
from tandem.measures.period import Period
from tandem.measures.result import Interval
from tandem.measures.statistics import Sums


@dataclass(frozen=True)
class Quantiles:
    """Median and 90th percentile of one group, with intervals where n allows them."""

    median: float
    tail: float
    median_interval: Interval | None
    tail_interval: Interval | None


@dataclass(frozen=True)
class Counted:
    """What a measure came to by month, and its quantiles by month and, under None, of all months."""

    cells: Mapping[str, Cell]
    quantiles: Mapping[str | None, Quantiles]


def kept(measures: Iterable[Measure], mart: Mart, period: Period, world: str, ledger: Ledger) -> dict[str, Counted]:
    """Return by id what is kept of these measures, if their facts still stand as the ledger says."""
    stored = keeping.read(mart, keeping.COUNTS, *_of(period, world)) or {}
    found = {}
    for measure in measures:
        line = stored.get(measure.id)
        if line and CATALOGUE.get(measure.id) is measure and line["rests_on"] == _rests_on(measure, period, ledger):
            found[measure.id] = _counted(line)
    return found


def keep(found: Mapping[Measure, Counted], mart: Mart, period: Period, world: str, ledger: Ledger) -> None:
    """Keep what was counted with this ledger, beside what else of these months is kept and still stands."""
    stored = keeping.read(mart, keeping.COUNTS, *_of(period, world)) or {}
    still = {
        id: line
        for id, line in stored.items()
        if id in CATALOGUE and line["rests_on"] == _rests_on(CATALOGUE[id], period, ledger)
    }
    fresh = {
        measure.id: {"rests_on": _rests_on(measure, period, ledger), **_line(counted)}
        for measure, counted in found.items()
        if CATALOGUE.get(measure.id) is measure
    }
    keeping.write(mart, keeping.COUNTS, still | fresh, *_of(period, world))


def _of(period: Period, world: str) -> tuple[str, ...]:
    return period.months[0].id, period.months[-1].id, period.zone, str(world)


def _rests_on(measure: Measure, period: Period, ledger: Ledger) -> list[str]:
    return [period.as_of.isoformat(), *(file for table in measure.tables for file in ledger.files(table))]


def _line(counted: Counted) -> dict:
    cells = {
        month: asdict(cell) | {"earliest": cell.earliest and cell.earliest.isoformat()}
        for month, cell in counted.cells.items()
    }
    # JSON has words alone for names: all months together are "".
    return {"cells": cells, "quantiles": {month or "": asdict(one) for month, one in counted.quantiles.items()}}


def _counted(line: Mapping) -> Counted:
    cells = {
        month: Cell(
            **one
            | {
                "sums": Sums(**one["sums"]),
                "earliest": datetime.fromisoformat(one["earliest"]) if one["earliest"] else None,
            }
        )
        for month, one in line["cells"].items()
    }
    return Counted(cells, {month or None: _quantiles(one) for month, one in line["quantiles"].items()})


def _quantiles(one: Mapping) -> Quantiles:
    intervals = (one[name] and Interval(**one[name]) for name in ("median_interval", "tail_interval"))
    return Quantiles(one["median"], one["tail"], *intervals)
