from tandem.domain.staffing.models.team import HandoverReading, Team, TeamMember
from tandem.domain.staffing.models.travel import Landmark, TravelTable, TravelTime

__all__ = ["HandoverReading", "Landmark", "Team", "TeamMember", "TravelTable", "TravelTime"]
