"""What one phone may know: its own seat's lines and choices, what everybody heard, and who leads."""

from datetime import timedelta
from uuid import UUID

from tandem.training.engine import play
from tandem.training.sessions.records.reading import Reading, knows, reading, reading_of_team, to_all
from tandem.training.sessions.records.sitting import Sitting
from tandem.training.sessions.records.values import Choice, HappeningRow, Marked, PhoneView, Said, Sign, Watched
from tandem.training.sessions.rules import UNDO_SECONDS, State
from tandem.vocabulary.training import Happened, Seat

HEARD, ONLY = 3, 3
NOBODY_LEADS = (Seat.DISPATCHER, Seat.OBSERVER)
MARKS = 6
# How long a phone that is back shows what it missed.
BACK = timedelta(seconds=40)


def for_sitting(sitting: Sitting) -> PhoneView:
    """The view of this phone, of whatever run its team plays now. Raises Absent."""
    return phone_view(reading_of_team(sitting.room_id, sitting.team), sitting)


def for_phone(run_id: UUID, sitting: Sitting, language: str | None = None) -> PhoneView:
    """The view of one seat of a run, never with another's secret. Raises Absent."""
    return phone_view(reading(run_id), sitting, language)


def phone_view(one: Reading, sitting: Sitting, language: str | None = None) -> PhoneView:
    """A reading cut for one seat."""
    language = language or sitting.language
    seat, run, room = sitting.seat, one.run, one.run.room
    running = run.state == State.RUNNING
    choices = _choices(one, seat, language) if running else ()
    deciding = _deciding(one, seat) if running and not choices else ()
    may_lead = seat not in NOBODY_LEADS
    leading = may_lead and run.lead == seat
    seated = one.seated()
    ask = one.ask
    own = _own(one, seat)
    back_ms, missed = _back(one, own, sitting)
    return PhoneView(
        code=room.code,
        room_id=room.pk,
        run_id=run.pk,
        title=one.words(one.scenario.title, language),
        person=one.scenario.person,
        language=language,
        languages=one.scenario.top.languages,
        team=run.team,
        several_teams=one.several,
        solo=room.solo,
        seat=seat,
        name=sitting.name,
        instructor="" if room.solo else room.opened_by_name,
        state=run.state,
        why=run.why,
        clock_ms=one.clock_ms,
        turn=one.turn,
        others=tuple(each for each in seated if each.seat != seat),
        lead=one.lead,
        lead_since_ms=run.lead_since_ms,
        leading=leading,
        may_lead=may_lead,
        ask=ask if ask and seat in (ask.by.seat, ask.to.seat) else None,
        may_take=tuple(each for each in seated if leading and each.seat not in (*NOBODY_LEADS, seat)),
        heard=_heard(one, seat, language),
        only=_only(one, seat, language),
        pov=one.pov(language),
        choices=choices,
        deciding=deciding,
        next_ms=one.next_ms,
        asks=one.asks(sitting.hold_id),
        sign=_sign(one, own, sitting),
        missed=tuple(one.said(each, language) for each in missed),
        back_ms=back_ms,
        marks=_marks(one, sitting),
        watched=_watched(one, sitting),
        free_seats=one.free() if run.state == State.WAITING or seat == Seat.OBSERVER else (),
        ending=one.words(one.ending[1], language),
        ending_kind=one.ending[0],
        taps=len(own),
    )


def _own(one: Reading, seat: str) -> list[HappeningRow]:
    """What this seat did so far, oldest first."""
    return [each for each in one.happened if each.seat == seat]


def _of(own: list[HappeningRow], kind: Happened, sitting: Sitting) -> list[HappeningRow]:
    return [each for each in own if each.kind == kind and each.detail.get("hold") == str(sitting.hold_id)]


def _back(one: Reading, own: list[HappeningRow], sitting: Sitting) -> tuple[int | None, tuple[HappeningRow, ...]]:
    """When this phone came back, on the run's clock, and the lines it could have heard meanwhile; for a while only."""
    last = next(reversed(_of(own, Happened.RETURNED, sitting)), None)
    if last is None or one.now - last.recorded_at > BACK:
        return None, ()
    since = last.recorded_at - timedelta(milliseconds=last.detail["away_ms"])
    told = [each for each in one.last_lines if since < each.recorded_at <= last.recorded_at]
    return last.at_ms, tuple(each for each in told if to_all(each) or knows(each, sitting.seat))


def _choices(one: Reading, seat: str, language: str) -> tuple[Choice, ...]:
    if one.moment is None or seat == Seat.OBSERVER:
        return ()
    shown = play.for_seat(one.moment, Seat(seat)).options
    return tuple(Choice(each.id, one.words(each.text, language), each.asks) for each in shown)


def _deciding(one: Reading, seat: str) -> tuple[str, ...]:
    """Who may choose now: names only, never what."""
    seats = {str(each) for option in one.moment.options for each in option.by} if one.moment else set()
    return tuple(each.name for each in one.seated() if each.seat in seats and each.seat != seat)


def _heard(one: Reading, seat: str, language: str) -> tuple[Said, ...]:
    """The last things that everyone heard, or that this seat itself did; oldest first."""
    lines = [each for each in one.last_lines if to_all(each) or (each.kind == Happened.CHOSE and each.seat == seat)]
    now = [each for each in lines if each.detail.get("turn") == one.turn]
    return tuple(one.said(each, language, seat=seat) for each in (now or lines)[-HEARD:])


def _only(one: Reading, seat: str, language: str) -> tuple[Said, ...]:
    """What only this seat knows (some lines with one or two others): of this moment, else the last of it."""
    lines = [each for each in one.last_lines if knows(each, seat)]
    now = [each for each in lines if each.detail.get("turn") == one.turn]
    return tuple(one.said(each, language) for each in (now[-ONLY:] or lines[-1:]))


def _sign(one: Reading, own: list[HappeningRow], sitting: Sitting) -> Sign | None:
    """The last sign this phone noted, if it can still be named or undone."""
    last = next(reversed(_of(own, Happened.CUE_SEEN, sitting)), None)
    if last is None or (one.now - last.recorded_at).total_seconds() > UNDO_SECONDS:
        return None
    kind, settled = last.detail.get("kind", ""), False
    for each in own:
        if each.kind == Happened.CUE_SEEN and each.detail.get("undoes") == last.number:
            return None
        if each.kind == Happened.CUE_SEEN and each.detail.get("names") == last.number:
            kind, settled = each.detail["kind"], True
    return Sign(last.number, last.at_ms, kind, may_undo=True, settled=settled or bool(kind))


def _marked(one: Reading, sitting: Sitting) -> list[HappeningRow]:
    mine = str(sitting.hold_id)
    return [each for each in one.happened if each.kind == Happened.MARKED and each.detail.get("hold") == mine]


def _marks(one: Reading, sitting: Sitting) -> tuple[Marked, ...]:
    if sitting.seat != Seat.OBSERVER:
        return ()
    return tuple(
        Marked(
            each.number,
            each.at_ms,
            each.detail.get("question", ""),
            each.detail.get("answer", ""),
            each.detail["words"],
        )
        for each in _marked(one, sitting)[-MARKS:]
    )


def _watched(one: Reading, sitting: Sitting) -> tuple[Watched, ...]:
    if sitting.seat != Seat.OBSERVER:
        return ()
    last = {
        each.detail["question"]: each.detail["answer"] for each in _marked(one, sitting) if each.detail.get("question")
    }
    return tuple(Watched(question, answer) for question, answer in last.items())
