"""Which numbers are shown where readers must not be able to find a person: k = 11, and never by subtraction either.

No number from 1 to 10 is shown or can be worked out, zero may be (CMS cell size suppression policy). A percentage tells
its count, so it stands or falls with it. Where a hidden number could be found from others (a total less the rest, this
month's page less last month's, one filter less another), another is hidden with it: complementary suppression. After
it, nobody who reads everything ever published can narrow a hidden number to fewer than four values, nor prove from the
numbers that it lies between 1 and 10.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from tandem.measures.attack import Bound, audit
from tandem.measures.worlds import Cell, Told, Worlds, residuals

__all__ = [
    "Bound",
    "Cell",
    "Protection",
    "Table",
    "Told",
    "Why",
    "audit",
    "is_small",
    "may_share",
    "protect",
]

K = 11
# A share of fewer than 20 moves by five points with one person, and gives its count away.
FEWEST_OF = 20
# A hidden number's possible values lie at least this far apart.
SPREAD = 3


class Why(StrEnum):
    """Why a number is not shown."""

    FEW = "few"
    COMPANION = "companion"


WHY_LABELS = {
    Why.FEW: "fewer than 11",
    Why.COMPANION: "hidden so that another cannot be worked out",
}


@dataclass(frozen=True)
class Table:
    """What would be published. Tables that share atoms are looked at together.

    `counts`: the smallest counts, by name; every cell is a sum of them. `cells`: numbers to be published now. `published`:
    numbers that are out and can't be taken back; `told`: what was said then of those not shown. `watched`: groups nobody
    publishes, which must not be found by comparing either (those a later month added).
    """

    counts: Mapping[str, int]
    cells: tuple[Cell, ...]
    published: tuple[Cell, ...] = ()
    told: tuple[Told, ...] = ()
    watched: tuple[Cell, ...] = ()


@dataclass(frozen=True)
class Protection:
    """`hidden` says why, by cell id; every other cell is shown. `exposed` are groups that were out before: no hiding helps."""

    hidden: Mapping[str, Why]
    exposed: tuple[str, ...] = ()
    told: tuple[Told, ...] = field(default=())

    def shows(self, id: str) -> bool:
        return id not in self.hidden


def is_small(count: int) -> bool:
    """Whether a count is one of 1 to 10."""
    return 0 < count < K


def may_share(part: int, whole: int) -> bool:
    """Whether part of whole may be shown as a percentage: of at least 20, and small on neither side."""
    return whole >= FEWEST_OF and not is_small(part) and not is_small(whole - part)


def protect(tables: Table | Sequence[Table]) -> Protection:
    """Say which cells are shown, hidden for being under 11, or hidden so that another can't be worked out.

    Hides the smallest that helps, those of a low rank first. ValueError for a cell of atoms that nobody counted, or two
    cells of one id.
    """
    table = merged([tables] if isinstance(tables, Table) else tables)
    few = {cell.together for cell in table.cells if _small(cell, table)}
    hidden = {cell.id: Why.FEW for cell in table.cells if cell.together in few}
    exposed: list[str] = []
    checked: set[frozenset[str]] = set()
    while groups := [cell for cell in _groups(table, hidden) if cell.atoms not in checked]:
        for cell in groups:
            # Hiding more and telling less never makes a group easier to find: one look at each is enough.
            checked.add(cell.atoms)
            while not _safe(cell, table, hidden):
                if not _tell_less(cell, table, hidden) and not _hide_one_more(cell, table, hidden):
                    exposed.append(cell.id)
                    break
    return Protection(hidden, tuple(exposed), _told(table, hidden))


def merged(tables: Sequence[Table]) -> Table:
    """One table of several. ValueError where they contradict each other."""
    counts: dict[str, int] = {}
    for table in tables:
        for atom, count in table.counts.items():
            if counts.setdefault(atom, count) != count or count < 0:
                raise ValueError(f"{atom} is counted as {count} and as {counts[atom]}.")
    names = ("cells", "published", "told", "watched")
    whole = Table(counts, *(tuple(one for table in tables for one in getattr(table, name)) for name in names))
    ids = [cell.id for cell in whole.cells]
    if len(set(ids)) < len(ids):
        raise ValueError("Two cells of one name.")
    known = set(counts)
    for cell in (*whole.cells, *whole.published, *whole.watched):
        if not cell.atoms <= known:
            raise ValueError(f"{cell.id} adds up what nobody counted.")
    return whole


def _small(cell: Cell, table: Table) -> bool:
    return is_small(cell.value(table.counts))


def _known(table: Table, hidden: Mapping[str, Why]) -> list[Cell]:
    return [*table.published, *(cell for cell in table.cells if cell.id not in hidden)]


def _told(table: Table, hidden: Mapping[str, Why]) -> tuple[Told, ...]:
    """What the reasons tell: "fewer than 11" says 1 to 10. Of several hidden together one is enough, so that tells nothing.

    A companion may be of any size, since a small number is called one where its own reason would tell too much.
    """
    sizes = Counter(cell.together for cell in table.cells)
    said = [
        Told(cell, 1, K - 1) for cell in table.cells if hidden.get(cell.id) == Why.FEW and sizes[cell.together] == 1
    ]
    return (*table.told, *said)


def _groups(table: Table, hidden: Mapping[str, Why]) -> list[Cell]:
    """Every group of 1 to 10 that must not be found: hidden, watched, told of before, or left by subtraction."""
    told = (one.cell for one in table.told)
    groups = [*table.cells, *table.watched, *told, *residuals(_known(table, hidden), table.counts)]
    return [cell for cell in groups if _small(cell, table)]


def _safe(cell: Cell, table: Table, hidden: Mapping[str, Why]) -> bool:
    """Whether a group could as well have another size: four or more are possible, and from the numbers none or 11 too."""
    value, known, told = cell.value(table.counts), _known(table, hidden), _told(table, hidden)
    itself = any(one.cell.atoms == cell.atoms for one in told)
    for hints, ends in ((told, not itself), ((), True)):
        worlds = Worlds(table.counts, known, hints)
        low, high = worlds.reach(cell, low=0, high=max(K, value + SPREAD) if ends else K - 1)
        if high - low < SPREAD or (ends and low > 0 and high < K):
            return False
        if not told:
            break
    return True


def _tell_less(found: Cell, table: Table, hidden: dict[str, Why]) -> bool:
    """Give a less telling reason where the reasons are what gives a group away: its own first, then every one of now."""
    mine = [id for id, why in hidden.items() if why == Why.FEW and id == found.id]
    for ids in (mine, [id for id, why in hidden.items() if why == Why.FEW]):
        trial = {**hidden, **dict.fromkeys(ids, Why.COMPANION)}
        if ids and _safe(found, table, trial):
            hidden.update(trial)
            return True
    return False


def _hide_one_more(found: Cell, table: Table, hidden: dict[str, Why]) -> bool:
    """Hide the smallest number whose hiding keeps the group hidden; the smallest of all where no single one is enough."""
    bundles: dict[str, list[Cell]] = {}
    for cell in table.cells:
        if cell.id not in hidden:
            bundles.setdefault(cell.together, []).append(cell)
    trials = [
        dict.fromkeys((cell.id for cell in cells), Why.COMPANION)
        for cells in sorted(bundles.values(), key=lambda cells: _cost(cells, table))
    ]
    if not trials:
        return False
    enough = (trial for trial in trials if _safe(found, table, {**hidden, **trial}))
    hidden.update(next(enough, trials[0]))
    return True


def _cost(cells: list[Cell], table: Table) -> tuple[int, bool, int]:
    value = max(cell.value(table.counts) for cell in cells)
    return max(cell.rank for cell in cells), value == 0, value
