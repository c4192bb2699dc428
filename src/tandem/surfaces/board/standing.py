"""Which team stands at a receiving place, and since when: the place and the times, never whom it brought."""

from uuid import UUID

from tandem.disclosure import ListRelease
from tandem.domain.incidents.records import AssignmentSummary
from tandem.domain.transfers.records import StayRow, stays


def by_team(active: dict[UUID, AssignmentSummary], *, release: ListRelease) -> dict[UUID, StayRow]:
    """The stay of each team that goes to a receiving place or is there, until its clinician is free."""
    found = stays([one.id for one in active.values()], release=release)
    return {team: found[one.id] for team, one in active.items() if one.id in found and found[one.id].standing != "free"}
