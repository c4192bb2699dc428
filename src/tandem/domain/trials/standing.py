"""What the rules of a draw need to know of a call, for a verb or under a release of call facts."""

from tandem.domain.incidents.editions import edition_in_force
from tandem.domain.incidents.models import Incident
from tandem.domain.incidents.rules import LIVE_STATES
from tandem.domain.safety.models import Sos
from tandem.domain.trials.rules import Standing


def standing(incident: Incident, teams: str) -> Standing:
    """What the rules need to know of a call."""
    decision = incident.decisions.order_by("-id").first()
    return Standing(
        live=incident.state in LIVE_STATES and incident.primary_id is None,
        sent=incident.assignments.exists(),
        chosen=incident.overrides.exists(),
        sos=Sos.objects.filter(incident=incident).exists(),
        response=decision.response if decision else "",
        edition=decision.edition if decision else "",
        rule=decision.rule if decision else "",
        inputs=dict(decision.inputs) if decision else {},
        edition_now=edition_in_force().id,
        teams=teams,
    )
