"""Which calls the criteria meant for a team. Shared by the measures of reach."""

import ibis.expr.types as ir

from tandem.measures.catalogue.among_engaged import is_one_of
from tandem.measures.measure import Exclusion
from tandem.vocabulary.terms import IncidentState, Response

TEAM = (Response.TEAM_ALONE, Response.TEAM_POLICE_STAGED, Response.POLICE_LED, Response.EMS_WITH_TEAM)
NOT_DECIDED = Exclusion("not_decided", "The criteria gave no answer yet, or were never asked")
BY = "What the criteria last answered on the call, with the edition in force then."


def decided(calls: ir.Table) -> ir.BooleanValue:
    """Whether the criteria answered with a response."""
    return is_one_of(calls.recommended, *TEAM, Response.PHONE_988)


def for_a_team(calls: ir.Table) -> ir.BooleanValue:
    return is_one_of(calls.recommended, *TEAM)


def running(calls: ir.Table) -> ir.BooleanValue:
    """Whether a team may still come."""
    return is_one_of(calls.state, IncidentState.OPEN, IncidentState.ASSIGNED) & calls.arrived_at.isnull()
