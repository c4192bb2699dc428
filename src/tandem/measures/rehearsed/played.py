"""How often each scenario was played, how it ended, and how many more times would tell."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from tandem.foundation.marts import Mart
from tandem.measures.rehearsed.share import FEW, Share
from tandem.measures.statistics import wilson
from tandem.measures.tables import REHEARSALS, TABLES
from tandem.vocabulary.facts import RehearsalFact, World

GOOD = "good"
# A scenario rests once the whole interval of its good endings lies above this, and is repeated until it does.
STEADY_ABOVE = 0.5


@dataclass(frozen=True)
class Played:
    """One scenario. `more` is how many rehearsals that end as these did would show it steady; None if never so."""

    scenario: str
    good: Share
    stopped: int
    asked: Share

    @property
    def times(self) -> int:
        return self.good.n + self.stopped

    @property
    def steady(self) -> bool:
        between = self.good.interval()
        return between is not None and between[0] > STEADY_ABOVE

    @property
    def more(self) -> int | None:
        if self.steady:
            return 0
        if self.good.few:
            return FEW - self.good.n
        share = self.good.k / self.good.n
        if share <= STEADY_ABOVE:
            return None
        tried = next((n for n in range(self.good.n + 1, 500) if wilson(round(share * n), n)[0] > STEADY_ABOVE), None)
        return None if tried is None else ceil(tried - self.good.n)


def rows(mart: Mart, *, since: datetime, until: datetime, agency: str | None = None) -> list[RehearsalFact]:
    """The rehearsals begun in [since, until), of one agency or all, the oldest first."""
    table = mart.read(REHEARSALS, TABLES[REHEARSALS].schema)
    wanted = (table.world == str(World.REHEARSED)) & (table.started_at >= since) & (table.started_at < until)
    if agency is not None:
        wanted &= table.agency == agency
    found = mart.run(table.filter(wanted).order_by("started_at", "record")).to_pylist()
    return [RehearsalFact(**row) for row in found]


def played(rehearsals: Iterable[RehearsalFact], scenarios: Iterable[str]) -> list[Played]:
    """Each scenario there is, the one that needs most repetitions first; one never played is among them."""
    by = defaultdict(list)
    for one in rehearsals:
        by[one.scenario].append(one)
    found = []
    for name in {*scenarios, *by}:
        ended = [one for one in by[name] if one.ending]
        found.append(
            Played(
                name,
                Share.of((one.ending == GOOD, 1) for one in ended),
                len(by[name]) - len(ended),
                Share.of((one.asked or 0, one.could_ask) for one in by[name] if one.could_ask),
            )
        )
    return sorted(found, key=lambda one: (one.steady, -(one.more or FEW), one.scenario))
