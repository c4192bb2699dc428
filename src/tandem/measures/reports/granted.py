"""A grant's part of a pack: its money against its time, and each promise as its measure counts it, safe to hand out."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from tandem.foundation.marts import Mart
from tandem.measures.catalogue import CATALOGUE
from tandem.measures.grants.keeping import FEW, keeping
from tandem.measures.grants.money import standing
from tandem.measures.grants.records import GrantRow
from tandem.measures.measure import SHARES
from tandem.measures.period import Period
from tandem.measures.reports.pack import row_safe
from tandem.measures.results import compute
from tandem.vocabulary.grants import BUDGET_LABELS, Counted


def part(
    row: GrantRow, mart: Mart, last: str, earlier: Sequence[Mapping], *, zone: str, now: datetime, today: date
) -> dict:
    """The grant as a pack of the months up to `last` keeps it. Money is in cents."""
    terms = row.terms
    money = standing(terms, row.draws, today)
    return {
        "id": str(row.id),
        "edition": row.edition.number,
        "name": terms.name,
        "funder": terms.funder,
        "number": terms.number,
        "first_day": terms.first_day.isoformat(),
        "last_day": terms.last_day.isoformat(),
        "cents": terms.cents,
        "drawn": money.drawn,
        "left": money.left,
        "match": money.match,
        "match_of": terms.match_cents,
        "gone": money.gone,
        "spent": money.spent,
        "lines": [
            {"words": one.line.words or BUDGET_LABELS[one.line.category], "held": one.line.cents, "drawn": one.drawn}
            for one in money.lines
        ],
        "promises": [
            _promise(one, terms.first_month, last, mart, earlier, zone=zone, now=now, today=today)
            for one in terms.deliverables
        ],
    }


def _promise(one, first: str, last: str, mart: Mart, earlier, *, zone: str, now: datetime, today: date) -> dict:
    measure, end = CATALOGUE[one.measure], max(first, min(last, f"{one.due:%Y-%m}"))
    period = Period.of(first, end, zone=zone, as_of=now)
    result = compute(measure, mart, start_month=first, end_month=end, zone=zone, now=now)
    kept = keeping(one, result, today)
    told = {"state": kept.state, "now": kept.now, "interval": kept.interval, "n": kept.n, "why": kept.why}
    if kept.n is not None and not row_safe(mart, measure, period, earlier, zone=zone, now=now):
        why = "beside an earlier pack it would give a small group away"
        told = {"state": FEW, "now": "", "interval": "", "n": None, "why": why}
    share = measure.unit in SHARES
    # What was told is kept as sums, so that a later pack is weighed against it.
    out = {"n": result.n, "k": result.numerator if share else None} if told["n"] is not None else {"n": None, "k": None}
    return {
        "words": one.words,
        "target": kept.target,
        "name": measure.name,
        "measure": measure.id,
        "edition": kept.edition,
        "due": one.due.isoformat(),
        "so_far": kept.so_far,
        "count": one.counted == Counted.COUNT,
        "first": first,
        "last": end,
        **told,
        **out,
    }
