"""Whoever has a call before them is woken when something of it changed: the board, and the phones of the teams on it."""

from uuid import UUID

from tandem.domain.incidents.models import Assignment
from tandem.foundation.acts.act import Act


def wake(doing: Act, *incidents: UUID) -> None:
    """Tell the live views of these calls. A team on its way must learn of a weapon while it is on its way."""
    doing.tell("board", *incidents)
    on_it = Assignment.objects.filter(incident_id__in=incidents, cleared_at=None, released_at=None)
    doing.tell("teams", *on_it.values_list("team_id", flat=True))
