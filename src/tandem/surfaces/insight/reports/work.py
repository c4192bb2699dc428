"""The long work of reports, done by the worker: each tells how far it is, and can be stopped between its pieces."""

from tandem.foundation import clock
from tandem.foundation.jobs.work import Doing
from tandem.foundation.organizations.program import zone
from tandem.measures.reports import actions
from tandem.surfaces.insight.facts import mart

PUBLISH = "reports.publish"


def publish(doing: Doing) -> dict:
    """Freeze the newest whole month and publish its page."""
    doing.listen()
    return {"month": actions.publish(actor=doing.actor, mart=mart(), zone=str(zone()), now=clock.now())}
