"""Writes of this room. Every telling and every caution is kept with its source."""

from tandem.domain.people.actions.card import write_card
from tandem.domain.people.actions.caution import (
    correct_caution,
    note_passed_on,
    publish_caution,
    renew_caution,
    withdraw_caution,
)
from tandem.domain.people.actions.describe import CALL_SIDE, describe, is_call_source, withdraw_description
from tandem.domain.people.actions.own import opinion, wish
from tandem.domain.people.actions.take_in import taken_in

__all__ = [
    "CALL_SIDE",
    "correct_caution",
    "describe",
    "is_call_source",
    "note_passed_on",
    "opinion",
    "publish_caution",
    "renew_caution",
    "taken_in",
    "withdraw_caution",
    "withdraw_description",
    "wish",
    "write_card",
]
