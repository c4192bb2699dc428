from tandem.domain.incidents.models.assignment import Assignment, Lead
from tandem.domain.incidents.models.decision import Answer, Decision, Override
from tandem.domain.incidents.models.incident import Incident, Involvement

__all__ = ["Answer", "Assignment", "Decision", "Incident", "Involvement", "Lead", "Override"]
