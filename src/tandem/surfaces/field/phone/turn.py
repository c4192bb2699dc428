"""One phone's turn: what the pieces of one request share, looked up once while their author's lock is held.

Nobody else adds a piece of this author meanwhile, so what is known here of their pieces stays true until the end of the
transaction; of what others may change, only what can't be taken back is remembered.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from uuid import UUID

from django.db import connection

from tandem.domain.phones import actions, pieces
from tandem.domain.phones.pieces import Known, LeaseKnown
from tandem.domain.phones.rules import Piece
from tandem.foundation.accounts.actor import Actor
from tandem.vocabulary.phones import WorkState


def one_at_a_time(author: UUID) -> None:
    """What one author sends waits here for what they sent before, until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 5))", [str(author)])


@dataclass
class Turn:
    """`phone_now` is the phone's clock as it sent, `lease` the word of the shift its pieces were made in.

    `read` holds what its pieces opened of the record, and is emptied whenever one of them is undone: what the database
    had opened for it is closed with that.
    """

    actor: Actor
    lease: str = ""
    phone_now: datetime | None = None
    read: dict = field(default_factory=dict)
    _new: set[UUID] = field(default_factory=set)
    _stand: set[UUID] = field(default_factory=set)
    _real: dict[UUID, UUID] = field(default_factory=dict)
    _versions: dict[UUID, int] = field(default_factory=dict)

    def begin(self, ids: Iterable[UUID]) -> None:
        """Wait for what this author sent before, then look which of these are new."""
        one_at_a_time(self.actor.id)
        wanted = set(ids)
        self._new = wanted - set(pieces.those(wanted))

    def is_new(self, work_id: UUID) -> bool:
        """Whether no piece of this id was here before."""
        return work_id in self._new

    def known(self, work_id: UUID) -> Known | None:
        return None if self.is_new(work_id) else pieces.known(work_id)

    def real(self, subject: UUID) -> UUID:
        """The id a subject has here."""
        if subject not in self._real:
            self._real[subject] = pieces.real(subject, self.actor.id)
        return self._real[subject]

    def missing(self, before: Iterable[UUID]) -> tuple[set[UUID], dict[UUID, Known]]:
        """Of pieces that must stand: (those that don't yet, as ids; as far as they came, what they are)."""
        asked = set(before) - self._stand
        found = pieces.those(asked)
        self._stand |= {one.id for one in found.values() if one.state == WorkState.APPLIED}
        return {one for one in asked if one not in found or not found[one].done}, found

    def version(self, subject: UUID) -> int:
        """How many pieces stand in this subject's record."""
        if subject not in self._versions:
            self._versions[subject] = pieces.version_of(subject)
        return self._versions[subject]

    @cached_property
    def _leases(self) -> list[LeaseKnown]:
        return pieces.leases_of(self.actor.id)

    @cached_property
    def _told(self) -> LeaseKnown | None:
        return pieces.lease(actions.digest_of(self.lease)) if self.lease else None

    def carried(self, moment: datetime) -> LeaseKnown | None:
        """What this author's phone carried as a piece was made, as far as the server knows."""
        return self._told or pieces.at_that_time(self._leases, moment)

    @cached_property
    def _waits(self) -> bool:
        return pieces.anything_waits(self.actor.id)

    def waiting_on(self, work_id: UUID) -> list[UUID]:
        """This author's pieces that wait for that one, in the order they were made."""
        return pieces.waiting_on(work_id, self.actor.id) if self._waits else []

    def came(self, piece: Piece, state: WorkState, *, makes: bool) -> None:
        """Remember how a piece came out."""
        self._new.discard(piece.id)
        if state == WorkState.WAITING:
            self._waits = True
        if state == WorkState.APPLIED:
            self._stand.add(piece.id)
            self._versions[piece.subject] = self.version(piece.subject) + 1
        if makes:
            self._real.clear()

    def undone(self) -> None:
        """Something was rolled back: what rested on it is looked up anew."""
        self.read.clear()
        self._versions.clear()
