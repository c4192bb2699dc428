"""What a whole file says: its spellings, the orders of its dates, how many rows. Words of the file stand in it."""

from collections import defaultdict
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Self

from django.utils.translation import gettext as _

from tandem.measures.past import records
from tandem.measures.past.fields import FIELDS, TIME
from tandem.measures.past.mapping import Past
from tandem.measures.past.sifting import repaired
from tandem.measures.past.spelling import one_line
from tandem.measures.past.times import Orders, parts
from tandem.standards.tabular.table import shown
from tandem.surfaces.insight.past.tables import Table, rows

MOST_SPELLINGS = 300
LONGEST_SPELLING = 80


@dataclass
class Profile:
    """What a whole file says: spellings of each worded field, the orders of each column of times, its other writings."""

    words: dict[str, dict[str, tuple[int, tuple[int, ...]]]]
    orders: dict[str, Orders]
    too_many: dict[str, str]
    total: int = 0

    def as_json(self) -> dict:
        """Everything of it, for keeping."""
        orders = {column: vars(seen) for column, seen in self.orders.items()}
        return {"words": self.words, "orders": orders, "too_many": self.too_many, "total": self.total}

    @classmethod
    def from_json(cls, kept: dict) -> Self:
        """What `as_json` wrote."""
        words = {
            name: {text: (n, tuple(where)) for text, (n, where) in told.items()} for name, told in kept["words"].items()
        }
        orders = {}
        for column, told in kept["orders"].items():
            orders[column] = seen = Orders()
            vars(seen).update(told)
        return cls(words, orders, kept["too_many"], kept["total"])


def made(
    found: records.Brought,
    seen: Table,
    say: Callable[[int], None] = lambda done: None,
    total: Callable[[int | None], None] | None = None,
) -> Profile:
    """Look the whole file through for what its mapping asks about. `say` is told each row's number. Raises Refusal."""
    # In one order, however the mapping was kept: the questions of a page are told apart by their place.
    names, columns = seen.names, sorted(found.mapping.columns.items())
    worded = {f: names.index(c) for f, c in columns if FIELDS[f].kind in ("term", "yes_no", "open")}
    timed = {c: names.index(c) for f, c in columns if FIELDS[f].kind == TIME}
    counted: dict[str, dict[str, list]] = {name: defaultdict(lambda: [0, []]) for name in worded}
    told = Profile({}, {column: Orders() for column in timed}, {})
    with closing(rows(found.file.path, seen, total)) as lines:
        for number, cells in lines:
            say(number)
            if not isinstance(cells, list):
                continue
            told.total += 1
            for column, place in timed.items():
                if place < len(cells):
                    told.orders[column].see(number, str(cells[place]).strip(), parts(cells[place]))
            for name, place in worded.items():
                text = one_line(shown(repaired(cells[place])[0])) if place < len(cells) else ""
                # An age in years says its band by itself.
                if text and not (name == "age_band" and text.removesuffix(".0").isdigit()):
                    _count(told, counted[name], name, text, number)
    told.words = {
        name: {text: (n, tuple(where)) for text, (n, where) in words.items()}
        for name, words in counted.items()
        # Of a column that holds no categories nothing is kept, not even its first words.
        if name not in told.too_many
    }
    return told


def _count(told: Profile, words: dict, name: str, text: str, number: int) -> None:
    if name in told.too_many:
        return
    if len(text) > LONGEST_SPELLING or (text not in words and len(words) == MOST_SPELLINGS):
        told.too_many[name] = _(
            "“%(field)s” takes a column of categories. This one has over %(n)s different or very long texts: names,"
            " addresses or notes, most likely. Choose another column."
        ) % {"field": FIELDS[name].label, "n": MOST_SPELLINGS}
        return
    found = words[text]
    found[0] += 1
    if len(found[1]) < 3:
        found[1].append(number)


def evident(mapping: Past, orders: dict[str, Orders]) -> Past:
    """The mapping with the order of day and month told, where the cells of a column allow only one."""
    known = {column: seen.known for column, seen in orders.items() if seen.known}
    return replace(mapping, orders={**known, **mapping.orders})
