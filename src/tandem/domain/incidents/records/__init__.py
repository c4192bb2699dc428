"""Calls as a release shows them: the board's rows, one call whole, and the calls of a team. ORM rows never leave here."""

from tandem.domain.incidents.records.board import (
    BoardCall,
    OnBoard,
    OpenCall,
    board,
    closed_today,
    find,
    nearby,
    numbers,
    on_board,
    open_calls,
)
from tandem.domain.incidents.records.call import CallDetail, DecisionSummary, OverrideSummary, call
from tandem.domain.incidents.records.feedback import FeedbackSummary, TakenCall, taken_calls
from tandem.domain.incidents.records.reports import LinkedTo, OtherReport
from tandem.domain.incidents.records.signs import Behavioral
from tandem.domain.incidents.records.teams import (
    AssignmentSummary,
    TeleSummary,
    active_by_team,
    assignment,
    my_assignments,
    recent_assignments,
    to_tell_back,
)
from tandem.domain.incidents.records.wall import WallCall, WallTeam, wall
from tandem.domain.incidents.records.words import Changed, input_label, input_words

__all__ = [
    "AssignmentSummary",
    "Behavioral",
    "BoardCall",
    "CallDetail",
    "Changed",
    "DecisionSummary",
    "FeedbackSummary",
    "LinkedTo",
    "OnBoard",
    "OpenCall",
    "OtherReport",
    "OverrideSummary",
    "TakenCall",
    "TeleSummary",
    "WallCall",
    "WallTeam",
    "active_by_team",
    "assignment",
    "board",
    "call",
    "closed_today",
    "find",
    "input_label",
    "input_words",
    "my_assignments",
    "recent_assignments",
    "nearby",
    "numbers",
    "on_board",
    "open_calls",
    "taken_calls",
    "wall",
    "to_tell_back",
]
