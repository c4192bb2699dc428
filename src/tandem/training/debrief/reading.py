"""One run read for its debrief: everything the page shows, worked out from the timeline and nothing else. Pure.

The same lines always read the same way, so that two people who debrief one run years apart see one picture. Nothing in
here adds up a person: seats are named in the order of the vocabulary, counts stand beside what could be seen.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tandem.training.debrief.leads import Handoff, Led, Window, handoffs, led, windows
from tandem.training.debrief.replay import Replay, replays
from tandem.training.debrief.rows import Kept, Row
from tandem.training.debrief.signs import Noticed, Sign, signs
from tandem.training.debrief.told import Words, told
from tandem.vocabulary.training import PLAYED, EndingKind, Happened

# What a seat did, as its own line of the timeline shows it. Signs and the lead have places of their own.
DID = (Happened.CHOSE,)


@dataclass(frozen=True)
class Entry:
    """One thing a seat did or said. `at_ms` on the run's clock."""

    number: int
    at_ms: int
    seat: str
    text: str


@dataclass(frozen=True)
class Note:
    """What somebody who watched marked; `seat` is "" for the instructor. Words, or an answer to what was watched for."""

    number: int
    at_ms: int
    seat: str
    words: str
    question: str
    answer: str


@dataclass(frozen=True)
class Outcome:
    """How it ended for the person, in the story's own sentence. `kind` is "" where the run was stopped before."""

    kind: str
    sentence: str


@dataclass(frozen=True)
class Reading:
    """A run as a debrief shows it. `seats` are the played ones somebody held; `lasts_ms` how long the run was.

    `scripted` are played seats that nobody held: they act, and see nothing.
    """

    seats: tuple[str, ...]
    scripted: tuple[str, ...]
    lasts_ms: int
    outcome: Outcome
    signs: tuple[Sign, ...]
    noticed: tuple[Noticed, ...]
    handoffs: tuple[Handoff, ...]
    windows: tuple[Window, ...]
    led: tuple[Led, ...]
    moments: tuple[Kept, ...]
    words: tuple[Words, ...]
    entries: tuple[Entry, ...]
    notes: tuple[Note, ...]
    replays: tuple[Replay, ...]

    def replay(self, number: int) -> Replay | None:
        return next((one for one in self.replays if one.number == number), None)

    def of(self, seat: str) -> tuple[Entry, ...]:
        return tuple(one for one in self.entries if one.seat == seat)

    def moment_at(self, at_ms: int) -> Kept | None:
        """How it stood then: the last moment that was kept."""
        return next((one for one in reversed(self.moments) if one.at_ms <= at_ms), None)

    @property
    def only_one_saw(self) -> tuple[Sign, ...]:
        """Signs that several could see and just one saw."""
        return tuple(one for one in self.signs if len(one.seen) == 1 and one.missed)


def read(rows: Iterable[Row], seats: Iterable[str], moments: Iterable[Kept] = ()) -> Reading:
    """Read a run. `seats` are those somebody held; scripted ones see nothing and miss nothing. Rows in any order."""
    lines = _standing(sorted(rows, key=lambda row: row.number))
    held = tuple(seat for seat in PLAYED if seat in set(seats))
    lasts = _lasts(lines)
    found, noticed = signs(lines, held)
    curve = tuple(sorted(moments, key=lambda one: (one.at_ms, one.number)))
    spans = windows(curve)
    passed = handoffs(lines, spans)
    return Reading(
        seats=held,
        scripted=tuple(seat for seat in PLAYED if seat not in held and any(row.seat == seat for row in lines)),
        lasts_ms=lasts,
        outcome=_outcome(lines),
        signs=found,
        noticed=noticed,
        handoffs=passed,
        windows=spans,
        led=led(lines, lasts),
        moments=curve,
        words=told(lines),
        entries=tuple(
            Entry(row.number, row.at_ms, row.seat, str(row.detail.get("text", "")))
            for row in lines
            if row.kind in DID and row.seat in PLAYED
        ),
        notes=tuple(
            Note(
                row.number,
                row.at_ms,
                row.seat,
                str(row.detail.get("words", "")),
                str(row.detail.get("question", "")),
                str(row.detail.get("answer", "")),
            )
            for row in lines
            if row.kind == Happened.MARKED
        ),
        replays=replays(found, passed, curve),
    )


def _standing(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The lines without what somebody took back, and without the taking back; a kind named afterwards goes to its press."""
    undone = {row.detail["undoes"] for row in rows if row.detail.get("undoes") is not None}
    return tuple(row for row in rows if row.number not in undone and row.detail.get("undoes") is None)


def _lasts(rows: Sequence[Row]) -> int:
    ended = next((row.at_ms for row in reversed(rows) if row.kind == Happened.ENDED), None)
    return ended if ended is not None else max((row.at_ms for row in rows), default=0)


def _outcome(rows: Sequence[Row]) -> Outcome:
    for row in reversed(rows):
        if row.kind == Happened.ENDED:
            kind = str(row.detail.get("outcome", "")).partition(" ")[0]
            return Outcome(kind if kind in set(EndingKind) else "", str(row.detail.get("sentence", "")))
    return Outcome("", "")
