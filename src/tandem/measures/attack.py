"""The attacker: somebody with every table, month and filter ever published, and a solver. Exact bounds of each group.

Integer programming over the atoms: published sums are equations, no count is negative, what was told of a hidden number
bounds it (scipy's HiGHS; of the extra `evaluate`, so it is loaded only here). This is the proof that `suppress.py`
hides enough; what is published never depends on it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tandem.measures.worlds import Cell, Told


@dataclass(frozen=True)
class Bound:
    """What an attacker knows of one group: between `low` and `high` (None: no end). `value` is the truth."""

    id: str
    low: int
    high: int | None
    value: int

    @property
    def width(self) -> float:
        return float("inf") if self.high is None else self.high - self.low


def audit(
    counts: Mapping[str, int], known: Sequence[Cell], targets: Iterable[Cell], told: Sequence[Told] = ()
) -> list[Bound]:
    """Return the exact bounds of each target, given everything known. ImportError without scipy."""
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp

    atoms = list(counts)
    index = {atom: i for i, atom in enumerate(atoms)}

    def row(cell: Cell) -> np.ndarray:
        line = np.zeros(len(atoms))
        line[[index[atom] for atom in cell.atoms]] = 1
        return line

    rules = [LinearConstraint(row(cell), cell.value(counts), cell.value(counts)) for cell in known]
    rules += [LinearConstraint(row(one.cell), one.low, np.inf if one.high is None else one.high) for one in told]

    def end(cell: Cell, sign: int) -> int | None:
        found = milp(sign * row(cell), constraints=rules, integrality=np.ones(len(atoms)), bounds=Bounds(0, np.inf))
        return round(sign * found.fun) if found.status == 0 else None

    return [Bound(cell.id, end(cell, 1) or 0, end(cell, -1), cell.value(counts)) for cell in targets]
