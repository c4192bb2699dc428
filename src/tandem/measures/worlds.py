"""Other worlds that fit everything published: as long as there are enough of them, a hidden number stays hidden.

Every number published is a sum of the smallest counts ("atoms": one month, one place, one outcome). Whoever reads all
of it knows those sums and that no count is negative. A number is safe if the readers cannot tell this world from another
in which it is something else. Such a world is searched for here by single moves: one atom up, others down, until every
published sum is again what it was. A world found is a proof; none found counts as exposed, so the search errs on the side
of hiding more. `attack.py` computes the exact bounds instead, and the tests hold the two against each other.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

# How long one move may be looked for, how many moves a number is pushed by, and how wide the search branches.
NODES, MOVES, BRANCHES = 240, 30, 6
FAR = 1 << 60


@dataclass(frozen=True)
class Cell:
    """A number that adds up `atoms`. Cells of one `bundle` are shown or hidden together; a higher `rank` is hidden later."""

    id: str
    atoms: frozenset[str]
    bundle: str = ""
    rank: int = 0

    @property
    def together(self) -> str:
        return self.bundle or self.id

    def value(self, counts: Mapping[str, int]) -> int:
        return sum(counts[atom] for atom in self.atoms)


@dataclass(frozen=True)
class Told:
    """What was said of a number without saying it: "fewer than 11" tells 1 to 10. `high` None: no end."""

    cell: Cell
    low: int
    high: int | None


class Worlds:
    """The true counts, and what everybody knows: sums that are published, and what was told of hidden ones."""

    def __init__(self, counts: Mapping[str, int], known: Iterable[Cell], told: Iterable[Told] = ()):
        self._index = {atom: i for i, atom in enumerate(counts)}
        self._true = list(counts.values())
        self._rows = list({self._of(cell): None for cell in known})
        self._boxes = [(self._of(one.cell), one.low, FAR if one.high is None else one.high) for one in told]
        self._rows_of: list[list[int]] = [[] for _ in self._true]
        for number, row in enumerate(self._rows):
            for atom in row:
                self._rows_of[atom].append(number)

    def reach(self, cell: Cell, *, low: int, high: int) -> tuple[int, int]:
        """The smallest and the largest value of a cell in a world found, not looking beyond `low` and `high`."""
        target = self._of(cell)
        return self._push(target, -1, low), self._push(target, 1, high)

    def _of(self, cell: Cell) -> frozenset[int]:
        return frozenset(self._index[atom] for atom in cell.atoms)

    def _push(self, target: frozenset[int], sign: int, goal: int) -> int:
        counts = list(self._true)
        value = sum(counts[atom] for atom in target)
        for _ in range(MOVES):
            left = (goal - value) * sign
            if left <= 0:
                break
            step = self._step(counts, target, sign, left)
            if step is None:
                break
            move, size = step
            for atom, change in move.items():
                counts[atom] += change * size
            value = sum(counts[atom] for atom in target)
        return value

    def _step(
        self, counts: list[int], target: frozenset[int], sign: int, left: int
    ) -> tuple[dict[int, int], int] | None:
        """One move of the target by `sign`, and how often it can be made at once; None where none is found."""
        for start in sorted(target, key=lambda atom: -counts[atom] if sign < 0 else len(self._rows_of[atom])):
            if sign < 0 and counts[start] == 0:
                continue
            budget = [NODES]
            off = dict.fromkeys(self._rows_of[start], sign)
            for move in self._repairs({start: sign}, off, counts, target, sign, budget):
                moved = sum(change for atom, change in move.items() if atom in target) * sign
                size = min((counts[atom] for atom, change in move.items() if change < 0), default=FAR)
                size = min(size, -(-left // moved), self._room(counts, move))
                if size > 0:
                    return move, size
        return None

    def _repairs(
        self,
        move: dict[int, int],
        off: dict[int, int],
        counts: list[int],
        target: frozenset[int],
        sign: int,
        budget: list[int],
    ) -> Iterator[dict[int, int]]:
        """Moves that leave every published sum as it is. `off` are the sums not yet so; repaired in their order."""
        if not off:
            yield move
            return
        budget[0] -= 1
        if budget[0] < 0:
            return
        first = min(off)
        change = -1 if off[first] > 0 else 1
        options = [
            atom
            for atom in self._rows[first]
            if atom not in move and (change > 0 or counts[atom] > 0) and (atom not in target or change == sign)
        ]
        options.sort(key=lambda atom: self._harm(atom, change, off, first) + ((-counts[atom],) if change < 0 else (0,)))
        for atom in options[:BRANCHES]:
            after = dict(off)
            for row in self._rows_of[atom]:
                after[row] = after.get(row, 0) + change
                if after[row] == 0:
                    del after[row]
            yield from self._repairs({**move, atom: change}, after, counts, target, sign, budget)

    def _harm(self, atom: int, change: int, off: Mapping[int, int], first: int) -> tuple[int, int]:
        """How many sums repaired already this would disturb, and how many to come."""
        rows = self._rows_of[atom]
        early = sum(1 for row in rows if row < first and row not in off)
        return early, sum(-1 if off.get(row, 0) * change < 0 else 1 for row in rows)

    def _room(self, counts: list[int], move: Mapping[int, int]) -> int:
        """How often the move can be made before it contradicts what was told of a hidden number."""
        room = FAR
        for atoms, low, high in self._boxes:
            by = sum(change for atom, change in move.items() if atom in atoms)
            if by:
                value = sum(counts[atom] for atom in atoms)
                room = min(room, (high - value) // by if by > 0 else (value - low) // -by)
        return room


def residuals(known: Sequence[Cell], counts: Mapping[str, int]) -> Iterator[Cell]:
    """The groups found by taking published numbers from a published one that holds them: total less all the others."""
    seen: set[frozenset[str]] = {cell.atoms for cell in known}
    for whole in known:
        inside = sorted((c for c in known if c.atoms < whole.atoms), key=lambda c: -len(c.atoms))
        for start in inside:
            rest = whole.atoms - start.atoms
            for part in inside:
                if part.atoms <= rest:
                    rest -= part.atoms
            if rest and rest not in seen:
                seen.add(rest)
                yield Cell(f"{whole.id} less what is shown of it", rest)
