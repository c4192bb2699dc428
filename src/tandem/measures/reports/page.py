"""The public page as numbers: which sums it wants to show, and which of them it may. Pure; no fact is read here.

A page adds up whole months that are frozen: what a month counted when it was first published. So every number ever
published is a sum of the same small counts, and `suppress.py` can weigh all pages together.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tandem.measures.suppress import Cell, Table, Told, Why, protect
from tandem.measures.suppress import K as K

MONTHS = 12
# What is counted of a month: how many were so, by place, and how many were not.
SERVED, CONNECTED, ARRESTED = "served", "connected", "arrested"
SERIES = (SERVED, CONNECTED, ARRESTED)
# Counted for packs alone: of the connected, those whose loop was closed; contacts that met nobody, by outcome.
CLOSED, OUTCOMES = "closed", "outcomes"
WHOLE, TOTAL, PLACE = "of", "all", "place"
RANK = {(SERVED, WHOLE): 9, (SERVED, TOTAL): 8, (CONNECTED, WHOLE): 7, (CONNECTED, TOTAL): 6, (ARRESTED, WHOLE): 5}
RANK |= {(ARRESTED, TOTAL): 4, (SERVED, PLACE): 1, (CONNECTED, PLACE): 0}

# Of one month: {"served": {"yes": {"Old Town": 12}, "no": 7}, ...}. A place that is not known is "".
Counts = Mapping[str, Mapping]


class NotSafe(Exception):
    """What is out already would let somebody find a small group, whatever is hidden now."""


@dataclass(frozen=True)
class Figure:
    """One number of a page. `value` is None where it is not shown, and `why` says why. `months` are what it adds up."""

    series: str
    level: str
    place: str
    months: tuple[str, ...]
    value: int | None
    why: str = ""

    @property
    def id(self) -> str:
        return f"{self.series} {self.level} {self.place} {self.months[0]} {self.months[-1]}"

    def to_json(self) -> dict:
        return {**self.__dict__, "months": list(self.months)}

    @classmethod
    def of_json(cls, told: Mapping) -> "Figure":
        return cls(**{**told, "months": tuple(told["months"])})


@dataclass(frozen=True)
class Out:
    """What is out already and can't be taken back: numbers shown, and what was said of those that were not."""

    published: tuple[Cell, ...] = ()
    told: tuple[Told, ...] = ()


def figures(
    counted: Mapping[str, Counts], earlier: Iterable[Sequence[Figure]], others: Out = Out()
) -> tuple[Figure, ...]:  # fmt: skip
    """Return the page of the last twelve months counted, given every page that is out, and packs (`others`).

    `counted` has every month any page or pack adds up, by its id. Raises NotSafe where nothing that can be hidden now
    helps.
    """
    out = [figure for page in earlier for figure in page]
    places = places_of(counted, out)
    wanted = _wanted(tuple(sorted(counted))[-MONTHS:], places)
    cells = {figure.id: _cell(figure, places) for figure in (*out, *wanted)}
    said = out_of(out, places)
    table = Table(
        atoms_of(counted, places),
        tuple(cells[figure.id] for figure in wanted),
        published=distinct((*said.published, *others.published)),
        told=(*said.told, *others.told),
        watched=watched(sorted(counted), places),
    )
    found = protect(table)
    if found.exposed:
        raise NotSafe(", ".join(found.exposed))
    return tuple(
        Figure(
            one.series, one.level, one.place, one.months,
            cells[one.id].value(table.counts) if found.shows(one.id) else None,
            str(found.hidden.get(one.id, "")),
        )
        for one in wanted
    )  # fmt: skip


def places_of(counted: Mapping[str, Counts], out: Iterable[Figure] = ()) -> list[str]:
    """Every place counted in any month, or named on a page that is out."""
    known = {place for month in counted.values() for one in (SERVED, CONNECTED) for place in month[one]["yes"]}
    return sorted(known | {figure.place for figure in out if figure.level == PLACE})


def out_of(out: Sequence[Figure], places: Sequence[str]) -> Out:
    """What pages that are out have told."""
    return Out(
        tuple(_cell(figure, places) for figure in out if figure.value is not None),
        tuple(Told(_cell(figure, places), 1, K - 1) for figure in out if figure.why == Why.FEW),
    )


def distinct(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """The same sums said more than once, once."""
    return tuple({cell.atoms: cell for cell in cells}.values())


def _wanted(months: tuple[str, ...], places: Sequence[str]) -> list[Figure]:
    found = [Figure(series, level, "", months, None) for series in SERIES for level in (WHOLE, TOTAL)]
    return found + [Figure(series, PLACE, place, months, None) for series in (SERVED, CONNECTED) for place in places]


def atoms_of(counted: Mapping[str, Counts], places: Sequence[str]) -> dict[str, int]:
    atoms = {}
    for month, counts in counted.items():
        for series in SERIES:
            yes = counts[series]["yes"]
            atoms[no_of(series, month)] = counts[series]["no"]
            if series == CONNECTED:
                continue
            names = places if series != ARRESTED else ("",)
            atoms |= {yes_of(series, place, month)[0]: yes.get(place, 0) for place in names}
        for place in places:
            came, closed = counts[CONNECTED]["yes"].get(place, 0), counts.get(CLOSED, {}).get(place, 0)
            closed = min(came, closed)
            atoms |= dict(zip(yes_of(CONNECTED, place, month), (closed, came - closed), strict=True))
        atoms |= {f"{OUTCOMES} {month} {one}": n for one, n in counts.get(OUTCOMES, {}).items()}
    return atoms


def _cell(figure: Figure, places: Sequence[str]) -> Cell:
    names = [figure.place] if figure.level == PLACE else [""] if figure.series == ARRESTED else places
    atoms = {one for place in names for month in figure.months for one in yes_of(figure.series, place, month)}
    if figure.level == WHOLE:
        atoms |= {no_of(figure.series, month) for month in figure.months}
    return Cell(figure.id, frozenset(atoms), rank=RANK[figure.series, figure.level])


def watched(months: Sequence[str], places: Sequence[str], without: Sequence[str] = ()) -> tuple[Cell, ...]:
    """Each month alone, by place and in all: what comparing two pages, or packs, would show."""
    cells = []
    for series in (one for one in SERIES if one not in without):
        names = places if series != ARRESTED else ("",)
        for month in months:
            alone = {place: frozenset(yes_of(series, place, month)) for place in names}
            every = frozenset().union(*alone.values())
            cells += [Cell(f"{series} {place} in {month}", atoms) for place, atoms in alone.items()]
            cells += [Cell(f"{series} in {month}", every)] if len(names) > 1 else []
            cells.append(Cell(f"not {series} in {month}", frozenset({no_of(series, month)})))
    return tuple(cells)


def yes_of(series: str, place: str, month: str) -> tuple[str, ...]:
    """The atoms of those who are in a series: of the connected, those whose loop was closed and those it was not."""
    if series == CONNECTED:
        return f"{CLOSED} {month} {place}", f"came {month} {place}"
    return (f"{series} {month} {place}",)


def no_of(series: str, month: str) -> str:
    return f"not {series} {month}"
