"""Hand-offs of the lead in rehearsals: how many were clean, by shift or team."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from tandem.foundation.marts import Mart
from tandem.measures.rehearsed.share import Share
from tandem.measures.tables import HANDOFFS, TABLES
from tandem.vocabulary.facts import HandoffFact, World

CLEAN = "clean"


@dataclass(frozen=True)
class Handed:
    """`counts` by mark; `not_clean` counted by run."""

    counts: Counter
    not_clean: Share

    @property
    def n(self) -> int:
        return self.counts.total()


def rows(mart: Mart, *, since: datetime, until: datetime, agency: str | None = None) -> list[HandoffFact]:
    """The hand-offs offered in [since, until), of one agency or all, the oldest first."""
    table = mart.read(HANDOFFS, TABLES[HANDOFFS].schema)
    wanted = (table.world == str(World.REHEARSED)) & (table.offered_at >= since) & (table.offered_at < until)
    if agency is not None:
        wanted &= table.agency == agency
    return [HandoffFact(**row) for row in mart.run(table.filter(wanted).order_by("offered_at", "record")).to_pylist()]


def handed(handoffs: Iterable[HandoffFact], by: Callable[[HandoffFact], str | None]) -> dict[str, Handed]:
    """Hand-offs by group; None leaves one out."""
    counts: dict[str, Counter] = defaultdict(Counter)
    runs: dict[str, dict] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for one in handoffs:
        group = by(one)
        if group is None:
            continue
        counts[group][one.mark] += 1
        run = runs[group][one.record]
        run[0] += one.mark != CLEAN
        run[1] += 1
    return {group: Handed(counts[group], Share.of((k, n) for k, n in runs[group].values())) for group in counts}
