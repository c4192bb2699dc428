"""What was published, as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from tandem.measures.reports.models import PublishedPage, Publishing
from tandem.measures.reports.page import PLACE, SERVED, Figure


@dataclass(frozen=True)
class Decision:
    wanted: bool
    at: datetime | None
    by_name: str


@dataclass(frozen=True)
class Page:
    """One page as it went out. `wait` has "median" and "tail" in minutes, or is None."""

    last_month: str
    figures: tuple[Figure, ...]
    wait: Mapping[str, int] | None
    edition: str
    snapshot: str
    published_at: datetime
    published_by_name: str

    @property
    def months(self) -> tuple[str, ...]:
        return self.figures[0].months

    def figure(self, series: str, level: str, place: str = "") -> Figure:
        return next(f for f in self.figures if (f.series, f.level, f.place) == (series, level, place))

    @property
    def places(self) -> list[str]:
        """Places by name; the one that is not known comes last."""
        found = [f.place for f in self.figures if f.series == SERVED and f.level == PLACE]
        return sorted(found, key=lambda place: (not place, place))


def decision() -> Decision:
    found = Publishing.objects.filter(pk=1).first()
    return Decision(found.wanted, found.decided_at, found.decided_by_name) if found else Decision(False, None, "")


def pages() -> list[Page]:
    """Every page that went out, the newest first."""
    return [_page(row) for row in PublishedPage.objects.order_by("-last_month")]


def newest() -> Page | None:
    row = PublishedPage.objects.order_by("-last_month").first()
    return _page(row) if row else None


def _page(row: PublishedPage) -> Page:
    return Page(
        row.last_month,
        tuple(Figure.of_json(one) for one in row.figures["cells"]),
        row.figures["wait"],
        row.figures["edition"],
        row.snapshot,
        row.published_at,
        row.published_by_name,
    )
