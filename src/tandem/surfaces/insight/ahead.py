"""Count ahead: the worker counts the pages people open first, once facts have changed, so that a page finds them counted."""

from tandem.foundation import clock
from tandem.foundation.organizations.program import zone
from tandem.measures.catalogue import CATALOGUE
from tandem.surfaces.insight import kept, periods, steps
from tandem.surfaces.insight.facts import mart


def count() -> int:
    """Count every measure, and the way from call to closed loop, over the twelve months a page shows without being asked.

    Returns how many measures that were.
    """
    stretch = periods.chosen(None, clock.now(), zone())
    span = {"start_month": stretch.start, "end_month": stretch.end, "zone": str(zone()), "now": clock.now()}
    steps.counted(mart(), span)
    return len(kept.compute_all(CATALOGUE.values(), mart(), **span))
