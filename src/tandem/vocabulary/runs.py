"""The states of long work, as its page names them. Waiting is not running, and failed is never "no data"."""

from enum import StrEnum


class RunState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


RUN_STATE_LABELS = {
    RunState.WAITING: "Waiting to start",
    RunState.RUNNING: "Running",
    RunState.DONE: "Done",
    RunState.FAILED: "Did not finish",
    RunState.CANCELLED: "Stopped",
}
# What may follow what. A run of a stopped machine waits again where its kind can be taken up.
RUN_MOVES: dict[RunState, frozenset[RunState]] = {
    RunState.WAITING: frozenset({RunState.RUNNING, RunState.CANCELLED, RunState.FAILED}),
    RunState.RUNNING: frozenset({RunState.DONE, RunState.FAILED, RunState.CANCELLED, RunState.WAITING}),
    RunState.DONE: frozenset(),
    RunState.FAILED: frozenset(),
    RunState.CANCELLED: frozenset(),
}
OVER = frozenset(state for state, after in RUN_MOVES.items() if not after)


class ExportState(StrEnum):
    """An export of everything needs two persons: one asks, another says yes."""

    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


EXPORT_STATE_LABELS = {
    ExportState.ASKED: "Waits for the privacy officer",
    ExportState.APPROVED: "Approved",
    ExportState.REFUSED: "Not approved",
    ExportState.WITHDRAWN: "Taken back",
}
EXPORT_MOVES: dict[ExportState, frozenset[ExportState]] = {
    ExportState.ASKED: frozenset({ExportState.APPROVED, ExportState.REFUSED, ExportState.WITHDRAWN}),
    ExportState.APPROVED: frozenset(),
    ExportState.REFUSED: frozenset(),
    ExportState.WITHDRAWN: frozenset(),
}
