"""Count ahead: the worker counts the pages people open first, once facts have changed, so that a page finds them counted."""

from tandem.foundation import clock
from tandem.foundation.organizations.program import zone
from tandem.measures.catalogue import CATALOGUE
from tandem.measures.results import prepare
from tandem.surfaces.insight import kept, periods, steps
from tandem.surfaces.insight.facts import mart


def count() -> int:
    """Count every measure, and the way from call to closed loop, over the twelve months a page shows without being asked.

    Returns how many measures that were.
    """
    first = _span(periods.chosen(None, clock.now(), zone()))
    steps.counted(mart(), first)
    counted = len(kept.compute_all(CATALOGUE.values(), mart(), **first))
    # The queries of the other months a page offers are made too: that is a page's dearest work, and once a release.
    for stretch in periods.stretches(clock.now(), zone()):
        prepare(mart(), **_span(stretch))
    return counted


def _span(stretch: periods.Stretch) -> dict:
    return {"start_month": stretch.start, "end_month": stretch.end, "zone": str(zone()), "now": clock.now()}
