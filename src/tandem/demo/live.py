"""The live shift: calls arrive, teams move, by themselves, so that a newcomer sees a program at work."""

import heapq
import logging
import threading
import time
from collections.abc import Callable
from functools import partial
from itertools import count
from uuid import UUID

from django.db import DatabaseError, close_old_connections

from tandem.demo import stories
from tandem.demo.stage import Stage, active, open_calls, own_open
from tandem.foundation.accounts.actor import NotAllowed
from tandem.vocabulary.refusal import Absent, Refusal

log = logging.getLogger("tandem.demo.live")

MOST_OPEN = 8
# The first calls come quickly, so that nobody sits before an empty board.
FIRST_CALLS, FIRST_EVERY_SECONDS = 6, 2.0
CALL_EVERY_SECONDS = (60.0, 90.0)
BEAT_SECONDS, LOOK_SECONDS, AWAY_SECONDS = 5.0, 30.0, 2.0

# One step of something: does it, and returns the seconds until its next step, None when it is over.
type Step = Callable[[], float | None]


class Shift:
    """A timetable. Nothing runs in parallel: one thing happens, then the next that is due."""

    def __init__(self, stage: Stage):
        self.stage = stage
        self._due: list[tuple[float, int, Step, UUID | None]] = []
        self._order = count()
        self._told: set[UUID] = set()
        self._quick = 0
        self._now = 0.0

    def run(self, stop: threading.Event, clock: Callable[[], float] = time.monotonic) -> None:
        """Work until `stop` is set. A database that is away for a while is waited for."""
        self.begin(clock())
        while not stop.is_set():
            stop.wait(min(1.0, max(0.02, self.step(clock()))))

    def begin(self, now: float) -> None:
        """Sign the crews on, and plan what happens again and again."""
        self.stage.sign_on(first=True)
        self._quick = max(0, FIRST_CALLS - open_calls())
        for each in (self._beat, self._look, self._newcomers_call, self._call):
            self._plan(now, each)

    def step(self, now: float) -> float:
        """Do everything that is due at `now` (seconds); returns the seconds until the next thing."""
        self._now = now
        while self._due[0][0] <= now:
            _, _, step, call = heapq.heappop(self._due)
            wait = self._done(step, lasting=call is None)
            if wait is not None:
                self._plan(now + wait, step, call)
            elif call:
                self._told.discard(call)
        return self._due[0][0] - now

    def _done(self, step: Step, *, lasting: bool) -> float | None:
        try:
            return step()
        except (Refusal, Absent, NotAllowed) as refused:
            # Somebody else was quicker. The story of a call is over; the next look says who works on it.
            log.info("Not done: %s", str(refused) or type(refused).__name__)
        except DatabaseError as error:
            log.warning("The database did not answer (%s); trying again.", type(error).__name__)
            close_old_connections()
        return AWAY_SECONDS if lasting else None

    def _plan(self, at: float, step: Step, call: UUID | None = None) -> None:
        heapq.heappush(self._due, (at, next(self._order), step, call))

    def _tell(self, call: UUID, story: stories.Story) -> None:
        self._told.add(call)
        self._plan(self._now, partial(next, story, None), call)

    def _beat(self) -> float:
        self.stage.beat()
        return BEAT_SECONDS

    def _call(self) -> float:
        if open_calls() < MOST_OPEN:
            incident_id, drawn = stories.call_in(self.stage)
            self._tell(incident_id, stories.asked(self.stage, incident_id, drawn))
        if self._quick > 0:
            self._quick -= 1
            return FIRST_EVERY_SECONDS
        return self.stage.dice.between(*CALL_EVERY_SECONDS)

    def _look(self) -> float:
        """Keep the crews on shift, and take up calls of the shift's own that no story tells any more."""
        self.stage.sign_on(first=False)
        for incident in own_open():
            if incident.pk not in self._told:
                story = stories.taken_up(self.stage, incident)
                if story:
                    self._tell(incident.pk, story)
        return LOOK_SECONDS

    def _newcomers_call(self) -> None:
        """One call for the newcomer's team, once in a run, if it has none."""
        team_id = self.stage.newcomers_team()
        if team_id and not active(team_id):
            incident_id, _ = stories.call_in(self.stage)
            self._tell(incident_id, stories.waiting_for_newcomer(self.stage, incident_id, team_id))
