from tandem.domain.staffing.models.team import HandoverReading, Team, TeamMember

__all__ = ["HandoverReading", "Team", "TeamMember"]
