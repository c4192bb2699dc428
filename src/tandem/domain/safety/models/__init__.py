from tandem.domain.safety.models.late import LateCheckIn
from tandem.domain.safety.models.roll import RollAnswer, RollCall
from tandem.domain.safety.models.sos import Sos

__all__ = ["LateCheckIn", "RollAnswer", "RollCall", "Sos"]
