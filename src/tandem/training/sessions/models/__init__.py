from tandem.training.sessions.models.happening import Happening
from tandem.training.sessions.models.presence import Presence
from tandem.training.sessions.models.room import Room
from tandem.training.sessions.models.run import Run
from tandem.training.sessions.models.seat import SeatHold

__all__ = ["Happening", "Presence", "Room", "Run", "SeatHold"]
