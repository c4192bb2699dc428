"""What dispatch told the team, and what only dispatch heard: the lines the others say they understood. Pure.

No program can say what somebody understood. It lays the dispatcher's words down one by one, and each of the others says
in the debrief whether they understood the same, something else, or did not know.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tandem.training.debrief.rows import Row
from tandem.vocabulary.training import Happened, Seat


class Understood(StrEnum):
    """What one of the team says about one line of the dispatcher's."""

    SAME = "same"
    OTHER = "other"
    NOT_KNOWN = "not_known"


UNDERSTOOD_LABELS = {
    Understood.SAME: "Understood the same",
    Understood.OTHER: "Understood something else",
    Understood.NOT_KNOWN: "Did not know",
}


@dataclass(frozen=True)
class Words:
    """One line. `told` is False for what only dispatch heard, whether or not it was passed on."""

    number: int
    at_ms: int
    text: str
    told: bool


def told(rows: Sequence[Row]) -> tuple[Words, ...]:
    """The dispatcher's words to the team and what dispatch alone heard, in order; one sentence once."""
    found: list[Words] = []
    known: set[tuple[str, bool]] = set()
    for row in rows:
        text = str(row.detail.get("text", "")).strip()
        if row.kind == Happened.CHOSE and row.seat == Seat.DISPATCHER and not row.detail.get("asks"):
            one = Words(row.number, row.at_ms, text, True)
        elif row.kind == Happened.SAID and list(row.detail.get("to", ())) == [Seat.DISPATCHER]:
            one = Words(row.number, row.at_ms, text, False)
        else:
            continue
        if text and (text, one.told) not in known:
            known.add((text, one.told))
            found.append(one)
    return tuple(found)
