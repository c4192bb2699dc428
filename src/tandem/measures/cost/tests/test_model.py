"""The model by hand, its identities, and what is never made up."""

import random
from dataclasses import replace

import pytest

from tandem.measures.cost import figures, model
from tandem.measures.cost.model import Billing, Effect, Kind, Model, Payer, Price, Spread


def one(value: float) -> Spread:
    return Spread(value, value, value)


def priced(id: str, payer: Payer, marginal: float | None, average: float | None, *, in_time: bool = False) -> Price:
    spread = lambda value: None if value is None else one(value)  # noqa: E731
    return Price(id, id, payer, spread(marginal), spread(average), "made", 2026, in_time)


PLAIN = Model(
    team=one(1_000),
    prices=(
        priced("night", Payer.JAIL, 38, 115),
        priced("hour", Payer.POLICE, None, 61, in_time=True),
        priced("run", Payer.AMBULANCE, None, None),
    ),
    effects={"night": Effect("night", one(10), "made"), "hour": Effect("hour", one(5), "made")},
    billing=Billing(one(3), one(100), "made"),
)


def test_by_hand_without_ranges():
    found = model.reckon(PLAIN)
    # 10 x 38 + 5 x 61 - 1,000: what Medicaid pays is moved, not freed.
    assert found.net.low == found.net.middle == found.net.high == pytest.approx(-315)
    assert found.in_time.middle == pytest.approx(305) and found.cash.middle == pytest.approx(-620)
    bars = {bar.payer: bar.range and bar.range.middle for bar in found.bars}
    assert bars[Payer.COUNTY] == pytest.approx(-700) and bars[Payer.MEDICAID] == pytest.approx(-300)
    assert bars[Payer.JAIL] == pytest.approx(380) and bars[Payer.POLICE] == pytest.approx(305)
    assert bars[Payer.AMBULANCE] is None
    assert sum(value for value in bars.values() if value) == pytest.approx(found.net.middle)
    night = next(need for need in found.needs if need.price.id == "night")
    assert night.now == 10 and night.needed == pytest.approx(10 + 315 / 38)


def test_average_is_another_number_and_never_the_first_shown():
    assert model.reckon(PLAIN, Kind.AVERAGE).net.middle - model.reckon(PLAIN).net.middle == pytest.approx(
        10 * (115 - 38)
    )


def test_a_missing_price_or_count_is_unknown_and_never_nothing():
    (ambulance,) = [bar for bar in model.reckon(PLAIN).bars if bar.payer == Payer.AMBULANCE]
    assert ambulance.range is None and ambulance.unknown == ("run: no price found",)
    no_count = replace(PLAIN, effects={"hour": PLAIN.effects["hour"]})
    (jail,) = [bar for bar in model.reckon(no_count).bars if bar.payer == Payer.JAIL]
    assert jail.range is None and jail.unknown == ("night: how many fewer is not known",)
    assert model.reckon(replace(PLAIN, team=None)).missing and model.reckon(replace(PLAIN, effects={})).missing
    assert model.reckon(replace(PLAIN, team=None)).net is None


def test_runs_lie_where_the_triangle_says_and_repeat():
    wide = replace(PLAIN, team=Spread(600, 1_000, 2_000))
    found = model.reckon(wide)
    assert found == model.reckon(wide) and found != model.reckon(wide, seed=2)
    # The mean of a triangle is the mean of its corners; eight in ten inside, by its own quantiles.
    low = 600 + ((2_000 - 600) * (1_000 - 600) * 0.1) ** 0.5
    high = 2_000 - ((2_000 - 600) * (2_000 - 1_000) * 0.1) ** 0.5
    assert found.net.high == pytest.approx(685 - low, abs=15) and found.net.low == pytest.approx(685 - high, abs=25)
    assert sum(found.heights) == model.RUNS
    dice = random.Random(1)
    assert all(600 <= Spread(600, 1_000, 2_000).draw(dice) <= 2_000 for _try in range(100))


def test_what_medicaid_pays_is_moved_and_never_freed():
    """Counted on one side only, the two would not come to what the team costs: the planted fault this catches."""
    wide = replace(PLAIN, billing=Billing(Spread(1, 3, 9), one(100), "made"))
    known = [price for price in wide.prices if price.id in wide.effects]
    for run in model._runs(wide, Kind.MARGINAL, known, 1)[:100]:
        assert run[Payer.MEDICAID] < 0 and run[Payer.COUNTY] + run[Payer.MEDICAID] == pytest.approx(-1_000)


def test_what_ships_has_sources_and_makes_no_number():
    assert list(figures.check(figures.shipped(), 2026)) == []
    built = figures.model(figures.shipped())
    assert model.reckon(built).missing
    assert all(price.source for price in built.prices)
    assert {price.id for price in built.prices if price.of(Kind.AVERAGE) is None} == {"officer_hour", "ambulance_run"}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"team": {"cost": {"low": 5, "used": 4, "high": 9}, "source": "ledger"}}, "team"),
        ({"team": {"cost": {"low": 1, "used": 4, "high": 9}, "source": ""}}, "team.source"),
        (
            {"effects": [{"price": "ed_visit", "count": {"low": 1, "used": 2, "high": 3}, "source": ""}]},
            "effect.ed_visit.source",
        ),
        (
            {
                "plan": [
                    {"source": "County", "amount": {"low": -1, "used": 2, "high": 3}, "certain": "voted", "ends": ""}
                ]
            },
            "plan.0",
        ),
        (
            {
                "plan": [
                    {"source": "County", "amount": {"low": 1, "used": 2, "high": 3}, "certain": "hoped", "ends": ""}
                ]
            },
            "plan.0.certain",
        ),
    ],
)
def test_what_cannot_stand_is_named(change, field):
    assert field in dict(figures.check({**figures.shipped(), **change}, 2026))


def test_one_payers_sum_does_not_move_when_something_of_another_becomes_known():
    wide = replace(PLAIN, effects={"night": Effect("night", Spread(1, 10, 40), "made")})
    more = replace(wide, effects={**wide.effects, "hour": Effect("hour", Spread(1, 5, 9), "made")})
    jail = [next(bar for bar in model.reckon(one).bars if bar.payer == Payer.JAIL).range for one in (wide, more)]
    assert jail[0] == jail[1]
