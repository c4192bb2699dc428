from tandem.domain.incidents.models.assignment import Assignment, Lead
from tandem.domain.incidents.models.decision import Answer, Decision, Override
from tandem.domain.incidents.models.incident import Incident, Involvement
from tandem.domain.incidents.models.report import CallTypePattern, Feedback, ReportLink, SignHeard
from tandem.domain.incidents.models.tele import Tele

__all__ = [
    "Answer",
    "Assignment",
    "CallTypePattern",
    "Decision",
    "Feedback",
    "Incident",
    "Involvement",
    "Lead",
    "Override",
    "ReportLink",
    "SignHeard",
    "Tele",
]
