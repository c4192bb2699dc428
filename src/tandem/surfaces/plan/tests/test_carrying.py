"""What is said of teams: the model beside the record, and what a draft would cost them."""

from dataclasses import replace

from tandem.planning.replay.told import Carried, Load
from tandem.surfaces.plan.lab import carrying

CALM = Carried(busy=0.2, all_busy=0.1, no_team=0.05, waiting=0.12, wait=5.0, growing=0.0)
LOAD = Load(52.0, 900.0, CALM, CALM, CALM, 19, 3, replace(CALM, wait=6.0))


def test_the_model_is_held_against_the_record_in_words():
    near = carrying.checked(LOAD)
    assert near == "The queueing model says a median wait of 5 min for these months, recorded 6 min."
    apart = carrying.checked(replace(LOAD, recorded=replace(CALM, wait=14.0)))
    assert "recorded 14 min. They lie apart: read its minutes as a direction" in apart
    unknown = carrying.checked(replace(LOAD, recorded=replace(CALM, wait=None)))
    assert "Nobody recorded when teams were sent" in unknown
    endless = carrying.checked(replace(LOAD, now=replace(CALM, wait=None, growing=0.6)))
    assert "can't say a median wait for these months; recorded was 6 min." in endless


def test_a_wait_that_nobody_knows_is_never_zero():
    assert carrying.wait(CALM) == "5 min"
    assert carrying.wait(replace(CALM, wait=None)) == "unknown"
    assert carrying.wait(replace(CALM, wait=None, growing=0.5)) == "no end"
    assert [cells[0] for _label, cells in carrying.rows(LOAD)] == ["20 %", "10 %", "12 %", "6 min", "5 %"]


def test_the_price_of_a_draft_tells_a_longer_wait():
    longer = replace(LOAD, draft=replace(CALM, all_busy=0.2, wait=23.0))
    said = " ".join(carrying.price(longer, ()))
    assert "All teams would be busy for 20 calls in 100, now 10." in said
    assert "The median wait for a team would be 23 min, now 5." in said
    growing = carrying.price(replace(LOAD, draft=replace(CALM, wait=None, growing=0.7)), ())
    assert "Half of the calls and more would come in hours with more work than teams." in growing
    assert carrying.price(LOAD, ()) == ["The teams on shift could carry it: all busy for 10 calls in 100, now 10."]
