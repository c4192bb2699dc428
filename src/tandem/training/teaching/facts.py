"""Rehearsals as rows for measures: teams, seats and signs; never a learner, an answer or a word somebody said.

A run that somebody went back into was seen before: only the first playing counts, and a branch is practice.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from uuid import UUID

from tandem.foundation.database.facts import read
from tandem.training.debrief.reading import Reading
from tandem.training.debrief.records import reading_of, seats_played
from tandem.training.sessions.models import Happening, Run
from tandem.training.sessions.records.rooms import run_row
from tandem.vocabulary.facts import HandoffFact, IncidentFact, RehearsalFact, SignFact, World
from tandem.vocabulary.training import EndingKind, Happened

Key = Callable[[str, UUID], str]


def rehearsals(key: Key, *, since: datetime | None = None, until: datetime | None = None) -> Iterator[RehearsalFact]:
    """One row a run that began in [since, until), oldest first."""
    for run, known in _runs(since, until):
        asked, could = _questions(run)
        kind = run.outcome.partition(" ")[0]
        yield RehearsalFact(
            **known,
            edition=f"{run.room.scenario_name}/{run.room.scenario_hash[:8]}",
            started_at=run.started_at,
            seconds=run.elapsed_ms // 1000,
            people=len(seats_played(run.room_id, run.team)),
            alone=run.room.solo,
            ending=kind if kind in set(EndingKind) else None,
            asked=asked,
            could_ask=could,
        )


def signs(key: Key, *, since: datetime | None = None, until: datetime | None = None) -> Iterator[SignFact]:
    """One row for each sign and each seat held by a person that could see it."""
    for run, known in _runs(since, until):
        for sign in _read(run).signs:
            at = run.started_at + timedelta(milliseconds=sign.at_ms)
            for seat in sign.could:
                seen = sign.by(seat)
                yield SignFact(
                    **known,
                    cue=sign.id,
                    kind=sign.kind,
                    seat=seat,
                    shown_at=at,
                    seconds=seen.after_ms / 1000 if seen else None,
                )


def handoffs(key: Key, *, since: datetime | None = None, until: datetime | None = None) -> Iterator[HandoffFact]:
    """One row for each try to hand the lead over that can be called something; "not yet" is an answer and no fault."""
    for run, known in _runs(since, until):
        for one in _read(run).handoffs:
            if one.mark is None:
                continue
            yield HandoffFact(
                **known,
                offered_at=run.started_at + timedelta(milliseconds=one.at_ms),
                from_seat=one.from_seat,
                to_seat=one.to_seat,
                mark=str(one.mark),
            )


def calls(key: Key, *, since: datetime | None = None, until: datetime | None = None) -> Iterator[IncidentFact]:
    """A run as the call it stands for, in the very schema of real calls, so that one measure can read either world."""
    for run, known in _runs(since, until):
        yield IncidentFact(
            world=known["world"],
            record=known["record"],
            agency=known["agency"],
            area=None,
            origin="call_911",
            received_at=run.started_at,
            response=None,
            overridden=False,
            state="closed",
            dispatched_at=None,
            arrived_at=None,
            engaged_at=None,
            cleared_at=run.ended_at,
        )


def _runs(since: datetime | None, until: datetime | None) -> Iterator[tuple[Run, dict]]:
    found = read(Run, "room", "room__organization").filter(
        branch_of=None, started_at__isnull=False, ended_at__isnull=False
    )
    if since:
        found = found.filter(started_at__gte=since)
    if until:
        found = found.filter(started_at__lt=until)
    for run in found.order_by("started_at", "id"):
        room = run.room
        yield (
            run,
            {
                "world": World.REHEARSED,
                "record": str(run.pk),
                "agency": room.organization.short_name,
                "team": room.team_names.get(run.team) or None,
                "shift": room.shift or None,
                "scenario": room.scenario_name,
            },
        )


def _read(run: Run) -> Reading:
    return reading_of(run_row(run), seats_played(run.room_id, run.team))


def _questions(run: Run) -> tuple[int, int]:
    """(asked, could be asked): clarifying questions of the call, each counted once."""
    told = Happening.objects.filter(run=run)
    asked = {
        one["text"] for one in told.filter(kind=Happened.CHOSE, detail__asks=True).values_list("detail", flat=True)
    }
    could = set(asked)
    for moment in told.filter(moment__isnull=False).values_list("moment", flat=True):
        could |= {one["text"] for one in moment["options"] if one["asks"]}
    return len(asked), len(could)
