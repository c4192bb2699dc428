"""What every view of a run reads once: the run, who sits in it, its last lines, its clock, and what comes by itself."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from tandem.foundation import clock
from tandem.training.engine import keeping, play
from tandem.training.engine.play import Moment
from tandem.training.engine.scenario import Scenario
from tandem.training.engine.scripted import scripted
from tandem.training.library.records import load
from tandem.training.sessions.models import Presence, Run, SeatHold
from tandem.training.sessions.records.kept import lines_of
from tandem.training.sessions.records.values import HappeningRow, Held, LeadAsk, Said
from tandem.training.sessions.rules import ANSWER_SECONDS, LOST_SECONDS, SCRIPTED_ANSWER_SECONDS, Asked, State, elapsed
from tandem.vocabulary.refusal import Absent
from tandem.vocabulary.training import SEAT_LABELS, Happened, Seat

# Lines of the story: what is read back, at most.
TOLD = frozenset({Happened.SAID, Happened.INJECTED, Happened.SPOKE, Happened.CHOSE})
LINES_BACK = 40
LOST = timedelta(seconds=LOST_SECONDS)


@dataclass(frozen=True)
class Reading:
    """One run as it stands now. `holds` are those of its team, observers too; each was `heard_at` a time, or never.

    `keep`: it is read where nothing was written, so that its lines may be kept for the next look.
    """

    run: Run
    now: datetime
    holds: tuple[SeatHold, ...]
    keep: bool = False

    @cached_property
    def scenario(self) -> Scenario:
        return load(self.run.room.edition_id)

    @cached_property
    def moment(self) -> Moment | None:
        return keeping.from_json(self.run.moment) if self.run.moment else None

    @property
    def clock_ms(self) -> int:
        return elapsed(self.run.elapsed_ms, self.run.running_since, self.now)

    @property
    def several(self) -> bool:
        """Whether other teams play in the same room."""
        return self.run.several

    def free(self) -> tuple[str, ...]:
        """Roles that nobody holds, or a script plays, in the order of the scenario."""
        taken = {one.seat for one in self.holds if not one.scripted}
        return tuple(str(seat) for seat in self.scenario.seats if str(seat) not in taken)

    @property
    def turn(self) -> int:
        return self.moment.turn if self.moment else 0

    @cached_property
    def happened(self) -> tuple[HappeningRow, ...]:
        """Every line of the run, in order, none folded."""
        return lines_of(self.run, keep=self.keep)

    @cached_property
    def last_lines(self) -> tuple[HappeningRow, ...]:
        """The last lines of the story, oldest first."""
        return tuple(one for one in self.happened if one.kind in TOLD)[-LINES_BACK:]

    def held(self, seat: str) -> Held:
        """Who sits on this seat; by its role's name where nobody does."""
        found = next((one for one in self.holds if one.seat == seat), None)
        if found is None:
            return Held(seat, SEAT_LABELS[Seat(seat)], scripted=True)
        return Held(seat, found.name, found.scripted, self._away(found))

    def _away(self, hold: SeatHold) -> bool:
        return not hold.scripted and hold.heard_at is not None and self.now - hold.heard_at > LOST

    def asks(self, hold_id: UUID | None = None) -> int:
        """In which order the open pages ask when a count-down has ended: phones as they joined, then what is no phone."""
        here = [one.pk for one in self.holds if not one.scripted and not self._away(one)]
        return here.index(hold_id) if hold_id in here else len(here)

    def seated(self) -> tuple[Held, ...]:
        """Everybody who plays, in the order of the scenario."""
        taken = {one.seat for one in self.holds}
        return tuple(self.held(str(seat)) for seat in self.scenario.seats if str(seat) in taken)

    @property
    def lead(self) -> Held | None:
        return self.held(self.run.lead) if self.run.lead else None

    @property
    def ask(self) -> LeadAsk | None:
        """The open question about the lead, if it was not left unanswered."""
        if not self.run.lead_asked:
            return None
        asked = Asked(**self.run.lead_asked)
        if asked.over(self.clock_ms):
            return None
        until = asked.at_ms + ANSWER_SECONDS * 1000
        left = asked.seconds_left(self.clock_ms)
        return LeadAsk(self.held(asked.by), self.held(asked.to), asked.offer, asked.at_ms, until, left)

    @cached_property
    def next_ms(self) -> int | None:
        """When something may happen by itself, on the run's clock; None where nothing will. It does not say what."""
        if self.run.state != State.RUNNING or self.moment is None:
            return None
        played = [one.seat for one in self.holds if one.scripted]
        times = []
        if self.run.lead_asked:
            asked = Asked(**self.run.lead_asked)
            wait = SCRIPTED_ANSWER_SECONDS if asked.to in played else ANSWER_SECONDS
            times.append(asked.at_ms + wait * 1000)
        begun = self.moment.at
        times += [begun + one.after * 1000 for one in self.moment.options if one.after is not None]
        for seat in played:
            found = scripted(self.moment, Seat(seat), self.run.seed)
            if found:
                times.append(begun + round(found[1] * 1000))
        return min(times, default=None)

    @property
    def ending(self) -> tuple[str, str]:
        """How it ended: the kind and the sentence; empty while it goes on, or where it was stopped."""
        found = self.moment.ending if self.moment and self.run.state == State.ENDED else None
        return (str(found.kind), found.sentence) if found else ("", "")

    def pov(self, language: str = "en") -> tuple[Said, ...]:
        """The person's own point of view, while the room reads it."""
        if self.run.state != State.POV:
            return ()
        lines = play.point_of_view(self.scenario)
        return tuple(Said(one.number, 0, self.words(one.text, language), one.by or "") for one in lines)

    def words(self, text: str, language: str) -> str:
        """A sentence of the scenario in this language, where the scenario has it; as it was written otherwise."""
        return self.scenario.said(text, language)

    def said(self, line: HappeningRow, language: str = "en", *, seat: str = "") -> Said:
        told = line.detail
        return Said(
            number=line.number,
            at_ms=line.at_ms,
            text=self.words(told["text"], language),
            by=told.get("by", ""),
            to=tuple(told.get("to", ())),
            inject=bool(told.get("inject")) or line.kind == Happened.INJECTED,
            you=line.kind == Happened.CHOSE and bool(seat) and line.seat == seat,
        )


def runs() -> QuerySet[Run]:
    """Runs as a reading takes them: with their room, and whether other teams play in it."""
    others = Run.objects.filter(room_id=OuterRef("room_id")).exclude(team=OuterRef("team"))
    return Run.objects.select_related("room").annotate(several=Exists(others))


def reading(run_id: UUID) -> Reading:
    """Read a run. Two small queries, and one for its lines where they are asked for and new. Raises Absent."""
    return _read(runs().filter(pk=run_id).first())


def reading_of_team(room_id: UUID, team: str, *, keep: bool = False) -> Reading:
    """Read the run that a team plays now, in as many queries. Raises Absent."""
    return _read(runs().filter(room_id=room_id, team=team).order_by("-number").first(), keep)


def _read(run: Run | None, keep: bool = False) -> Reading:
    if run is None:
        raise Absent
    return reading_of(run, keep)


def reading_of(run: Run, keep: bool = False) -> Reading:
    heard = Presence.objects.filter(who=OuterRef("pk")).values("at")
    holds = SeatHold.objects.filter(room_id=run.room_id, team=run.team, left_at=None).annotate(heard_at=Subquery(heard))
    return Reading(run, clock.now(), tuple(holds.order_by("joined_at")), keep)


def to_all(line: HappeningRow) -> bool:
    """Whether everybody in the room, and the wall, knows this line."""
    return line.kind != Happened.CHOSE and not line.detail.get("to")


def knows(line: HappeningRow, seat: str) -> bool:
    """Whether this seat alone, or with some others, knows this line."""
    return line.kind != Happened.CHOSE and seat in line.detail.get("to", ())
