"""Months as they were first counted: pages and packs add up these, so that no two differ by a late row."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta

from tandem.foundation.marts import Mart
from tandem.measures.funnel import WINDOW
from tandem.measures.period import Period
from tandem.measures.reports import counting
from tandem.measures.reports.models import FrozenMonth, Pack, PublishedPage
from tandem.measures.reports.page import CLOSED, OUTCOMES, Figure


def ready_month(mart: Mart, *, zone: str) -> str | None:
    """The newest month that may be published: over, watched for seven days more, and filled. None where there is none."""
    filled = counting.filled_to(mart)
    if filled is None:
        return None
    here = Period.of(filled.strftime("%Y-%m"), filled.strftime("%Y-%m"), zone=zone, as_of=filled)
    for _ in range(2):
        before = (here.start - timedelta(days=1)).strftime("%Y-%m")
        here = Period.of(before, before, zone=zone, as_of=filled)
        if here.end + WINDOW <= filled:
            return before if before >= first_month(mart) else None
    return None


def first_month(mart: Mart, table: str = counting.INCIDENTS) -> str:
    """The first month with a call, or a row of another table; after every other where there is none."""
    return min((month for month, rows in mart.ledger().rows(table).items() if rows), default="9999-12")


def counted(
    mart: Mart, months: Iterable[str], *, zone: str, now: datetime,
    say: Callable[[int, str], None] = lambda _done, _month: None,
) -> tuple[dict[str, Mapping], dict[str, dict]]:  # fmt: skip
    """What is frozen, whole, and what has to be frozen before these months can be added up, both by month.

    `say` is told how many months are done, and which comes next.
    """
    held = {row.month: row.counts for row in FrozenMonth.objects.all()}
    fresh = {}
    for done, month in enumerate(months):
        say(done, month)
        if month not in held:
            fresh[month] = counting.month_counts(mart, month, zone=zone, now=now)
        elif CLOSED not in held[month]:
            # Frozen for a page before packs added up the same months: what pages never told is counted now.
            more = counting.month_counts(mart, month, zone=zone, now=now)
            fresh[month] = {**held[month], CLOSED: more[CLOSED], OUTCOMES: more[OUTCOMES]}
    return held, fresh


def freeze(fresh: Mapping[str, dict], snapshot: str, at: datetime) -> None:
    """Keep months as they were counted. Only inside an act."""
    for month, counts in fresh.items():
        FrozenMonth.objects.update_or_create(
            month=month,
            defaults={"counts": counts, "edition": counting.EDITION, "snapshot": snapshot, "frozen_at": at},
        )


def published_figures() -> list[list[Figure]]:
    """The figures of every page that is out, the oldest first."""
    rows = PublishedPage.objects.order_by("last_month")
    return [[Figure.of_json(one) for one in row.figures["cells"]] for row in rows]


def packs_out() -> list[dict]:
    """The contents of every pack, the oldest first: what is out can't be taken back."""
    return list(Pack.objects.order_by("made_at").values_list("content", flat=True))
