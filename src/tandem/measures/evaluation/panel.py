"""Places (teams, officers) through time, each with the period from which on it had the change, or never."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from tandem.measures.evaluation.columns import Asked, Times, plural
from tandem.measures.evaluation.refusals import SpecError
from tandem.measures.evaluation.report import Excluded

NEVER = np.iinfo(np.int64).max
CELLS_AT_MOST = 20_000_000


@dataclass(frozen=True)
class Panel:
    """`y` has a row for each unit and a column for each period, NaN where a period is missing: a gap, never a zero."""

    units: tuple[str, ...]
    periods: np.ndarray
    y: np.ndarray
    first: np.ndarray
    held: np.ndarray
    held_names: tuple[str, ...]
    clusters: np.ndarray | None
    times: Times
    outcome: str
    counts: bool
    contacts: float | None
    placebos: int
    seed: int
    left: tuple[Excluded, ...]

    @property
    def treated(self) -> np.ndarray:
        return self.first != NEVER

    @property
    def cohorts(self) -> np.ndarray:
        """The periods in which a unit starts, in order."""
        return np.unique(self.first[self.treated])

    @property
    def gaps(self) -> int:
        return int(np.isnan(self.y).sum())

    def label(self, period: int) -> str:
        return self.times.label(period)

    def only(self, kept: np.ndarray, *left: Excluded) -> "Panel":
        """The panel of some of its units, with what was left out."""
        return Panel(
            tuple(np.asarray(self.units, dtype=object)[kept]),
            self.periods,
            self.y[kept],
            self.first[kept],
            self.held[kept],
            self.held_names,
            None if self.clusters is None else self.clusters[kept],
            self.times,
            self.outcome,
            self.counts,
            self.contacts,
            self.placebos,
            self.seed,
            (*self.left, *(one for one in left if one.count)),
        )

    def treated_cells(self) -> int:
        """How many unit-periods with an outcome lie after a start."""
        return int((~np.isnan(self.y) & (self.periods[None, :] >= self.first[:, None])).sum())


def read_panel(design: str, frame: Any, spec: Any, placebos: int) -> Panel:
    """Read unit, time, outcome and start. SpecError names the row that is wrong."""
    asked = Asked(design, frame, spec)
    unit, times, outcome = asked.labels("unit"), asked.times("time"), asked.numbers("outcome")
    if unit.isna().any():
        row = int(np.flatnonzero(unit.isna())[0]) + 2
        raise SpecError("unit", f"Row {row} has no unit. Give it one or take the row out.")
    codes, names = pd.factorize(unit, sort=True)
    _once(asked, codes, times, names)
    known = outcome[~np.isnan(outcome)]
    if (known == known[0]).all():
        raise SpecError("outcome", f"The outcome is {known[0]:g} in every row: nothing can be told from it.")
    periods = np.arange(times.index.min(), times.index.max() + 1)
    if len(periods) * len(names) > CELLS_AT_MOST:
        raise SpecError(
            "time",
            f"{len(names):,} units by {len(periods):,} periods are too many. Are the periods numbered 1, 2, 3, "
            "or is `every` too short?",
        )
    if not np.isin(periods, times.index).any() or len(periods) < 2:
        raise SpecError("time", "There is only one period; at least two are needed.")
    y = np.full((len(names), len(periods)), np.nan)
    y[codes, times.index - periods[0]] = outcome
    first = _starts(asked, codes, names, times, periods)
    held_names = tuple(asked.columns("covariates")) if "covariates" in asked else ()
    held = np.empty((len(names), len(held_names)))
    for at, name in enumerate(held_names):
        held[:, at] = _fixed(asked, "covariates", name, codes, names)
    clusters = None
    if "cluster" in asked:
        clusters = _cluster(asked, codes, names)
    left = []
    if blank := int(np.isnan(outcome).sum()):
        left.append(Excluded("rows without an outcome", blank))
    missing = int(np.isnan(y).sum()) - blank
    if missing:
        left.append(Excluded("unit-periods that the table has no row for: gaps, not zeros", missing))
    whole = bool((known >= 0).all() and (known == np.floor(known)).all() and known.max() > 1)
    return Panel(
        tuple(str(one) for one in names),
        periods,
        y,
        first,
        held,
        held_names,
        clusters,
        times,
        asked.outcome_words(),
        whole,
        asked.amount("contacts"),
        asked.whole("placebos", placebos, 1, 2000),
        asked.whole("seed", 1, 0, 2**31),
        tuple(left),
    )


def _once(asked: Asked, codes: np.ndarray, times: Times, names: Any) -> None:
    pairs = pd.DataFrame({"unit": codes, "time": times.index})
    again = np.flatnonzero(pairs.duplicated())
    if len(again):
        row = again[0]
        raise SpecError(
            "time",
            f"Unit “{names[codes[row]]}” has period {times.label(times.index[row])} twice, again in row {row + 2}. "
            "Each unit has each period once: sum the rows up.",
        )


def _starts(asked: Asked, codes: np.ndarray, names: Any, times: Times, periods: np.ndarray) -> np.ndarray:
    """The first period with the change for each unit: from `first_treated`, or from the 0 and 1 of `treated`."""
    if "first_treated" in asked and "treated" in asked:
        raise SpecError("treated", "Give `first_treated` or `treated`, not both.")
    if "treated" in asked:
        first = _from_flags(asked, codes, names, times)
    elif "first_treated" in asked:
        first = _from_firsts(asked, codes, names, times)
    else:
        raise SpecError("first_treated", "Name the column of the first period with the change (empty or 0: never).")
    # Whoever starts after the last period that we see has not started within it.
    return np.where(first > periods[-1], NEVER, first)


def _from_firsts(asked: Asked, codes: np.ndarray, names: Any, times: Times) -> np.ndarray:
    column = asked.column("first_treated")
    cells, values = pd.factorize(column, use_na_sentinel=True)
    never = np.array([str(one).strip() in ("", "0", "0.0", "never") for one in values] + [True])
    first = np.full(len(codes), NEVER)
    said = np.flatnonzero(~never[cells])
    if len(said):
        found = asked.times("first_treated", said)
        if (found.every is None) != (times.every is None):
            raise SpecError(
                "first_treated", "The start must be written as the time column is: numbers, months or dates."
            )
        first[said] = found.index
    spans = pd.DataFrame({"unit": codes, "first": first}).groupby("unit")["first"].agg(["min", "max"])
    two = np.flatnonzero(spans["min"] != spans["max"])
    if len(two):
        raise SpecError(
            "first_treated", f"Unit “{names[two[0]]}” has more than one start. Each unit has one, in every row."
        )
    return spans["min"].to_numpy()


def _from_flags(asked: Asked, codes: np.ndarray, names: Any, times: Times) -> np.ndarray:
    flags = asked.flags("treated")
    blank = np.flatnonzero(np.isnan(flags))
    if len(blank):
        raise SpecError("treated", f"Row {blank[0] + 2} does not say whether the change was there. Write 1 or 0.")
    told = pd.DataFrame({"unit": codes, "time": times.index, "had": flags}).sort_values(["unit", "time"])
    back = told[(told["had"] == 0) & (told.groupby("unit")["had"].cummax() == 1)]
    if len(back):
        unit, period = names[back["unit"].iloc[0]], times.label(back["time"].iloc[0])
        raise SpecError(
            "treated", f"Unit “{unit}” had the change and has it no more in {period}. A start is for good here."
        )
    starts = told[told["had"] == 1].groupby("unit")["time"].min()
    first = np.full(len(names), NEVER)
    first[starts.index.to_numpy()] = starts.to_numpy()
    return first


def _fixed(asked: Asked, field: str, name: str, codes: np.ndarray, names: Any) -> np.ndarray:
    """A number that stays the same through a unit's time."""
    values = asked.numbers(field, name)
    spans = pd.DataFrame({"unit": codes, "value": values}).groupby("unit")["value"].agg(["min", "max"])
    moving = np.flatnonzero((spans["min"] != spans["max"]) | spans["min"].isna())
    if len(moving):
        raise SpecError(field, f"“{name}” must be known and the same in all rows of unit “{names[moving[0]]}”.")
    return spans["min"].to_numpy()


def _cluster(asked: Asked, codes: np.ndarray, names: Any) -> np.ndarray:
    labels = asked.labels("cluster")
    told = pd.DataFrame({"unit": codes, "cluster": labels}).groupby("unit")["cluster"]
    wrong = np.flatnonzero((told.nunique() != 1) | (told.count() != told.size()))
    if len(wrong):
        raise SpecError("cluster", f"Unit “{names[wrong[0]]}” must have one cluster, in every row.")
    return pd.factorize(told.first())[0]


def of_units(panel: Panel) -> str:
    return f"{plural(len(panel.units), 'unit')}, {plural(len(panel.periods), 'period')}"
