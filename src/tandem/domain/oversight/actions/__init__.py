from tandem.domain.oversight.actions.breach import close_breach, record_breach, record_factors, record_told
from tandem.domain.oversight.actions.expunge import (
    approve_expungement,
    ask_disposal,
    ask_expungement,
    refuse_expungement,
)
from tandem.domain.oversight.actions.hold import hold_call, hold_person, release_hold
from tandem.domain.oversight.actions.review import sign_week

__all__ = [
    "approve_expungement",
    "ask_disposal",
    "ask_expungement",
    "close_breach",
    "hold_call",
    "hold_person",
    "record_breach",
    "record_factors",
    "record_told",
    "refuse_expungement",
    "release_hold",
    "sign_week",
]
