"""What an evaluation says: frozen values, ready for a page, a file, or a comparison by hand."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from math import isfinite
from typing import Any

CANT_TELL, FEWER, MORE, DO_NOT_USE = "cant_tell", "likely_less", "likely_more", "do_not_use"
# Of a control chart, which estimates no effect.
STEADY, DIFFERS = "steady", "differs"
Interval = tuple[float, float]


@dataclass(frozen=True)
class Excluded:
    """What was left out, in words, and how many of it."""

    words: str
    count: int


@dataclass(frozen=True)
class Point:
    """An estimate before or after the change, `at` as the reader says it; `before` is the part that should be flat."""

    at: str
    estimate: float
    interval: Interval | None
    before: bool


@dataclass(frozen=True)
class Placebo:
    """The design tried where nothing can have changed. Not passed: the result is not to be used."""

    what: str
    estimate: float | None
    interval: Interval | None
    passed: bool
    sentence: str
    estimates: tuple[float, ...] = ()


@dataclass(frozen=True)
class Chance:
    """The same number from made-up starts or exchanged labels: how many lie at least as far from no effect as ours."""

    what: str
    at_least_as_far: int
    of: int
    p: float
    sentence: str
    estimates: tuple[float, ...] = ()


@dataclass(frozen=True)
class Smallest:
    """The smallest effect that would have been seen four times in five, on the scale of the estimate."""

    value: float | None
    words: str


@dataclass(frozen=True)
class Row:
    """A row of the result's table. `se` stands on the scale of `estimate`, the logarithm where `log` says so."""

    part: str
    label: str
    estimate: float | None = None
    interval: Interval | None = None
    se: float | None = None
    n: int | None = None
    note: str = ""


@dataclass(frozen=True)
class Report:
    """One result. `interval` is 95 %; `se` is that of `coefficient`, which is the logarithm where the scale is a ratio."""

    design: str
    design_words: str
    estimand: str
    outcome: str
    scale: str
    estimate: float | None
    interval: Interval | None
    no_effect: float
    coefficient: float | None
    se: float | None
    se_type: str
    clusters: int | None
    cluster_words: str
    placebo: Placebo
    chance: Chance | None
    excluded: tuple[Excluded, ...]
    plausibility: str
    believable: bool | None
    before_trend: tuple[Point, ...]
    before_sentence: str
    warnings: tuple[str, ...]
    table: tuple[Row, ...]
    smallest: Smallest
    verdict: str
    sentence: str
    estimate_sentence: str
    method: str
    source: str
    n: int
    seed: int | None = None

    def to_json(self) -> dict[str, Any]:
        """Return plain values for `json.dumps`: tuples as lists, what is not a finite number as None."""
        return _plain(asdict(self))

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Report":
        """The report that `to_json` made these values of."""
        parts = {
            "placebo": Placebo(**_tupled(kept["placebo"])),
            "chance": Chance(**_tupled(kept["chance"])) if kept["chance"] else None,
            "excluded": tuple(Excluded(**one) for one in kept["excluded"]),
            "before_trend": tuple(Point(**_tupled(one)) for one in kept["before_trend"]),
            "table": tuple(Row(**_tupled(one)) for one in kept["table"]),
            "smallest": Smallest(**kept["smallest"]),
        }
        return cls(**{**_tupled(kept), **parts})


def _tupled(kept: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in kept.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(one) for one in value]
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    if hasattr(value, "item"):
        value = value.item()
    return (value if isfinite(value) else None) if isinstance(value, float) else value
