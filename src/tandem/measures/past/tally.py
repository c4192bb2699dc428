"""Every finding of a file together. Pure.

A row is kept or refused, never both; a kept row stands as it was, or something in it was mended, set aside or left
unknown. So rows = refused + as they stood + with something said of them.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from tandem.foundation.marts.mart import month_of
from tandem.measures.past.sifting import Sifted
from tandem.vocabulary.past import Became, Reason

EXAMPLES = 3


@dataclass
class Tally:
    """Every finding of a file together: by what became of it, the field and why, with all row numbers."""

    kept: int = 0
    rows: int = 0
    months: set[str] = field(default_factory=set)
    known: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    found: dict[tuple[Became, str, Reason], list[int]] = field(default_factory=lambda: defaultdict(list))
    examples: dict[tuple[Became, str, Reason], list[str]] = field(default_factory=lambda: defaultdict(list))
    open: dict[str, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
    opened: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, one: Sifted) -> None:
        self.rows += 1
        if one.values is not None:
            self.kept += 1
            self.months.add(month_of(one.values["received"]))
            for name, value in one.values.items():
                self.known[name] += value is not None
        for finding in one.findings:
            key = (finding.became, finding.field, finding.reason)
            if not self.found[key] or self.found[key][-1] != one.number:
                self.found[key].append(one.number)
            if finding.example and len(self.examples[key]) < EXAMPLES and finding.example not in self.examples[key]:
                self.examples[key].append(finding.example)
        for question, example in one.open:
            self.opened[question] += 1
            if len(self.open[question]) < EXAMPLES + 2:
                self.open[question].append((one.number, example))

    def count(self, became: Became) -> int:
        """In how many rows something became that."""
        return len({row for (what, _field, _why), rows in self.found.items() if what == became for row in rows})

    @property
    def as_they_stood(self) -> int:
        """How many rows are kept with nothing mended, set aside or left unknown in them."""
        said = {row for (what, _field, _why), rows in self.found.items() if what != Became.REFUSED for row in rows}
        return self.kept - len(said)

    def as_json(self) -> dict:
        """Everything of it, for keeping."""
        return {
            "kept": self.kept,
            "rows": self.rows,
            "months": sorted(self.months),
            "known": self.known,
            "found": [[*key, rows] for key, rows in self.found.items()],
            "examples": [[*key, shown] for key, shown in self.examples.items()],
            "open": self.open,
            "opened": self.opened,
        }

    @classmethod
    def from_json(cls, kept: dict) -> "Tally":
        """What `as_json` wrote."""
        made = cls(kept["kept"], kept["rows"], set(kept["months"]))
        made.known.update(kept["known"])
        for mine, told in ((made.found, kept["found"]), (made.examples, kept["examples"])):
            mine.update({(Became(became), name, Reason(why)): values for became, name, why, values in told})
        made.open.update({question: [tuple(one) for one in shown] for question, shown in kept["open"].items()})
        made.opened.update(kept["opened"])
        return made
