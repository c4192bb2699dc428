"""Hours an officer was free for other calls because the clinician stayed until care was taken over."""

from collections.abc import Mapping

import ibis
import ibis.expr.types as ir

from tandem.measures.catalogue.at_hospital import EXCLUSIONS, OFFICER, officer_reasons
from tandem.measures.measure import HOURS, TIME_SPENT, Count, Exclusion, Measure, first_reason, rows
from tandem.measures.period import DAY, MICROSECOND, Period, elapsed
from tandem.measures.spans import OVER_A_DAY
from tandem.measures.tables import TRANSFERS
from tandem.vocabulary.law import Category

HOUR = 3_600_000_000


def expression(tables: Mapping[str, ir.Table], period: Period) -> ir.Table:
    """One row per transfer of care. Where the officer stayed to the end, nothing was returned: a zero that is known."""
    transfers = tables[TRANSFERS]
    over = transfers.took_over_at.fill_null(transfers.clinician_free_at)
    took = elapsed(transfers.officer_free_at, over)
    excluded = first_reason(
        *officer_reasons(transfers),
        (over.isnull(), "no_end"),
        (took > DAY // MICROSECOND, OVER_A_DAY.id),
    )
    hours = ibis.greatest(took, 0) / float(HOUR)
    first = excluded.isnull() & (took > 0)
    return rows(transfers, period, at=transfers.created_at, excluded=excluded, value=hours, first=first)


OFFICER_HOURS_RETURNED = Measure(
    id="officer_hours_returned",
    edition=1,
    name="Officer hours returned",
    question="How many hours did officers not have to wait at a hospital or crisis center?",
    numerator="Hours from the officer being free to care being taken over (or the clinician being free), added up.",
    denominator="Transfers of care an officer came along to, with both times known.",
    exclusions=(
        *EXCLUSIONS,
        Exclusion("no_end", "Nobody said when care was taken over or the clinician was free"),
        OVER_A_DAY,
    ),
    counts=(
        Count("transfers", "Transfers counted", "in_denominator"),
        Count("left_first", "Officer free before care was taken over", "first"),
    ),
    unit=HOURS,
    direction="higher",
    source=f"Times of the stay at the place, as the team and the place said them. {OFFICER}",
    method="A sum of all transfers. It is a count and no estimate, so that it has no interval.",
    caveat="It compares with an officer who would have waited to the end, which not every officer would have. One officer is "
    "counted for each transfer, however many came.",
    table=TRANSFERS,
    category=Category.CLINICAL_NOTE,
    expression=expression,
    group=TIME_SPENT,
    noun="hours",
)
