"""What the reading is made of: lines of a run's timeline, whoever keeps them. Pure.

Any row with these five will do. `at_ms` is the run's own clock, which stands still while the run is paused.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from tandem.vocabulary.training import Happened

FOR_EVER = 10**12


class Row(Protocol):
    """One line: its number within the run, its moment in milliseconds, whose it is ("" for nobody's), what, and more."""

    @property
    def number(self) -> int: ...
    @property
    def at_ms(self) -> int: ...
    @property
    def seat(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def detail(self) -> Mapping[str, Any]: ...


@dataclass(frozen=True)
class Told:
    """A line as a plain value."""

    number: int
    at_ms: int
    seat: str
    kind: str
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Kept:
    """A moment that was kept with a line: how the person was, 0 to 100 each, and what the story says of the lead.

    `window` is (early, right or late; which seat), None before the story says anything.
    """

    number: int
    at_ms: int
    arousal: int
    trust: int
    window: tuple[str, str] | None = None


def away_spans(rows: Iterable[Row]) -> dict[str, list[tuple[int, int]]]:
    """When each seat's phone was away, in milliseconds from and to; for ever where it never came back."""
    gone: dict[str, int] = {}
    spans: dict[str, list[tuple[int, int]]] = {}
    for row in rows:
        if row.kind == Happened.DROPPED:
            gone.setdefault(row.seat, row.at_ms)
        elif row.kind == Happened.RETURNED and row.seat in gone:
            spans.setdefault(row.seat, []).append((gone.pop(row.seat), row.at_ms))
    for seat, since in gone.items():
        spans.setdefault(seat, []).append((since, FOR_EVER))
    return spans


def clock(at_ms: int) -> str:
    """ "04:06" of a run's clock."""
    return f"{at_ms // 60_000:02}:{at_ms // 1000 % 60:02}"
