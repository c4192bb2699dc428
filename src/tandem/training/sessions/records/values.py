"""What the rest of the house sees of a rehearsal: frozen values, each cut for its reader.

A phone's value holds what its own seat knows; the wall's what anybody standing there would see and hear; the console's
everything. Nothing else ever reaches a page, so that no page can tell another role's secret.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class RoomRow:
    id: UUID
    code: str
    state: str
    edition_id: UUID
    scenario_name: str
    scenario_hash: str
    organization_id: UUID
    opened_by: UUID | None
    opened_by_name: str
    opened_at: datetime
    ended_at: datetime | None
    guests: bool
    pov_first: bool
    solo: bool
    # The run each team plays now, by team.
    runs: tuple["RunRow", ...] = ()

    @property
    def over(self) -> bool:
        return self.state == "ended"


@dataclass(frozen=True)
class RunRow:
    id: UUID
    room_id: UUID
    team: str
    number: int
    state: str
    branch_of: UUID | None
    branch_at: int | None
    started_at: datetime | None
    ended_at: datetime | None
    outcome: str


@dataclass(frozen=True)
class Said:
    """One line of the story. `by` is who speaks (empty: what is seen), `to` the seats that know it (empty: everyone).

    `you`: it is what this phone's own seat chose to do.
    """

    number: int
    at_ms: int
    text: str
    by: str = ""
    to: tuple[str, ...] = ()
    inject: bool = False
    you: bool = False


@dataclass(frozen=True)
class Choice:
    id: str
    text: str
    asks: bool = False


@dataclass(frozen=True)
class Held:
    """A seat and who sits there. `away`: their phone was not heard for a while."""

    seat: str
    name: str
    scripted: bool = False
    away: bool = False


@dataclass(frozen=True)
class LeadAsk:
    """An open question about the lead. `by` spoke, `to` must answer, until `until_ms` of the run's clock."""

    by: Held
    to: Held
    offer: bool
    at_ms: int
    until_ms: int
    seconds_left: int


@dataclass(frozen=True)
class Sign:
    """A sign that this seat noted. `kind` is empty while it is not named; `settled` once that was said or left open."""

    number: int
    at_ms: int
    kind: str
    may_undo: bool
    settled: bool = False


@dataclass(frozen=True)
class Watched:
    """What an observer answered last to one of the watched questions."""

    question: str
    answer: str


@dataclass(frozen=True)
class Marked:
    number: int
    at_ms: int
    question: str
    answer: str
    words: str


@dataclass(frozen=True)
class PhoneView:
    """Everything one phone may know now. Times are the run's clock in milliseconds."""

    code: str
    room_id: UUID
    run_id: UUID
    title: str
    person: str
    language: str
    languages: tuple[str, ...]
    team: str
    several_teams: bool
    solo: bool
    seat: str
    name: str
    instructor: str
    state: str
    why: str
    clock_ms: int
    turn: int
    others: tuple[Held, ...]
    lead: Held | None
    lead_since_ms: int | None
    leading: bool
    may_lead: bool
    ask: LeadAsk | None
    # Seats this phone may hand the lead to.
    may_take: tuple[Held, ...]
    heard: tuple[Said, ...]
    only: tuple[Said, ...]
    pov: tuple[Said, ...]
    choices: tuple[Choice, ...]
    # Names of those who may choose now, while this phone can't.
    deciding: tuple[str, ...]
    # When something may happen by itself: the pages ask again then. It does not say what.
    next_ms: int | None
    # After how many other pages this one asks, when that has come.
    asks: int
    sign: Sign | None
    missed: tuple[Said, ...]
    back_ms: int | None
    marks: tuple[Marked, ...]
    watched: tuple[Watched, ...]
    free_seats: tuple[str, ...]
    ending: str
    ending_kind: str
    # How much this seat has done so far: the same tap sent twice says the same number.
    taps: int = 0

    @property
    def running(self) -> bool:
        return self.state == "running"


@dataclass(frozen=True)
class WallView:
    """What a wall shows: only lines to all, the scene, the clock and the lead; no mood, no score, no secret."""

    code: str
    room_id: UUID
    run_id: UUID
    title: str
    person: str
    team: str
    several_teams: bool
    state: str
    why: str
    clock_ms: int
    turn: int
    scene: Mapping[str, str]
    # The lines of this moment to all, oldest first, and the last one before them.
    lines: tuple[Said, ...]
    before: Said | None
    pov: tuple[Said, ...]
    held: tuple[Held, ...]
    lead: Held | None
    lead_since_ms: int | None
    ask: LeadAsk | None
    next_ms: int | None
    asks: int
    instructor: str
    guests: bool
    # Steps of the story that can be gone back to: number and when, oldest first. What was chosen is not said.
    steps: tuple[tuple[int, int], ...]
    ending: str
    ending_kind: str


@dataclass(frozen=True)
class OptionRow:
    """A choice as the instructor sees it. `sensible` is what the author thinks of it; it never leaves the console."""

    id: str
    text: str
    by: tuple[str, ...]
    after: int | None
    sensible: bool
    asks: bool


@dataclass(frozen=True)
class LastAct:
    """The last thing a seat did, in words of the timeline."""

    seat: str
    at_ms: int
    kind: str
    text: str


@dataclass(frozen=True)
class MoodAt:
    at_ms: int
    arousal: int
    trust: int
    danger: int


@dataclass(frozen=True)
class TeamView:
    """One team's run for its instructor: everything."""

    run_id: UUID
    team: str
    number: int
    branch_of: UUID | None
    branch_ms: int | None
    state: str
    why: str
    clock_ms: int
    turn: int
    scene: Mapping[str, str]
    mood: MoodAt | None
    # A minute of the run's clock ago.
    mood_before: MoodAt | None
    lines: tuple[Said, ...]
    options: tuple[OptionRow, ...]
    held: tuple[Held, ...]
    observers: tuple[str, ...]
    last_acts: tuple[LastAct, ...]
    lead: Held | None
    lead_since_ms: int | None
    ask: LeadAsk | None
    window: tuple[str, str] | None
    next_ms: int | None
    timeline: tuple["HappeningRow", ...]
    ending: str
    ending_kind: str


@dataclass(frozen=True)
class ConsoleView:
    room: RoomRow
    title: str
    person: str
    seats: tuple[str, ...]
    # Who speaks in this scenario, for "speak for".
    characters: tuple[str, ...]
    teams: tuple[TeamView, ...]


@dataclass(frozen=True)
class HappeningRow:
    """One line of a run's timeline. `detail`'s keys depend on the kind; see docs/guides/rehearse.md.

    A sign that was named later carries its kind, and one that was undone is not there.
    """

    number: int
    at_ms: int
    recorded_at: datetime
    seat: str
    kind: str
    detail: Mapping = field(default_factory=dict)
    # Whether the story can be gone back to here.
    has_moment: bool = False
