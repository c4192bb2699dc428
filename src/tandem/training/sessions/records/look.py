"""One look at a team's run, from which every phone and wall of the team is shown: read once, cut for each."""

from uuid import UUID

from tandem.training.sessions.records.phone import phone_view
from tandem.training.sessions.records.reading import reading_of_team
from tandem.training.sessions.records.sitting import Sitting
from tandem.training.sessions.records.stage import wall_view
from tandem.training.sessions.records.values import PhoneView, WallView


class Look:
    """A team's run as it stands now, in a transaction that writes nothing: a live view's. Raises Absent."""

    def __init__(self, room_id: UUID, team: str):
        self._reading = reading_of_team(room_id, team, keep=True)

    def phone(self, sitting: Sitting) -> PhoneView:
        """The view of one seat, never with another's secret."""
        return phone_view(self._reading, sitting)

    def wall(self, language: str = "en") -> WallView:
        """What anybody standing there would see and hear."""
        return wall_view(self._reading, language)
