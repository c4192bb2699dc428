"""A pack's sums, and which of them may be shown given every pack and page that is out. Pure; no fact is read here.

Packs overlap: the months of one less the months of another are a month or two, in which somebody could be found. So a
pack adds up the same frozen months as the public page, and all of it is weighed together.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise

from tandem.measures.reports.page import (
    ARRESTED,
    CONNECTED,
    OUTCOMES,
    SERVED,
    Counts,
    Figure,
    NotSafe,
    Out,
    atoms_of,
    distinct,
    no_of,
    out_of,
    places_of,
    watched,
    yes_of,
)
from tandem.measures.suppress import Cell, K, Protection, Table, Told, is_small, protect

STEPS = ("eligible", "served", "contacts", "engaged", "watched", "connected", "closed")


def span(first: str, last: str) -> tuple[str, ...]:
    """Every month from the first to the last, both included."""
    start, end = (int(one[:4]) * 12 + int(one[5:]) - 1 for one in (first, last))
    return tuple(f"{i // 12:04d}-{i % 12 + 1:02d}" for i in range(start, end + 1))


def span_back(last: str, count: int) -> str:
    """The month with which `count` months end in `last`."""
    index = int(last[:4]) * 12 + int(last[5:]) - count
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def cells(months: Sequence[str], counted: Mapping[str, Counts], places: Sequence[str]) -> tuple[Cell, ...]:
    """The sums of a pack of these months."""
    others = sorted({one for month in months for one in counted[month].get(OUTCOMES, {})})

    def of(series: str, which: slice = slice(None), some: Sequence[str] = months) -> frozenset[str]:
        return frozenset(atom for m in some for place in places for atom in yes_of(series, place, m)[which])

    def no(series: str, some: Sequence[str] = months) -> frozenset[str]:
        return frozenset(no_of(series, month) for month in some)

    def met_nobody(outcome: str) -> frozenset[str]:
        return frozenset(f"{OUTCOMES} {m} {outcome}" for m in months if outcome in counted[m].get(OUTCOMES, {}))

    engaged = of(CONNECTED) | no(CONNECTED)
    found = [
        Cell("eligible", of(SERVED) | no(SERVED), rank=9),
        Cell("served", of(SERVED), rank=8),
        Cell("contacts", engaged.union(*map(met_nobody, others)), rank=7),
        Cell("engaged", engaged, rank=6),
        Cell("watched", engaged, bundle="engaged", rank=6),
        Cell("connected", of(CONNECTED), rank=4),
        Cell("closed", of(CONNECTED, slice(0, 1)), rank=3),
        *(Cell(f"outcome {one}", met_nobody(one), rank=2) for one in others),
    ]
    for month in months:
        yes, rest = of(CONNECTED, some=[month]), no(CONNECTED, [month])
        found += [
            Cell(f"n {month}", yes | rest, bundle=month),
            Cell(f"k {month}", yes, bundle=month),
            Cell(f"rest {month}", rest, bundle=month),
        ]
    return tuple(found)


def weigh(
    months: Sequence[str],
    counted: Mapping[str, Counts],
    pages: Iterable[Sequence[Figure]],
    packs: Iterable[Mapping],
    quiet: Collection[str] = (),
) -> tuple[Protection, dict[str, int | None]]:
    """Say what a pack of these months may show, and its numbers (None where not shown), given all that is out.

    `packs` are contents of packs, `counted` every month any of all this adds up. Of the months that are `quiet` the pack
    will say that no contact was recorded yet, which tells their zero; they have no number. Raises NotSafe.
    """
    out = [figure for page in pages for figure in page]
    places, packs = places_of(counted, out), list(packs)
    told, earlier = out_of(out, places), out_of_packs(packs, counted, places)
    wanted, counts = cells(months, counted, places), atoms_of(counted, places)
    silent = {f"n {month}" for month in quiet}
    silence = [one for one in wanted if one.id in silent and one.value(counts) == 0]
    without = {f"{part} {one.id[2:]}" for one in silence for part in ("n", "k", "rest")}
    table = Table(
        counts,
        tuple(one for one in wanted if one.id not in without),
        published=distinct((*told.published, *earlier.published, *silence)),
        told=(*told.told, *earlier.told),
        watched=watched(sorted(counted), places, without=(ARRESTED,)),
    )
    found = protect(table)
    if found.exposed:
        raise NotSafe(", ".join(found.exposed))
    asked = (one for one in wanted if one.id not in without)
    return found, {one.id: one.value(counts) if found.shows(one.id) else None for one in asked}


def out_of_packs(packs: Iterable[Mapping], counted: Mapping[str, Counts], places: Sequence[str]) -> Out:
    """What packs that are out have told. One that does not say what it showed is taken to have shown everything."""
    shown, told = [], []
    for content in packs:
        made = {one.id: one for one in cells(span(_from(content), content["last"]), counted, places)}
        names = content.get("shown", made)
        shown += [_named(content, made[id]) for id in names if id in made]
        told += [Told(_named(content, made[id]), 1, K - 1) for id in content.get("few", ()) if id in made]
    return Out(tuple(shown), tuple(told))


def _from(content: Mapping) -> str:
    """The first month a pack adds up: later than the first it is of, where nothing was recorded before."""
    return content.get("counted_from") or content["first"]


def _named(content: Mapping, cell: Cell) -> Cell:
    return Cell(f"pack {_from(content)} {content['last']} {cell.id}", cell.atoms)


def of_goal(
    months: Sequence[str],
    counts: Mapping[str, tuple[int, int]],
    earlier: Sequence[Mapping],
    *,
    share: bool,
) -> bool:
    """Whether the row of a goal may be shown: its number is of the months, beside the rows of earlier packs.

    `counts` are (counted over, counted in) by month, of every month that any of these rows adds up. `earlier` are rows
    that were shown, as they were: first, last, n, k (None where only n was told). A late entry changes a sum by a few:
    a row of the same months that differs by 1 to 10 from an earlier one is not shown either.
    """
    for row in earlier:
        if (row["first"], row["last"]) == (months[0], months[-1]):
            n, k = (sum(counts[m][part] for m in months) for part in (0, 1))
            moved = [abs(n - row["n"])] + ([abs(k - row["k"])] if share and row["k"] is not None else [])
            if any(map(is_small, moved)):
                return False
    edges = sorted({months[0], _after(months[-1])} | {e for r in earlier for e in (r["first"], _after(r["last"]))})
    atoms: dict[str, int] = {}
    for start, end in pairwise(edges):
        some = [m for m in counts if start <= m < end]
        atoms[f"yes {start}"] = sum(counts[m][1] for m in some)
        atoms[f"no {start}"] = sum(counts[m][0] - counts[m][1] for m in some)

    def made(id: str, first: str, last: str) -> list[Cell]:
        yes, no = (frozenset(f"{part} {e}" for e in edges[:-1] if first <= e < _after(last)) for part in ("yes", "no"))
        parts = [("n", yes | no), ("k", yes), ("r", no)] if share else [("n", yes | no)]
        return [Cell(f"{id} {name}", atoms_, bundle=id) for name, atoms_ in parts]

    wanted = made("now", months[0], months[-1])
    before = [cell for i, row in enumerate(earlier) for cell in made(f"row {i}", row["first"], row["last"])]
    parts = [Cell(atom, frozenset({atom})) for atom in atoms] if share else []
    whole = [Cell(f"in {e}", frozenset({f"yes {e}", f"no {e}"})) for e in edges[:-1]]
    found = protect(Table(atoms, tuple(wanted), published=distinct(before), watched=(*parts, *whole)))
    return not found.exposed and all(found.shows(cell.id) for cell in wanted)


def _after(month: str) -> str:
    index = int(month[:4]) * 12 + int(month[5:])
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def few(found: Protection) -> list[str]:
    """Ids of which "fewer than 11" was told; of several hidden together it was told of all, and so of none."""
    return sorted({one.cell.id for one in found.told} & found.hidden.keys())
