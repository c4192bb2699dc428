"""What a replay tells: counts, each with what it is of. Frozen values, and their way into JSON and back."""

from dataclasses import asdict, dataclass, fields, is_dataclass
from datetime import datetime
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints


@dataclass(frozen=True)
class Undecided:
    """Calls that are in no share. `open` are (input, calls among `neither` on which nobody knew it), the most first."""

    neither: int
    only_in_force: int
    only_draft: int
    open: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        return self.neither + self.only_in_force + self.only_draft


@dataclass(frozen=True)
class Hour:
    """One local hour of the day. Calls for the team under both; `without` are the draft's with no team on shift."""

    hour: int
    in_force: int
    draft: int
    without: int


@dataclass(frozen=True)
class Group:
    """Calls of one place or one group of persons that both editions decide, and those for the team under each."""

    value: str | None
    calls: int
    in_force: int
    draft: int


@dataclass(frozen=True)
class Dimension:
    """A way to tell persons apart: by an input of the call or, `own`, by what the person said of themselves, as the facts
    hold it. Its groups are all there are: they add up to the calls compared."""

    name: str
    own: bool
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Move:
    """Calls that another answer, and the row that is the reason. `row` is the draft's rule, or the one in force where
    that one changed or is gone and the draft's own row is as it was. `kind`: new, changed, moved, gone or same. `about`
    says that the row asks about the person, so that its calls are a group of persons."""

    was: str
    now: str
    side: str
    row: str
    kind: str
    calls: int
    without: int
    changes: tuple[str, ...]
    about: bool


@dataclass(frozen=True)
class Older:
    """Decisions made by an edition other than the one in force. `same` of them got the same answer from it again."""

    edition: str
    decisions: int
    same: int
    as_in_force: int


@dataclass(frozen=True)
class Different:
    """Decisions that come out otherwise than they were recorded, by edition, with the first of them in order of time."""

    edition: str
    decisions: int
    first: int
    recorded: str
    replayed: str


@dataclass(frozen=True)
class Proof:
    """Each recorded decision, decided again by the edition that made it. `gone`: (edition not kept, decisions)."""

    decisions: int
    by_in_force: int
    same: int
    older: tuple[Older, ...]
    differences: int
    different: tuple[Different, ...]
    gone: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Ledger:
    """Calls that the edition in force gives to the team: how many got one, and why the others did not."""

    eligible: int
    served: int
    reasons: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Carried:
    """What teams would carry. Shares 0 to 1, None where there is nothing to divide by.

    `all_busy` is the share of calls that find every team busy if such a call goes without one, `waiting` the same if it
    waits. `wait` is the median of minutes from the call to a team being sent, None where nobody knows it, and where half
    of the calls or more come in hours with more work than teams. `growing` is the share that does.
    """

    busy: float | None
    all_busy: float | None
    no_team: float | None
    waiting: float | None
    wait: float | None
    growing: float | None


@dataclass(frozen=True)
class Load:
    """Now, under the draft, and under the draft with one more team in the local hours [from_hour, to_hour).

    `recorded` is what the records say of now, to hold the model against. `minutes` a call, `team_hours` on shift.
    """

    minutes: float
    team_hours: float
    now: Carried
    draft: Carried
    more: Carried
    from_hour: int
    to_hour: int
    recorded: Carried


@dataclass(frozen=True)
class Replay:
    """One replay. `compared` is the denominator of every share: the calls that both editions decide."""

    in_force: str
    draft: str
    since: datetime | None
    until: datetime | None
    decisions: int
    calls: int
    mixes: int
    compared: int
    eligible: int
    eligible_draft: int
    gain: int
    lose: int
    without_police: int
    heavier: int
    undecided: Undecided
    hours: tuple[Hour, ...]
    places: tuple[Group, ...]
    moves: tuple[Move, ...]
    people: tuple[Dimension, ...]
    ledger: Ledger
    proof: Proof
    load: Load | None


def as_json(one: Replay) -> dict[str, Any]:
    """The replay as plain JSON values."""
    plain = asdict(one)
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in plain.items()}


def from_json(told: dict[str, Any]) -> Replay:
    """A replay that was stored. A KeyError or TypeError says that it was written by another version."""
    return _read(Replay, told)


def _read(kind: Any, value: Any) -> Any:
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return kind(**{one.name: _read(hints[one.name], value[one.name]) for one in fields(kind)})
    if get_origin(kind) is UnionType:
        return None if value is None else _read(get_args(kind)[0], value)
    if get_origin(kind) is tuple:
        parts = get_args(kind)
        parts = parts[:1] * len(value) if parts[-1] is Ellipsis else parts
        return tuple(_read(part, one) for part, one in zip(parts, value, strict=True))
    return datetime.fromisoformat(value) if kind is datetime else value
