"""Minutes as units: the table of the 8-minute rule as CMS prints it, and the two others beside it."""

import pytest

from tandem.domain.releases.billing.units import units
from tandem.vocabulary.billing import Units

# Medicare Claims Processing Manual, chapter 5, 20.2 C: "8 minutes through 22 minutes" and so on.
PRINTED = [(8, 22), (23, 37), (38, 52), (53, 67), (68, 82), (83, 97), (98, 112), (113, 127)]


def test_the_eight_minute_rule_is_the_table_that_cms_prints():
    for count, (first, last) in enumerate(PRINTED, 1):
        assert {units(minutes, Units.EIGHT) for minutes in range(first, last + 1)} == {count}
    assert {units(minutes, Units.EIGHT) for minutes in range(-5, 8)} == {0}


@pytest.mark.parametrize(("minutes", "whole", "started"), [(0, 0, 0), (1, 0, 1), (15, 1, 1), (16, 1, 2), (90, 6, 6)])
def test_whole_units_and_units_begun(minutes, whole, started):
    assert (units(minutes, Units.WHOLE), units(minutes, Units.STARTED)) == (whole, started)
