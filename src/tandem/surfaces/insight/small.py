"""Which months and parts of a measure a reader outside the care of a person is shown: by the one rule, `suppress.py`."""

from collections.abc import Iterable, Mapping

from tandem.measures.funnel import CLOSED, CONNECTED, ELIGIBLE, ENGAGED, SERVED, Funnel
from tandem.measures.measure import SHARES
from tandem.measures.result import Result
from tandem.measures.splits import GroupResult
from tandem.measures.suppress import Cell, Table, is_small, protect


def small_whole(result: Result) -> bool:
    """Whether the number over all months is too small on one side."""
    one_sided = is_small(result.numerator) or is_small(result.n - result.numerator)
    return is_small(result.n) or (one_sided and result.measure.unit in SHARES)


def hidden_months(result: Result) -> set[str]:
    """The months left blank: those with a small count on either side, and what would give one of them away."""
    share = result.measure.unit in SHARES
    counts: dict[str, int] = {}
    cells = []
    for month in result.months:
        id = month.month.id
        yes, no = (month.numerator, month.n - month.numerator) if share else (month.n, 0)
        counts |= {f"{id} yes": yes, f"{id} no": no}
        cells.append(Cell(f"{id} n", frozenset({f"{id} yes", f"{id} no"}), bundle=id))
        if share:
            cells += [
                Cell(f"{id} k", frozenset({f"{id} yes"}), bundle=id),
                Cell(f"{id} rest", frozenset({f"{id} no"}), bundle=id),
            ]
    whole = [] if is_small(result.n) else [Cell("n", frozenset(counts))]
    if share and not small_whole(result):
        whole.append(Cell("k", frozenset(atom for atom in counts if atom.endswith("yes"))))
    found = protect(Table(counts, tuple(cells), published=tuple(whole)))
    return {id.partition(" ")[0] for id in found.hidden}


def few_parts(result: Result) -> set[str]:
    """The parts of a mix left blank. The numerator is one of them, and stands above the table."""
    counts = {part.id: part.count for part in result.parts}
    above = [] if is_small(result.n) else [Cell("n", frozenset(counts))]
    if not small_whole(result):
        above += [Cell("k", frozenset({id})) for id, count in counts.items() if count == result.numerator][:1]
    cells = tuple(Cell(id, frozenset({id})) for id in counts)
    return set(protect(Table(counts, cells, published=tuple(above))).hidden)


def hidden_groups(groups: Iterable[GroupResult], *, share: bool) -> set[str | None]:
    """The groups left blank, as `hidden_months` for months. The unknown is a group, and the whole stands on the page."""
    counts: dict[str, int] = {}
    cells, names = [], {}
    for place, group in enumerate(groups):
        id = str(place)
        names[id] = group.id
        yes, no = (group.numerator, group.n - group.numerator) if share else (group.n, 0)
        counts |= {f"{id} yes": yes, f"{id} no": no}
        cells.append(Cell(f"{id} n", frozenset({f"{id} yes", f"{id} no"}), bundle=id))
        if share:
            cells += [
                Cell(f"{id} k", frozenset({f"{id} yes"}), bundle=id),
                Cell(f"{id} rest", frozenset({f"{id} no"}), bundle=id),
            ]
    whole = [Cell("n", frozenset(counts))]
    if share:
        whole.append(Cell("k", frozenset(atom for atom in counts if atom.endswith("yes"))))
    found = protect(Table(counts, tuple(cells), published=tuple(whole)))
    return {names[id.partition(" ")[0]] for id in found.hidden}


def hidden_steps(told: Funnel) -> set[str]:
    """What of a funnel is left blank: steps and their losses, by name; those of a contact outcome by its words."""
    n = {step.id: step.n for step in told.steps}
    watched = told.step(CONNECTED).of
    parts = {
        SERVED: n[SERVED],
        "unserved": n[ELIGIBLE] - n[SERVED],
        **dict(told.fell_out),
        "recent": told.too_recent,
        "not_connected": watched - n[CONNECTED],
        "not_closed": n[CONNECTED] - n[CLOSED],
        CLOSED: n[CLOSED],
    }
    came = {"not_closed", CLOSED}
    seen = came | {"not_connected"}
    cells = (
        *(Cell(name, frozenset({name})) for name in parts),
        Cell(ENGAGED, frozenset({"recent", *seen}), rank=1),
        Cell("watched", frozenset(seen), rank=1),
        Cell(CONNECTED, frozenset(came)),
    )
    # How many calls and contacts there are stands on the pages of the measures that count them, and can't be taken back.
    whole = (
        Cell(ELIGIBLE, frozenset({SERVED, "unserved"})),
        Cell("contacts", frozenset({*dict(told.fell_out), "recent", *seen})),
    )
    few = {cell.id for cell in whole if is_small(cell.value(parts))}
    out = tuple(cell for cell in whole if cell.id not in few)
    return few | set(protect(Table(parts, cells, published=out)).hidden)


def hidden_cells(counts: Mapping[tuple, tuple[int, int]]) -> set[tuple]:
    """The cells of a table of ways by groups left blank; `counts` are (n, counted in) by (way, group).

    What each way and each group came to as a whole stands on pages of their own, unless it is small there too.
    """
    atoms: dict[str, int] = {}
    cells, names = [], {}
    for place, (key, (n, k)) in enumerate(counts.items()):
        id = str(place)
        names[id] = key
        yes, no = f"{id} yes", f"{id} no"
        atoms |= {yes: k, no: n - k}
        for own in ({yes, no}, {yes}, {no}):
            cells.append(Cell(f"{id} {len(cells)}", frozenset(own), bundle=id))
    whole = []
    for axis in (0, 1):
        for value in {key[axis] for key in counts}:
            ids = [id for id, key in names.items() if key[axis] == value]
            both = frozenset(f"{id} {side}" for id in ids for side in ("yes", "no"))
            kept = frozenset(f"{id} yes" for id in ids)
            n, k = (sum(atoms[one] for one in some) for some in (both, kept))
            if not (is_small(n) or is_small(k) or is_small(n - k)):
                whole += [Cell(f"n {axis} {value}", both), Cell(f"k {axis} {value}", kept)]
    return {names[id.partition(" ")[0]] for id in protect(Table(atoms, tuple(cells), published=tuple(whole))).hidden}
