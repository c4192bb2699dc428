"""What people answered on their own page, as rows for measures: codes and a month. About nobody, and nobody's words."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from uuid import UUID

from tandem.domain.people.models import Opinion
from tandem.foundation.database.facts import read
from tandem.foundation.organizations.program import zone_of
from tandem.vocabulary.facts import AnswerFact, World
from tandem.vocabulary.surveys import AskedOf, Question

ROWS_AT_A_TIME = 2_000


def facts(
    key: Callable[[str, UUID], str], *, since: datetime | None = None, until: datetime | None = None
) -> Iterator[AnswerFact]:
    """One row per answer to one question given in [since, until), oldest first; several where several could be chosen."""
    found = read(Opinion, "organization").order_by("month", "id")
    # A month's first instant lies up to a day before or after its first day in UTC; the exact edge is drawn below.
    if since:
        found = found.filter(month__gte=since.date() - timedelta(days=1))
    if until:
        found = found.filter(month__lte=until.date() + timedelta(days=1))
    for one in found.iterator(chunk_size=ROWS_AT_A_TIME):
        at = datetime(one.month.year, one.month.month, 1, tzinfo=zone_of(one.organization_id))
        if (since and at < since) or (until and at >= until):
            continue
        said = [(Question.TREATED, one.treated), *((Question.WOULD_HELP, each) for each in one.helped)]
        for number, (question, answer) in enumerate(said):
            yield AnswerFact(
                world=World.REAL,
                record=f"{one.pk}/{number}",
                agency=one.organization.short_name,
                asked_of=AskedOf.PERSON,
                question=question,
                answer=answer,
                answered_at=at,
            )
