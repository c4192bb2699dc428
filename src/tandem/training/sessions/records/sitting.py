"""Whose phone this is: the seat behind the key in its cookie."""

import hashlib
from dataclasses import dataclass
from uuid import UUID

from tandem.foundation.accounts.actor import Actor
from tandem.training.library.records import load
from tandem.training.sessions.models import Room, SeatHold
from tandem.vocabulary.permissions import Permission


@dataclass(frozen=True)
class Sitting:
    """One person's place, as the key in their phone found it."""

    hold_id: UUID
    room_id: UUID
    code: str
    team: str
    seat: str
    name: str
    user_id: UUID | None
    organization_id: UUID | None
    language: str
    solo: bool
    # Whether the room has ended.
    over: bool = False

    @property
    def actor(self) -> Actor:
        """Who acts from this seat: it may play, and nothing else, whatever the person's job may."""
        return Actor(
            kind="user" if self.user_id else "guest",
            id=self.user_id,
            name=self.name,
            organization_id=self.organization_id,
            grants=frozenset({Permission.TRAINING_PLAY}),
        )


def _sitting(hold: SeatHold) -> Sitting:
    return Sitting(
        hold.pk,
        hold.room_id,
        hold.room.code,
        hold.team,
        hold.seat,
        hold.name,
        hold.user_id,
        hold.organization_id,
        hold.language,
        hold.room.solo,
        hold.room.ended_at is not None,
    )


def digest(secret: str) -> str:
    """What is kept of a key: enough to know it again, not enough to make it."""
    return hashlib.sha256(secret.encode()).hexdigest()


def sitting(secret: str | None) -> Sitting | None:
    """The seat this key holds, unless it was given back. After the end of the room it still reads."""
    if not secret or not secret.isascii():
        return None
    hold = SeatHold.objects.select_related("room").filter(key_hash=digest(secret), left_at=None).first()
    return _sitting(hold) if hold else None


def given_back(keys: set[str]) -> set[str]:
    """Which of these holds (as text) hold nothing any longer."""
    held = SeatHold.objects.filter(pk__in=keys, left_at=None).values_list("pk", flat=True)
    return keys - {str(one) for one in held}


def free_seats(room: Room, team: str) -> list[str]:
    """Roles that nobody holds, in the order of the scenario; one that a script plays is free."""
    held = SeatHold.objects.filter(room=room, team=team, left_at=None, scripted=False)
    taken = set(held.values_list("seat", flat=True))
    return [str(one) for one in load(room.edition_id).seats if str(one) not in taken]
