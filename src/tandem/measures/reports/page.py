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


def figures(counted: Mapping[str, Counts], earlier: Iterable[Sequence[Figure]]) -> tuple[Figure, ...]:
    """Return the page of the last twelve months counted, given every page that is out.

    `counted` has every month any page adds up, by its id. Raises NotSafe where nothing that can be hidden now helps.
    """
    out = [figure for page in earlier for figure in page]
    known_places = {place for month in counted.values() for one in (SERVED, CONNECTED) for place in month[one]["yes"]}
    places = sorted(known_places | {figure.place for figure in out if figure.level == PLACE})
    wanted = _wanted(tuple(sorted(counted))[-MONTHS:], places)
    cells = {figure.id: _cell(figure, places) for figure in (*out, *wanted)}
    table = Table(
        _atoms(counted, places),
        tuple(cells[figure.id] for figure in wanted),
        published=tuple(cells[figure.id] for figure in out if figure.value is not None),
        told=tuple(Told(cells[figure.id], 1, K - 1) for figure in out if figure.why == Why.FEW),
        watched=_watched(sorted(counted), places),
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


def _wanted(months: tuple[str, ...], places: Sequence[str]) -> list[Figure]:
    found = [Figure(series, level, "", months, None) for series in SERIES for level in (WHOLE, TOTAL)]
    return found + [Figure(series, PLACE, place, months, None) for series in (SERVED, CONNECTED) for place in places]


def _atoms(counted: Mapping[str, Counts], places: Sequence[str]) -> dict[str, int]:
    atoms = {}
    for month, counts in counted.items():
        for series in SERIES:
            yes = counts[series]["yes"]
            names = places if series != ARRESTED else ("",)
            atoms |= {_yes(series, place, month): yes.get(place, 0) for place in names}
            atoms[_no(series, month)] = counts[series]["no"]
    return atoms


def _cell(figure: Figure, places: Sequence[str]) -> Cell:
    names = [figure.place] if figure.level == PLACE else [""] if figure.series == ARRESTED else places
    atoms = {_yes(figure.series, place, month) for place in names for month in figure.months}
    if figure.level == WHOLE:
        atoms |= {_no(figure.series, month) for month in figure.months}
    return Cell(figure.id, frozenset(atoms), rank=RANK[figure.series, figure.level])


def _watched(months: Sequence[str], places: Sequence[str]) -> tuple[Cell, ...]:
    """Each month alone, by place and in all: what comparing two pages would show."""
    cells = []
    for series in SERIES:
        names = places if series != ARRESTED else ("",)
        for month in months:
            every = frozenset(_yes(series, place, month) for place in names)
            cells += [Cell(f"{series} {place} in {month}", frozenset({_yes(series, place, month)})) for place in names]
            cells += [Cell(f"{series} in {month}", every)] if len(names) > 1 else []
            cells.append(Cell(f"not {series} in {month}", frozenset({_no(series, month)})))
    return tuple(cells)


def _yes(series: str, place: str, month: str) -> str:
    return f"{series} {month} {place}"


def _no(series: str, month: str) -> str:
    return f"not {series} {month}"
