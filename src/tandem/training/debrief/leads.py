"""How the lead changed hands: clean, early, late or unclear, and why. Pure.

A hand-off is asked in one tap and answered in another. What the story's author says of the moment (`# lead: early|right|
late seat`) is read as it stood when somebody asked. Unclear is what nobody could know: taken without an answer, or
asked and not answered for twelve seconds. "Not yet" is an answer: the lead stays, and that is no fault of anybody.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tandem.training.debrief.rows import FOR_EVER, Kept, Row
from tandem.vocabulary.training import HandoffMark, Happened, LeadTime

ANSWER_MS = 12_000
ANSWERED, DECLINED, UNANSWERED, UNASKED, TAKEN_BACK = "answered", "declined", "unanswered", "unasked", "taken_back"


@dataclass(frozen=True)
class Window:
    """What a hand-off to `seat` would be from `from_ms` on and before `to_ms`."""

    seat: str
    mark: str
    from_ms: int
    to_ms: int


@dataclass(frozen=True)
class Handoff:
    """One try to hand the lead over. `mark` is None where the answer was "not yet".

    `waited_ms` is from asking to the answer, None without one. `right` is the nearest span in which it would have been
    right, where the story names one and this was early or late.
    """

    number: int
    at_ms: int
    from_seat: str
    to_seat: str
    how: str
    mark: HandoffMark | None
    waited_ms: int | None
    right: tuple[int, int] | None


@dataclass(frozen=True)
class Led:
    """One seat leads from and to."""

    seat: str
    from_ms: int
    to_ms: int


def windows(kept: Iterable[Kept]) -> tuple[Window, ...]:
    """The spans the story names, from its kept moments; each holds until the story names another."""
    told: list[tuple[int, str, str]] = []
    for one in kept:
        if one.window and (not told or told[-1][1:] != (one.window[1], one.window[0])):
            told.append((one.at_ms, one.window[1], one.window[0]))
    ends = [at for at, _seat, _mark in told[1:]] + [FOR_EVER]
    # Without any there is one end too many.
    return tuple(Window(seat, mark, at, end) for (at, seat, mark), end in zip(told, ends, strict=False))


def led(rows: Sequence[Row], ends_ms: int) -> tuple[Led, ...]:
    """Who led when, until the run's end. Nobody leads before the first took the lead."""
    found: list[Led] = []
    holder, since = "", 0
    for row in rows:
        if row.kind not in (Happened.LEAD_TAKEN, Happened.LEAD_HANDED_OVER):
            continue
        now = row.detail.get("to") or row.seat
        if holder and row.at_ms > since:
            found.append(Led(holder, since, row.at_ms))
        holder, since = now, row.at_ms
    if holder and ends_ms > since:
        found.append(Led(holder, since, ends_ms))
    return tuple(found)


def handoffs(rows: Sequence[Row], spans: tuple[Window, ...]) -> tuple[Handoff, ...]:
    """Every try to hand the lead over, in the order of asking. The first to lead took it from nobody: that is none."""
    found: list[Handoff] = []
    open_ask: Row | None = None
    holder = ""
    for row in rows:
        if row.kind == Happened.LEAD_OFFERED:
            if open_ask:
                found.append(_unanswered(open_ask, holder))
            open_ask = row
        elif row.kind == Happened.LEAD_DECLINED and open_ask:
            found.append(_of(open_ask, row, holder, DECLINED, spans))
            open_ask = None
        elif row.kind in (Happened.LEAD_HANDED_OVER, Happened.LEAD_TAKEN):
            now = row.detail.get("to") or row.seat
            before = row.detail.get("from") or holder
            if before and before != now:
                asked = open_ask if open_ask and _asks(open_ask, before, now) else None
                if open_ask and not asked:
                    found.append(_unanswered(open_ask, before))
                found.append(_of(asked, row, before, ANSWERED if asked else UNASKED, spans))
                open_ask = None
            holder = now
    if open_ask:
        found.append(_unanswered(open_ask, holder))
    return tuple(sorted(found, key=lambda one: one.at_ms))


def _giver(row: Row, holder: str) -> str:
    """Who would give the lead, as a line about it says: `by` and `asked` are the two, `to` is who gets it."""
    told = row.detail
    if told.get("from"):
        return told["from"]
    both = [told.get("by", ""), told.get("asked", "")]
    return next((one for one in both if one and one != told.get("to")), holder)


def _asks(ask: Row, before: str, now: str) -> bool:
    """Whether this change of the lead is what was asked for."""
    return ask.detail.get("to", now) == now and _giver(ask, before) == before


def _unanswered(ask: Row, holder: str) -> Handoff:
    to = ask.detail.get("to") or ask.seat
    return Handoff(ask.number, ask.at_ms, _giver(ask, holder), to, UNANSWERED, HandoffMark.UNCLEAR, None, None)


def _of(ask: Row | None, answer: Row, before: str, how: str, spans: tuple[Window, ...]) -> Handoff:
    if ask is None:
        to = answer.detail.get("to") or answer.seat
        return Handoff(answer.number, answer.at_ms, before, to, how, HandoffMark.UNCLEAR, None, None)
    to, before = ask.detail.get("to") or answer.seat, _giver(ask, before)
    waited = answer.at_ms - ask.at_ms
    if answer.detail.get("taken_back"):
        return Handoff(ask.number, ask.at_ms, before, to, TAKEN_BACK, None, None, None)
    if answer.detail.get("unanswered"):
        return _unanswered(ask, before)
    if waited > ANSWER_MS:
        # Said too late to be an answer: for twelve seconds nobody knew.
        return Handoff(ask.number, ask.at_ms, before, to, UNANSWERED, HandoffMark.UNCLEAR, waited, None)
    if how == DECLINED:
        return Handoff(ask.number, ask.at_ms, before, to, DECLINED, None, waited, None)
    mark = _mark(to, ask.at_ms, spans)
    return Handoff(ask.number, ask.at_ms, before, to, how, mark, waited, _right(to, ask.at_ms, mark, spans))


def _mark(seat: str, at_ms: int, spans: tuple[Window, ...]) -> HandoffMark:
    """What the story says of this moment for this seat; clean where it says nothing of it."""
    here = next((one for one in spans if one.from_ms <= at_ms < one.to_ms), None)
    if here is None or here.seat != seat or here.mark == LeadTime.RIGHT:
        return HandoffMark.CLEAN
    return HandoffMark(here.mark)


def _right(seat: str, at_ms: int, mark: HandoffMark, spans: tuple[Window, ...]) -> tuple[int, int] | None:
    good = [(one.from_ms, one.to_ms) for one in spans if one.seat == seat and one.mark == LeadTime.RIGHT]
    if mark is HandoffMark.LATE:
        return next((one for one in reversed(good) if one[0] <= at_ms), None)
    if mark is HandoffMark.EARLY:
        return next((one for one in good if one[0] >= at_ms), None)
    return None
