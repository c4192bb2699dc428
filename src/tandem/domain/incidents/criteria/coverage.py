"""Which mixes of facts each row really decides, counted exactly and without asking one by one.

Answers that stand together in every cell of a column can't be told apart by the table, so that they count as one kind.
A *mix* is one kind of each column. What rows fit are boxes in that space; a row decides its box less the boxes of the
rows above it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

from tandem.domain.incidents.criteria.inputs import BY_NAME, in_words
from tandem.domain.incidents.criteria.rules import Rule
from tandem.vocabulary.terms import Response, Unanswered

# A table of this many pieces is beyond reading, and would keep the page waiting.
MOST_PIECES = 60_000
# Where nobody knows these, a response without police must not come about in silence.
DANGERS = ("weapon", "violence")
NO_POLICE = frozenset({Response.TEAM_ALONE, Response.PHONE_988})
_UNANSWERED = frozenset(one.value for one in Unanswered)

Box = tuple[int, ...]


class TooTangled(ValueError):
    """The rows cut the facts into more pieces than can be counted while somebody waits."""


@dataclass(frozen=True)
class Overlap:
    """`mixes` that `upper` decides and `lower` fits as well. `example` is one of them, in words."""

    upper: Rule
    lower: Rule
    mixes: int
    example: tuple[str, ...]


@dataclass(frozen=True)
class Silence:
    """A row without police that decides mixes where a danger is not known. `written`: its own cell says so."""

    rule: Rule
    danger: str
    mixes: int
    written: bool


@dataclass(frozen=True)
class Coverage:
    """`decided` has one count a rule, in their order; they add up to `total` where every mix gets an answer."""

    total: int
    decided: tuple[int, ...]
    overlaps: tuple[Overlap, ...]
    silences: tuple[Silence, ...]

    @property
    def answered(self) -> int:
        return sum(self.decided)


class _Space:
    """The kinds of each column, and rows as boxes of them."""

    def __init__(self, fields: Sequence[str], rules: Sequence[Rule]):
        self.fields = tuple(fields)
        self.kinds: list[list[tuple[str, ...]]] = [self._kinds(name, rules) for name in self.fields]

    @staticmethod
    def _kinds(name: str, rules: Sequence[Rule]) -> list[tuple[str, ...]]:
        cells = [frozenset(values) for rule in rules for field, values in rule.conditions if field == name]
        found: dict[tuple[bool, ...], list[str]] = {}
        for value in BY_NAME[name].labels:
            found.setdefault(tuple(value in cell for cell in cells), []).append(value)
        return [tuple(values) for values in found.values()]

    def whole(self) -> Box:
        return tuple((1 << len(kinds)) - 1 for kinds in self.kinds)

    def box(self, rule: Rule) -> Box:
        wanted = dict(rule.conditions)
        return tuple(
            sum(1 << at for at, kind in enumerate(kinds) if name not in wanted or kind[0] in wanted[name])
            for name, kinds in zip(self.fields, self.kinds, strict=True)
        )

    def narrowed(self, box: Box, name: str, values: frozenset[str]) -> Box:
        """The part of the box where `name` has one of `values`; those must be whole kinds to count exactly."""
        if name not in self.fields:
            return box
        at = self.fields.index(name)
        mask = sum(1 << place for place, kind in enumerate(self.kinds[at]) if values & set(kind))
        return (*box[:at], box[at] & mask, *box[at + 1 :])

    def example(self, box: Box) -> tuple[str, ...]:
        """One mix of the box, in words: only what the table asks about it."""
        words = []
        for name, kinds, mask in zip(self.fields, self.kinds, box, strict=True):
            if mask != (1 << len(kinds)) - 1:
                kind = kinds[(mask & -mask).bit_length() - 1]
                words.append(f"{BY_NAME[name].label}: {in_words(name, kind)}")
        return tuple(words)


def _volume(box: Box) -> int:
    return prod(mask.bit_count() for mask in box)


def _met(one: Box, other: Box) -> Box:
    return tuple(a & b for a, b in zip(one, other, strict=True))


def _less(one: Box, other: Box) -> list[Box]:
    """`one` without `other`, as boxes that don't touch."""
    met = _met(one, other)
    if not all(met):
        return [one]
    return [(*met[:at], one[at] & ~other[at], *one[at + 1 :]) for at in range(len(one)) if one[at] & ~other[at]]


def coverage(fields: Sequence[str], rules: Sequence[Rule]) -> Coverage:
    """Count what each rule decides, which rules below it fit there too, and where a danger goes unknown.

    Raises `TooTangled`.
    """
    space = _Space(fields, rules)
    boxes = [space.box(rule) for rule in rules]
    left = [space.whole()]
    decided, overlaps, silences = [], [], []
    for at, (rule, box) in enumerate(zip(rules, boxes, strict=True)):
        mine = [met for piece in left if all(met := _met(piece, box))]
        decided.append(sum(map(_volume, mine)))
        # The last row fits anything: it overlaps by what it is for.
        for lower, other in list(zip(rules, boxes, strict=True))[at + 1 : -1]:
            both = [met for piece in mine if lower.response != rule.response and all(met := _met(piece, other))]
            if both:
                overlaps.append(Overlap(rule, lower, sum(map(_volume, both)), space.example(both[0])))
        if rule.response in NO_POLICE:
            silences += _silences(space, rule, mine)
        left = [part for piece in left for part in _less(piece, box)]
        if len(left) > MOST_PIECES:
            raise TooTangled("The rows cut the facts into too many pieces to count.")
    overlaps.sort(key=lambda one: -one.mixes)
    return Coverage(_volume(space.whole()), tuple(decided), tuple(overlaps), tuple(silences))


def _silences(space: _Space, rule: Rule, mine: list[Box]) -> list[Silence]:
    found = []
    for danger in DANGERS:
        open_ = [part for piece in mine if all(part := space.narrowed(piece, danger, _UNANSWERED))]
        if open_:
            found.append(Silence(rule, danger, sum(map(_volume, open_)), danger in dict(rule.conditions)))
    return found
