"""Each sign of a run: who could see it, who saw it and how many seconds after, who missed it, who could not see it. Pure.

People press "I see it" and may say what kind of sign it was; they never say which one, since nobody shows them a list.
So a press belongs to the newest sign that this seat could see and had not yet seen, of the kind that was named if one
was. A press that fits none is kept as something noticed: the story had no sign there, the learner may still be right.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tandem.training.debrief.rows import Row, away_spans
from tandem.vocabulary.training import CueKind, Happened

# How long after it was last shown a sign can still be answered.
LASTS_MS = 60_000
# A sign in the last moments of a run leaves nobody the time to press.
TOO_LATE_MS = 5_000

NOT_SHOWN, AWAY, ENDED = "not_shown", "away", "ended"


@dataclass(frozen=True)
class Seen:
    """`after_ms` since it was first shown; `kind` as the seat named it, "" where it was left open."""

    seat: str
    after_ms: int
    kind: str
    number: int


@dataclass(frozen=True)
class Sign:
    """One sign. Every seat of the run is in exactly one of `seen`, `missed` and `could_not` (with why not)."""

    place: int
    id: str
    kind: str
    level: int
    at_ms: int
    number: int
    text: str
    seen: tuple[Seen, ...]
    missed: tuple[str, ...]
    could_not: tuple[tuple[str, str], ...]

    @property
    def could(self) -> tuple[str, ...]:
        """Who could see it, in no order of merit."""
        return tuple(sorted({one.seat for one in self.seen} | set(self.missed)))

    def by(self, seat: str) -> Seen | None:
        return next((one for one in self.seen if one.seat == seat), None)


@dataclass(frozen=True)
class Noticed:
    """Somebody pressed "I see it" where the story had no such sign."""

    seat: str
    at_ms: int
    kind: str
    number: int


@dataclass
class _Shown:
    """A sign while its showings are gathered: the same one shown again goes on, it is not another."""

    first: Row
    last_ms: int
    to: frozenset[str]


def signs(rows: Sequence[Row], seats: Iterable[str]) -> tuple[tuple[Sign, ...], tuple[Noticed, ...]]:
    """The signs of a run in the order they were first shown, and what else was noticed.

    `seats` are those that somebody held. `rows` are in the order of their numbers; what was undone is taken out before.
    """
    seats = tuple(seats)
    shown = _gather(rows)
    ends_ms = next((row.at_ms for row in reversed(rows) if row.kind == Happened.ENDED), None)
    away = away_spans(rows)
    why = {(at, seat): _why_not(one, seat, away, ends_ms) for at, one in enumerate(shown) for seat in seats}
    seen, noticed = _presses(rows, shown, why, seats)
    found = []
    for at, one in enumerate(shown):
        by = tuple(seen[at, seat] for seat in seats if (at, seat) in seen)
        left = [seat for seat in seats if (at, seat) not in seen]
        found.append(
            Sign(
                place=at + 1,
                id=one.first.detail["cue"],
                kind=_kind(one.first),
                level=one.first.detail.get("level", 1),
                at_ms=one.first.at_ms,
                number=one.first.number,
                text=one.first.detail.get("text", ""),
                seen=by,
                missed=tuple(seat for seat in left if not why[at, seat]),
                could_not=tuple((seat, why[at, seat]) for seat in left if why[at, seat]),
            )
        )
    return tuple(found), noticed


def _gather(rows: Sequence[Row]) -> list[_Shown]:
    shown: list[_Shown] = []
    for row in rows:
        if row.kind != Happened.CUE_SHOWN:
            continue
        to = frozenset(row.detail.get("to", ()))
        again = next((one for one in shown if one.first.detail["cue"] == row.detail["cue"] and _lasts(one, row)), None)
        if again:
            again.last_ms = row.at_ms
            again.to = again.to | to if again.to and to else frozenset()
        else:
            shown.append(_Shown(row, row.at_ms, to))
    return shown


def _kind(row: Row) -> str:
    return row.detail.get("cue_kind") or row.detail.get("kind") or ""


def _lasts(one: _Shown, row: Row) -> bool:
    return one.first.at_ms <= row.at_ms <= one.last_ms + LASTS_MS


def _why_not(one: _Shown, seat: str, away: dict[str, list[tuple[int, int]]], ends_ms: int | None) -> str:
    """Why this seat could not see the sign; "" where it could."""
    if one.to and seat not in one.to:
        return NOT_SHOWN
    if any(start <= one.first.at_ms and end >= one.last_ms + LASTS_MS for start, end in away.get(seat, ())):
        return AWAY
    if ends_ms is not None and one.first.at_ms + TOO_LATE_MS > ends_ms:
        return ENDED
    return ""


def _presses(rows, shown, why, seats):
    seen: dict[tuple[int, str], Seen] = {}
    noticed: list[Noticed] = []
    for row in rows:
        if row.kind != Happened.CUE_SEEN or row.seat not in seats:
            continue
        kind = _kind(row)
        fits = [
            at
            for at, one in enumerate(shown)
            if (at, row.seat) not in seen
            and why[at, row.seat] in ("", ENDED)
            and _lasts(one, row)
            and (not kind or _kind(one.first) == kind)
        ]
        if fits:
            at = fits[-1]
            seen[at, row.seat] = Seen(row.seat, row.at_ms - shown[at].first.at_ms, kind, row.number)
        else:
            noticed.append(Noticed(row.seat, row.at_ms, kind, row.number))
    return seen, tuple(noticed)


def count_by_seat(found: Iterable[Sign], seat: str) -> tuple[int, int]:
    """(seen, could see) of one seat."""
    found = list(found)
    return sum(one.by(seat) is not None for one in found), sum(seat in one.could for one in found)


def kinds(found: Iterable[Sign]) -> tuple[CueKind, ...]:
    """The kinds there were, in the order of the vocabulary."""
    there = {one.kind for one in found}
    return tuple(kind for kind in CueKind if kind in there)
