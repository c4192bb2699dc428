"""What the facts of a call, and of all that came of it, are split by: edition, recommendation and hour of the day."""

from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, Subquery

from tandem.domain.incidents.models import Decision
from tandem.foundation.organizations.program import zone_of
from tandem.vocabulary.splits import shift_of


def last_decided(column: str, call: str = "pk") -> Subquery:
    """A column of the last decision about the call that `call` leads to; NULL where the criteria never answered."""
    return Subquery(Decision.objects.filter(incident=OuterRef(call)).order_by("-id").values(column)[:1])


def shift_at(at: datetime, agency_id: UUID | None) -> str:
    """Day, evening or night by that agency's clock."""
    return shift_of(at.astimezone(zone_of(agency_id)))
