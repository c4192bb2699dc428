"""What was published and made, as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from tandem.foundation.attachments.store import kept
from tandem.measures.reports.models import (
    CountedReport,
    Extract,
    Goal,
    Pack,
    PublishedPage,
    Publishing,
    Report,
    Schedule,
)
from tandem.measures.reports.page import PLACE, SERVED, Figure
from tandem.vocabulary.refusal import Absent


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


@dataclass(frozen=True)
class GoalRow:
    """A target in the measure's own unit (a share from 0 to 1)."""

    id: UUID
    measure: str
    target: float
    way: str
    first_month: str
    last_month: str
    set_at: datetime
    set_by_name: str

    def stands(self, value: float, interval) -> str:
        """ "met", "not met", or "too close to say" where the target lies inside the interval."""
        if interval is not None and interval.low < self.target < interval.high:
            return "too close to say"
        met = value >= self.target if self.way == "at_least" else value <= self.target
        return "met" if met else "not met"


@dataclass(frozen=True)
class PackRow:
    id: UUID
    title: str
    ask: str
    content: dict
    made_at: datetime
    made_by_name: str


@dataclass(frozen=True)
class ReportRow:
    """A report in its newest edition."""

    id: UUID
    name: str
    shared: bool
    mine: bool
    written_by_name: str
    number: int
    spec: dict
    saved_at: datetime


def goals() -> list[GoalRow]:
    """Targets that are aimed at, the oldest first."""
    found = Goal.objects.filter(ended_at=None).order_by("set_at")
    return [
        GoalRow(
            one.pk, one.measure, one.target, one.way, one.first_month, one.last_month, one.set_at, one.set_by_name
        )
        for one in found
    ]  # fmt: skip


def packs() -> list[PackRow]:
    """Packs that were made, the newest first."""
    return [_pack(row) for row in Pack.objects.order_by("-made_at")[:50]]


def pack(pack_id: UUID) -> PackRow:
    """One pack. Raises Absent."""
    row = Pack.objects.filter(pk=pack_id).first()
    if row is None:
        raise Absent
    return _pack(row)


def _pack(row: Pack) -> PackRow:
    return PackRow(row.pk, row.title, row.ask, row.content, row.made_at, row.made_by_name)


def scheduled() -> Decision:
    found = Schedule.objects.filter(pk=1).first()
    return Decision(found.wanted, found.decided_at, found.decided_by_name) if found else Decision(False, None, "")


def pack_of(first_month: str, last_month: str) -> bool:
    """Whether a pack of exactly these months was made."""
    return Pack.objects.filter(first_month=first_month, last_month=last_month).exists()


def reports(reader_id: UUID) -> list[ReportRow]:
    """Reports of one's own and those that are shared, by name."""
    found = Report.objects.filter(Q(owner_id=reader_id) | Q(shared=True)).order_by("name", "id")
    return [_report(one, reader_id) for one in found]


def report(report_id: UUID, reader_id: UUID) -> ReportRow:
    """One report that this reader may see. Raises Absent."""
    found = Report.objects.filter(Q(owner_id=reader_id) | Q(shared=True), pk=report_id).first()
    if found is None:
        raise Absent
    return _report(found, reader_id)


def _report(row: Report, reader_id: UUID) -> ReportRow:
    last = row.editions.order_by("-number").first()
    return ReportRow(
        row.pk,
        row.name,
        row.shared,
        row.owner_id == reader_id,
        row.written_by_name,
        last.number,
        last.spec,
        last.saved_at,
    )


@dataclass(frozen=True)
class CountedRow:
    """A report as it was counted. `lines` are as `custom.Line` has them, in its order."""

    id: UUID
    report_id: UUID
    number: int
    lines: list[list]
    counted_at: datetime
    counted_by: str


def counts_of(report_id: UUID) -> list[CountedRow]:
    """The newest counts of a report; whoever may see the report may see them."""
    return [_counted(one) for one in CountedReport.objects.filter(report_id=report_id).order_by("-counted_at")[:10]]


def count_of(report_id: UUID, counted_id: UUID, reader_id: UUID) -> CountedRow:
    """One count of a report that this reader may see. Raises Absent."""
    report(report_id, reader_id)
    found = CountedReport.objects.filter(pk=counted_id, report_id=report_id).first()
    if found is None:
        raise Absent
    return _counted(found)


def _counted(row: CountedReport) -> CountedRow:
    return CountedRow(row.pk, row.report_id, row.number, row.lines, row.counted_at, row.counted_by_name)


@dataclass(frozen=True)
class ExtractRow:
    """An extract that was made. `until` is when its file goes; None where it is gone or is not this reader's."""

    id: UUID
    reason: str
    rows: int
    left_out: int
    made_at: datetime
    made_by_name: str
    until: datetime | None


def extracts(reader_id: UUID) -> list[ExtractRow]:
    """Extracts that were made, the newest first: who, when, what for, how many rows. Only who made one fetches it."""
    return [
        ExtractRow(one.pk, one.reason, one.rows, one.left_out, one.made_at, one.made_by_name, _until(one, reader_id))
        for one in Extract.objects.select_related("file").order_by("-made_at")[:20]
    ]


def _until(row: Extract, reader_id: UUID) -> datetime | None:
    return row.file.expires_at if row.file and row.file.owner_id == reader_id and kept(row.file_id).there else None
