"""Count ahead: the worker counts the pages people open first, once facts have changed, so that a page finds them counted."""

from tandem.foundation import clock
from tandem.foundation.organizations.program import zone
from tandem.measures.catalogue import CATALOGUE
from tandem.surfaces.insight import kept, periods
from tandem.surfaces.insight.facts import mart


def count() -> int:
    """Count every measure over the twelve months a page shows without being asked for others; return how many."""
    stretch = periods.chosen(None, clock.now(), zone())
    span = {"start_month": stretch.start, "end_month": stretch.end, "zone": str(zone()), "now": clock.now()}
    return len(kept.compute_all(CATALOGUE.values(), mart(), **span))
