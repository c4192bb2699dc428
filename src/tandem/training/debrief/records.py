"""A debrief as one reader may see it: how the call went is everybody's who was in it; what people answered is not."""

from dataclasses import dataclass
from uuid import UUID

from tandem.foundation.database.facts import read as read_for_facts
from tandem.training.debrief.models import Agreed, Debrief, Heard, NextTime, Recall, Reply
from tandem.training.debrief.reading import Reading, read
from tandem.training.debrief.rows import Kept
from tandem.training.debrief.visible import Member, Reader, may_read
from tandem.training.engine.keeping import from_json
from tandem.training.sessions.models import Happening, SeatHold
from tandem.training.sessions.records import RunRow, timeline
from tandem.vocabulary.refusal import Absent
from tandem.vocabulary.training import PLAYED, Seat


@dataclass(frozen=True)
class RecallRow:
    number: int
    author: Member
    changed: str
    seen: str
    declined: bool


@dataclass(frozen=True)
class HeardRow:
    number: int
    author: Member
    understood: str
    words: str


@dataclass(frozen=True)
class ReplyRow:
    author: Member
    edition: str
    answers: dict


@dataclass(frozen=True)
class Sentence:
    """The one thing to do next time. `agreed` and `waiting` are everybody who played, in the order of their seats."""

    id: UUID
    words: str
    by_name: str
    agreed: tuple[Member, ...]
    waiting: tuple[Member, ...]

    @property
    def by_all(self) -> bool:
        return not self.waiting


@dataclass(frozen=True)
class DebriefView:
    """`covered`: this reader answers first, and sees the rest then. `answered` are the moments they have answered.

    `still` are the players who have not answered every moment, by name.
    """

    run: RunRow
    reader: Reader
    players: tuple[Member, ...]
    reading: Reading
    covered: bool
    uncovered: bool
    answered: frozenset[int]
    still: tuple[Member, ...]
    recalls: tuple[RecallRow, ...] = ()
    heards: tuple[HeardRow, ...] = ()
    replies: tuple[ReplyRow, ...] = ()
    # How many answers there are that this reader is not shown.
    kept_back: int = 0
    sentence: Sentence | None = None

    @property
    def next_moment(self):
        """The first moment this reader has not answered."""
        return next((one for one in self.reading.replays if one.number not in self.answered), None)

    def player(self, seat: str) -> Member | None:
        return next((one for one in self.players if one.seat == seat), None)


def members(room_id: UUID, team: str) -> tuple[Member, ...]:
    """Everybody who sat in a team, scripts aside: the newest place of each seat, and every observer."""
    holds = SeatHold.objects.filter(room_id=room_id, team=team, scripted=False).order_by("joined_at", "id")
    return tuple(
        Member(one.pk, one.seat, one.name, one.user_id, one.organization_id, one.left_at is not None) for one in holds
    )


def players(everybody: tuple[Member, ...]) -> tuple[Member, ...]:
    """One for each seat that somebody played: the last who sat there, in the order of the seats."""
    last = {one.seat: one for one in everybody if one.seat != Seat.OBSERVER}
    return tuple(last[seat] for seat in PLAYED if seat in last)


def seats_played(room_id: UUID, team: str) -> tuple[str, ...]:
    """The seats of a team that somebody played, in their order; who that was is not asked."""
    played = set(SeatHold.objects.filter(room_id=room_id, team=team, scripted=False).values_list("seat", flat=True))
    return tuple(seat for seat in PLAYED if seat in played)


def member_of(room_id: UUID, *, hold: UUID | None = None, user_id: UUID | None = None) -> tuple[str, Member] | None:
    """(team, member) of a place, or of somebody with an account who sat in the room; None for nobody who did."""
    held = SeatHold.objects.filter(room_id=room_id, scripted=False)
    if hold is not None:
        found = held.filter(pk=hold).first()
    else:
        found = held.filter(user_id=user_id).order_by("left_at", "-joined_at").first() if user_id else None
    if found is None:
        return None
    return found.team, Member(
        found.pk, found.seat, found.name, found.user_id, found.organization_id, found.left_at is not None
    )


def steps(run_id: UUID) -> tuple[Kept, ...]:
    """Every moment of a run that was kept: how the person was, and what the story said of the lead."""
    return tuple(_kept(one) for one in _moments(run_id))


def _moments(run_id: UUID):
    return read_for_facts(Happening).filter(run_id=run_id, moment__isnull=False).order_by("number")


def _kept(one: Happening) -> Kept:
    moment = from_json(one.moment)
    window = (str(moment.window.mark), str(moment.window.seat)) if moment.window else None
    return Kept(one.number, one.at_ms, moment.mood.arousal, moment.mood.trust, window)


def reading_of(run: RunRow, held_seats: tuple[str, ...]) -> Reading:
    """A run, read."""
    return read(timeline(run.id), held_seats, steps(run.id))


def scene_before(run_id: UUID, number: int) -> dict[str, str]:
    """The facts of the scene at, or last before, a line."""
    one = _moments(run_id).filter(number__lte=number).last()
    return dict(from_json(one.moment).scene) if one else {}


def debrief(run: RunRow, team: str, reader: Reader) -> DebriefView:
    """The debrief of a run for one reader. Raises Absent where nobody has opened it yet."""
    held = Debrief.objects.filter(run_id=run.id).first()
    if held is None:
        raise Absent
    everybody = {one.hold: one for one in members(run.room_id, team)}
    played = players(tuple(everybody.values()))
    reading = reading_of(run, tuple(one.seat for one in played))
    recalls = list(Recall.objects.filter(debrief=held).order_by("at"))
    wanted = {one.number for one in reading.replays}
    by_hold: dict[UUID, set[int]] = {}
    for one in recalls:
        by_hold.setdefault(one.hold_id, set()).add(one.number)
    answered = frozenset(by_hold.get(reader.member.hold, ())) if reader.member else frozenset()
    still = tuple(one for one in played if not wanted <= by_hold.get(one.hold, set()))
    is_player = reader.member is not None and reader.member.hold in {one.hold for one in played}
    covered = is_player and held.uncovered_at is None and not wanted <= answered
    shown = Shown(reader, everybody)
    return DebriefView(
        run=run,
        reader=reader,
        players=played,
        reading=reading,
        covered=covered,
        uncovered=held.uncovered_at is not None,
        answered=answered,
        still=still,
        recalls=tuple(
            RecallRow(one.number, everybody[one.hold_id], one.changed, one.seen, one.declined)
            for one in shown.of(recalls)
        ),
        heards=tuple(
            HeardRow(one.number, everybody[one.hold_id], one.understood, one.words)
            for one in shown.of(Heard.objects.filter(debrief=held).order_by("at"))
        ),
        replies=tuple(
            ReplyRow(everybody[one.hold_id], one.edition, one.answers)
            for one in shown.of(Reply.objects.filter(debrief=held).order_by("at"))
        ),
        kept_back=shown.kept_back,
        sentence=_sentence(held, played),
    )


class Shown:
    """Of what people said, that which this reader may see; and how much there is beside it."""

    def __init__(self, reader: Reader, everybody: dict[UUID, Member]):
        self._reader, self._everybody, self.kept_back = reader, everybody, 0

    def of(self, rows) -> list:
        found = []
        for row in rows:
            author = self._everybody.get(row.hold_id)
            if author is not None and may_read(self._reader, author):
                found.append(row)
            else:
                self.kept_back += 1
        return found


def _sentence(held: Debrief, played: tuple[Member, ...]) -> Sentence | None:
    one = NextTime.objects.filter(debrief=held, replaced_at=None).first()
    if one is None:
        return None
    agreed = set(Agreed.objects.filter(next_time=one).values_list("hold_id", flat=True))
    return Sentence(
        id=one.pk,
        words=one.words,
        by_name=one.by_name,
        agreed=tuple(each for each in played if each.hold in agreed),
        waiting=tuple(each for each in played if each.hold not in agreed),
    )
