"""What the wall shows, and what the instructor's console shows: two readings of the same run, cut differently."""

from uuid import UUID

from tandem.training.engine import keeping
from tandem.training.sessions.models import Happening
from tandem.training.sessions.records.reading import Reading, reading, reading_of, runs, to_all
from tandem.training.sessions.records.rooms import room as room_row
from tandem.training.sessions.records.timeline import folded
from tandem.training.sessions.records.values import (
    ConsoleView,
    HappeningRow,
    LastAct,
    MoodAt,
    OptionRow,
    TeamView,
    WallView,
)
from tandem.vocabulary.training import Happened, Seat

MINUTE = 60_000
# What a seat did, for "their last act". Signs are their own until the debrief, but for the console.
ACTS = (
    Happened.CHOSE,
    Happened.CUE_SEEN,
    Happened.LEAD_TAKEN,
    Happened.LEAD_HANDED_OVER,
    Happened.LEAD_OFFERED,
    Happened.LEAD_DECLINED,
    Happened.DROPPED,
    Happened.RETURNED,
)


def for_wall(run_id: UUID, language: str = "en") -> WallView:
    """What anybody standing there would see and hear, nothing more. Raises Absent."""
    return wall_view(reading(run_id), language)


def wall_view(one: Reading, language: str = "en") -> WallView:
    """A reading cut for everybody who stands there."""
    run, room = one.run, one.run.room
    common = [each for each in one.last_lines if to_all(each)]
    now = [each for each in common if each.detail.get("turn") == one.turn]
    before = [each for each in common if each.detail.get("turn") != one.turn]
    return WallView(
        code=room.code,
        room_id=room.pk,
        run_id=run.pk,
        title=one.words(one.scenario.title, language),
        person=one.scenario.person,
        team=run.team,
        several_teams=one.several,
        state=run.state,
        why=run.why,
        clock_ms=one.clock_ms,
        turn=one.turn,
        scene=dict(one.moment.scene) if one.moment else {},
        lines=tuple(one.said(each, language) for each in now),
        before=one.said(before[-1], language) if before else None,
        pov=one.pov(language),
        held=one.seated(),
        lead=one.lead,
        lead_since_ms=run.lead_since_ms,
        ask=one.ask,
        next_ms=one.next_ms,
        asks=one.asks(),
        instructor=room.opened_by_name,
        guests=room.guests,
        steps=tuple((each.number, each.at_ms) for each in one.happened if each.has_moment),
        ending=one.words(one.ending[1], language),
        ending_kind=one.ending[0],
    )


def for_console(room_id: UUID) -> ConsoleView:
    """Everything, for the instructor. Who that is has been checked by the door. Raises Absent."""
    row = room_row(room_id)
    found = runs().filter(room_id=room_id).order_by("team", "-number").distinct("team")
    read = [reading_of(run) for run in found]
    scenario = read[0].scenario
    return ConsoleView(
        room=row,
        title=scenario.title,
        person=scenario.person,
        seats=tuple(str(one) for one in scenario.seats),
        characters=_characters(read, scenario.person),
        teams=tuple(_team(one) for one in read),
    )


def _characters(read: list[Reading], person: str) -> tuple[str, ...]:
    """Who can be spoken for: the person first, then whoever spoke so far."""
    spoke = {each.detail.get("by", "") for one in read for each in one.last_lines}
    first = person.split(" ")[0] if person else ""
    return tuple(dict.fromkeys(each for each in (first, *sorted(spoke)) if each))


def _team(one: Reading) -> TeamView:
    run, moment = one.run, one.moment
    rows = folded(one.happened)
    story = [each for each in one.last_lines if each.kind != Happened.CHOSE]
    now = [each for each in story if each.detail.get("turn") == one.turn]
    observers = tuple(each.name for each in one.holds if each.seat == Seat.OBSERVER)
    branch = next((each.at_ms for each in rows if each.kind == Happened.REWOUND and each.detail.get("of")), None)
    return TeamView(
        run_id=run.pk,
        team=run.team,
        number=run.number,
        branch_of=run.branch_of_id,
        branch_ms=branch if run.branch_of_id else None,
        state=run.state,
        why=run.why,
        clock_ms=one.clock_ms,
        turn=one.turn,
        scene=dict(moment.scene) if moment else {},
        mood=MoodAt(moment.at, *_mood(moment)) if moment else None,
        mood_before=_mood_before(one),
        lines=tuple(one.said(each) for each in (now or story[-1:])),
        options=_options(one),
        held=one.seated(),
        observers=observers,
        last_acts=_last_acts(rows),
        lead=one.lead,
        lead_since_ms=run.lead_since_ms,
        ask=one.ask,
        window=(str(moment.window.mark), str(moment.window.seat)) if moment and moment.window else None,
        next_ms=one.next_ms,
        timeline=rows,
        ending=one.ending[1],
        ending_kind=one.ending[0],
    )


def _mood(moment) -> tuple[int, int, int]:
    return moment.mood.arousal, moment.mood.trust, moment.mood.danger


def _mood_before(one: Reading) -> MoodAt | None:
    """How the person was a minute of the run's clock ago: the last step kept until then."""
    kept = Happening.objects.filter(run=one.run, moment__isnull=False, at_ms__lte=max(0, one.clock_ms - MINUTE))
    found = kept.order_by("number").last()
    return MoodAt(found.at_ms, *_mood(keeping.from_json(found.moment))) if found else None


def _options(one: Reading) -> tuple[OptionRow, ...]:
    if one.moment is None:
        return ()
    return tuple(
        OptionRow(each.id, each.text, tuple(sorted(each.by)), each.after, each.sensible, each.asks)
        for each in one.moment.options
    )


def _last_acts(rows: tuple[HappeningRow, ...]) -> tuple[LastAct, ...]:
    last: dict[str, LastAct] = {}
    for each in rows:
        if each.seat and each.kind in ACTS:
            last[each.seat] = LastAct(each.seat, each.at_ms, each.kind, each.detail.get("text", ""))
    return tuple(last.values())
