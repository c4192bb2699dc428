"""A recording as pages read it: where the question stands, what was said, where each piece lies on the run's clock."""

import base64
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tandem.foundation.attachments.store import opened
from tandem.training.debrief.models import Consent, Piece, Recording
from tandem.training.debrief.rules import Asking, Clocked, RecordingState, Seated, asking, on_the_clock
from tandem.training.debrief.visible import Reader
from tandem.training.sessions.models import Happening, SeatHold
from tandem.vocabulary.refusal import Absent
from tandem.vocabulary.training import Happened

STANDS_AFTER = {Happened.PAUSED, Happened.ENDED, Happened.REWOUND}


@dataclass(frozen=True)
class PieceRow:
    """`at_ms` and `lasts_ms` on the run's clock."""

    number: int
    at_ms: int
    lasts_ms: int
    kind: str


@dataclass(frozen=True)
class RecordingRow:
    """`mine` is what this reader said, None before an answer; `waiting` are the names of those who have not answered."""

    id: UUID
    state: str
    asking: Asking
    asked_by_name: str
    seated: tuple[Seated, ...]
    mine: bool | None
    may_delete: bool
    run_id: UUID | None
    delete_on: date | None
    gone_at: datetime | None
    gone_why: str
    pieces: tuple[PieceRow, ...]

    @property
    def waiting(self) -> tuple[str, ...]:
        return tuple(one.name for one in self.seated if one.said is None and not one.left)

    @property
    def there(self) -> bool:
        """Whether there is a film to look at."""
        return bool(self.pieces) and self.gone_at is None


def seated_of(held: Recording) -> tuple[Seated, ...]:
    """Everybody of the team, scripts aside: those who are there, and those who were asked and left."""
    said = dict(Consent.objects.filter(recording=held).values_list("hold_id", "yes"))
    holds = SeatHold.objects.filter(room_id=held.room_id, team=held.team, scripted=False).order_by("joined_at", "id")
    found = []
    for one in holds:
        # Whoever left before the question was asked is not in the picture.
        if one.left_at and one.left_at < held.asked_at:
            continue
        # What somebody does after the end of the call is no leaving of it.
        left = one.left_at is not None and (held.stopped_at is None or one.left_at < held.stopped_at)
        found.append(Seated(str(one.pk), one.name, one.seat, one.user_id is None, left, said.get(one.pk)))
    return tuple(found)


def asking_of(held: Recording) -> Asking:
    return asking(seated_of(held))


def moment_on_the_clock(run_id: UUID, moment: datetime) -> int:
    """Where the run's clock stood at `moment`, in milliseconds."""
    rows = Happening.objects.filter(run_id=run_id).order_by("number").values_list("recorded_at", "at_ms", "kind")
    lines = [Clocked(_ms(at), at_ms, kind in STANDS_AFTER) for at, at_ms, kind in rows]
    return on_the_clock(lines, _ms(moment))


def _ms(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


def newest(room_id: UUID, team: str, reader: Reader) -> RecordingRow | None:
    """The newest recording that was asked for in this team."""
    held = Recording.objects.filter(room_id=room_id, team=team).order_by("-asked_at").first()
    return _row(held, reader) if held else None


def of_run(run_id: UUID, reader: Reader) -> RecordingRow | None:
    """The recording of one run, there or gone."""
    held = Recording.objects.filter(run_id=run_id).order_by("-asked_at").first()
    return _row(held, reader) if held else None


def one(recording_id: UUID, room_id: UUID, team: str, reader: Reader) -> RecordingRow:
    """A recording of this team. Raises Absent for one of anybody else's."""
    held = Recording.objects.filter(pk=recording_id, room_id=room_id, team=team).first()
    if held is None:
        raise Absent
    return _row(held, reader)


def _row(held: Recording, reader: Reader) -> RecordingRow:
    seated = seated_of(held)
    own = str(reader.member.hold) if reader.member else ""
    mine = True if reader.instructor else next((each.said for each in seated if each.hold == own), None)
    pieces = Piece.objects.filter(recording=held).order_by("number")
    return RecordingRow(
        id=held.pk,
        state=held.state,
        asking=asking(seated),
        asked_by_name=held.asked_by_name,
        seated=seated,
        mine=mine,
        may_delete=mine is True and held.state in (RecordingState.RECORDING, RecordingState.STOPPED),
        run_id=held.run_id,
        delete_on=held.delete_on,
        gone_at=held.gone_at,
        gone_why=held.gone_why,
        pieces=tuple(PieceRow(each.number, each.at_ms, each.lasts_ms, each.kind) for each in pieces),
    )


def content(recording_id: UUID, number: int) -> tuple[str, bytes]:
    """(type, bytes) of one piece. Raises Absent once it is gone, or where its bytes were changed on the disk."""
    held = Recording.objects.filter(pk=recording_id, gone_at=None).exclude(state=RecordingState.DELETED).first()
    found = Piece.objects.filter(recording=held, number=number).first() if held and held.key else None
    if found is None:
        raise Absent
    _kept, file = opened(found.file)
    with file:
        raw = file.read()
    try:
        cipher = AESGCM(base64.b64decode(held.key))
        return found.kind, cipher.decrypt(raw[:12], raw[12:], f"{held.pk}|{number}".encode())
    except InvalidTag:
        raise Absent from None
