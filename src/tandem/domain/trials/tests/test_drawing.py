"""The list from a seed: fair, the same everywhere, bound before the start; and a log that shows any hand laid on it."""

from collections import Counter
from dataclasses import replace
from itertools import islice

import pytest

from tandem.domain.trials import drawing
from tandem.vocabulary.trials import Arm

SEED = bytes(range(32))
PLAN = drawing.Parameters(trial="t/1", plan="0" * 64, shares=(1, 1), sizes=(2, 4, 6), strata="none")


def taken(count: int, parameters=PLAN, stratum: str = "all", seed: bytes = SEED) -> list[Arm]:
    return list(islice(drawing.sequence(seed, parameters, stratum), count))


def test_one_seed_writes_one_list():
    """As a second program wrote it from the scheme's words alone."""
    night = taken(40, stratum="night")
    assert "".join(one[0] for one in night) == "utttutuuututtuuttuutututuuttuututtuttutu"
    assert drawing.commitment(SEED, PLAN) == "19212784ea026d193e9f4ffc1bd5b303b6a442dd2d55c63dab7f8a28d035ab5c"
    assert [drawing.arm_at(SEED, PLAN, "night", place) for place in (1, 2, 40)] == [night[0], night[1], night[39]]


def test_blocks_keep_the_shares_and_their_sizes_vary():
    blocks = [drawing.block(SEED, PLAN, "all", index) for index in range(300)]
    assert all(Counter(one)[Arm.TEAM] * 2 == len(one) for one in blocks)
    sizes = Counter(len(one) for one in blocks)
    assert set(sizes) == {2, 4, 6} and min(sizes.values()) > 70
    first = Counter(one[0] for one in blocks)
    assert 110 < first[Arm.TEAM] < 190
    uneven = replace(PLAN, shares=(1, 2), sizes=(3, 6))
    assert Counter(taken(300, uneven))[Arm.TEAM] == pytest.approx(200, abs=4)


def test_strata_seeds_and_parameters_have_lists_and_commitments_of_their_own():
    lists = [taken(60), taken(60, stratum="night"), taken(60, seed=bytes(32))]
    assert len({tuple(one) for one in lists}) == 3
    others = [PLAN, replace(PLAN, sizes=(4, 6)), replace(PLAN, plan="1" * 64), replace(PLAN, shares=(1, 2))]
    assert len({drawing.commitment(SEED, one) for one in others}) == 4


def a_log(count: int = 8) -> list[drawing.Entry]:
    entries, before = [], drawing.commitment(SEED, PLAN)
    for at, arm in enumerate(taken(count), start=1):
        call, time = drawing.call_key(at), f"2026-11-27T10:{at:02}:00.000000+00:00"
        entry = drawing.Entry(at, call, "all", at, arm, time, "demo/1", "rule-25", "free", before)
        entries.append(replace(entry, hash=entry.hashed()))
        before = entries[-1].hash
    return entries


def check(entries, seed=SEED) -> str:
    return " ".join(drawing.faults(entries, drawing.commitment(SEED, PLAN), seed, PLAN))


def rehashed(entries: list[drawing.Entry]) -> list[drawing.Entry]:
    """The chain made whole again by whoever laid a hand on it."""
    before, made = drawing.commitment(SEED, PLAN), []
    for entry in entries:
        entry = replace(entry, previous=before)
        made.append(replace(entry, hash=entry.hashed()))
        before = made[-1].hash
    return made


def test_a_whole_log_has_no_faults_with_and_without_its_seed():
    assert check(a_log()) == check(a_log(), None) == check([]) == ""


def test_each_hand_laid_on_a_log_is_found():
    log = a_log()
    other = Arm.TEAM if log[3].arm == Arm.USUAL else Arm.USUAL
    assert "Entry 4 was changed" in check([*log[:3], replace(log[3], arm=other), *log[4:]], None)
    assert "should: an entry was left out" in check([*log[:3], *log[4:]], None)
    assert "does not follow" in check([log[1], log[0], *log[2:]], None)
    assert "draws the call of entry 1 again" in check([*log[:-1], replace(log[-1], call=log[0].call)], None)
    assert "earlier time" in check([*log[:-1], replace(log[-1], at=log[0].at)], None)
    # Made whole again afterwards, the chain holds; what the list says does not.
    forged = rehashed([*log[:3], replace(log[3], arm=other), *log[4:]])
    assert check(forged, None) == ""
    assert "Entry 4 did not get what the list says" in check(forged)
    assert "The seed is not the one that was committed to" in check(log, bytes(32))
