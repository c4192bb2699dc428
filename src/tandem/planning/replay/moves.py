"""Calls that move: from which answer to which, by which row, and what about that row is the reason."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from tandem.domain.incidents.criteria import Edition
from tandem.domain.incidents.criteria.difference import ANY, Row, difference, sentences_of
from tandem.domain.incidents.criteria.inputs import ABOUT, BY_NAME
from tandem.domain.incidents.criteria.rules import Rule
from tandem.planning.replay.told import Move

IN_FORCE, DRAFT = "in_force", "draft"


class Mover:
    """Says of two rules that decide the same mix, one in force and one of the draft, which of them is the reason."""

    def __init__(self, in_force: Edition, draft: Edition):
        self.in_force, self.draft = in_force, draft

    @cached_property
    def _rows(self) -> tuple[dict[str, Row], dict[str, Row]]:
        """The compared rows by their label in the draft, and by their label in force."""
        rows = difference(self.in_force, self.draft).rows
        return {row.label: row for row in rows if row.label}, {row.was_label: row for row in rows if row.was_label}

    def of(self, was: Rule, now: Rule) -> tuple[str, str]:
        """(side, rule id). The draft's row where it is new or changed, else the one in force that let the call go."""
        now_row, was_row = self._rows[0][now.label], self._rows[1][was.label]
        if kind_of(now_row) in ("same", "moved") and kind_of(was_row) in ("changed", "gone"):
            return IN_FORCE, was.id
        return DRAFT, now.id

    def row(self, side: str, label: str) -> Row:
        return self._rows[0 if side == DRAFT else 1][label]


def kind_of(row: Row) -> str:
    """new, gone, changed, moved or same, by what decides: other words for the dispatcher move no call."""
    if row.kind in ("new", "gone"):
        return row.kind
    decides = (*row.conditions, row.answer("response"))
    return "changed" if any(cell.changed for cell in decides) else "moved" if row.moved else "same"


def reasons(row: Row) -> tuple[str, ...]:
    """What is different about a row, as far as it moves calls; that it is new or gone is said by its kind."""
    known = (f"{row.label} is new. ", f"{row.was_label} is gone. ")
    told = [one for one in sentences_of(row) if " has new words: " not in one]
    return tuple(one.removeprefix(known[0]).removeprefix(known[1]) for one in told)


def moves(calls: Mapping[tuple[int, int], tuple[int, int]], in_force: Edition, draft: Edition) -> tuple[Move, ...]:
    """The moves with another response, the largest first. `calls` maps places of rules (in force, draft) to
    (calls, those of them with no team on shift)."""
    mover = Mover(in_force, draft)
    found: dict[tuple, list[int]] = defaultdict(lambda: [0, 0])
    for (old, new), (count, without) in calls.items():
        was, now = in_force.rules[old], draft.rules[new]
        if was.response != now.response:
            sums = found[was.response.value, now.response.value, *mover.of(was, now)]
            sums[0], sums[1] = sums[0] + count, sums[1] + without
    labels = {
        IN_FORCE: {one.id: one.label for one in in_force.rules},
        DRAFT: {one.id: one.label for one in draft.rules},
    }
    told = []
    for (was, now, side, rule), (count, without) in sorted(found.items(), key=lambda one: (-one[1][0], one[0])):
        row = mover.row(side, labels[side][rule])
        about = any(cell.now != ANY and BY_NAME[cell.name].group == ABOUT for cell in row.conditions)
        told.append(Move(was, now, side, rule, kind_of(row), count, without, reasons(row), about))
    return tuple(told)


def pairs_of(move: tuple[str, str, str, str], in_force: Edition, draft: Edition) -> set[tuple[int, int]]:
    """The places of rules (in force, draft) whose calls make one move (was, now, side, row)."""
    mover = Mover(in_force, draft)
    return {
        (old, new)
        for old, was in enumerate(in_force.rules)
        for new, now in enumerate(draft.rules)
        if was.response != now.response and (was.response, now.response, *mover.of(was, now)) == move
    }
