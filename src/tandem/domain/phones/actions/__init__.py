"""Writes of this room: a lease is taken and ended, a piece is kept with where it stands, and comes to its end."""

from tandem.domain.phones.actions.carry import digest_of, end, take_shift
from tandem.domain.phones.actions.keep import Answer, keep, keep_unread, rival
from tandem.domain.phones.actions.own_key import own_key, private_keys
from tandem.domain.phones.actions.photo import keep_photo, tie_photo
from tandem.domain.phones.actions.settle import REASON_LIMIT, set_aside, settle, taken_over

__all__ = [
    "REASON_LIMIT",
    "Answer",
    "digest_of",
    "end",
    "keep",
    "keep_photo",
    "keep_unread",
    "own_key",
    "private_keys",
    "rival",
    "set_aside",
    "settle",
    "take_shift",
    "taken_over",
    "tie_photo",
]
