"""The own sign-ins, as the audit trail has them: when, from where, and what was done about the session."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tandem.foundation.accounts.models import User
from tandem.foundation.audit.models import Entry
from tandem.vocabulary.people import SIGN_IN_LABELS

SHOWN = 20


@dataclass(frozen=True)
class SignIn:
    at: datetime
    what: str
    address: str
    refused: bool


def latest(user_id: UUID | None) -> list[SignIn]:
    """The newest twenty, newest first. A wrong password names nobody on the trail and is not among them."""
    if user_id is None:
        return []
    found = Entry.objects.filter(actor_id=user_id, action__in=list(SIGN_IN_LABELS)).order_by("-id")[:SHOWN]
    return [SignIn(one.at, SIGN_IN_LABELS[one.action], one.address, one.outcome == "refused") for one in found]


def end_sessions(user: User) -> None:
    """Every session and live stream of this account is over with its next look at the mark, within seconds."""
    user.session_mark += 1
    user.save(update_fields=["session_mark"])
