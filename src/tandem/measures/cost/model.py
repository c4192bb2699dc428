"""The model: prices, effects, the team's own cost, and ten thousand runs inside their ranges. PURE.

Money is in dollars a year. A positive amount is freed, a negative one is paid. Each run draws every price and every
count from a triangular distribution over its range, on its own (Briggs, Claxton & Sculpher 2006, chapter 4, on
probabilistic analysis; triangular because programs know a least, a usual and a most, and seldom more).
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

RUNS = 10_000
# The range shown: eight in ten runs lie inside it.
OUTER = 0.1
BARS = 30


class Payer(StrEnum):
    COUNTY = "county"
    POLICE = "police"
    HOSPITALS = "hospitals"
    MEDICAID = "medicaid"
    JAIL = "jail"
    AMBULANCE = "ambulance"


PAYER_LABELS = {
    Payer.COUNTY: "County behavioral health",
    Payer.POLICE: "Police",
    Payer.HOSPITALS: "Hospitals",
    Payer.MEDICAID: "Medicaid",
    Payer.JAIL: "Jail",
    Payer.AMBULANCE: "Ambulance",
}


class Kind(StrEnum):
    """What one unit less is worth: what is really saved at once, or the whole cost shared over all units."""

    MARGINAL = "marginal"
    AVERAGE = "average"


@dataclass(frozen=True)
class Spread:
    """Least, usual and most of one amount; 0 <= low <= used <= high for prices, any order-keeping three for counts."""

    low: float
    used: float
    high: float

    def draw(self, dice: random.Random) -> float:
        return self.used if self.low == self.high else dice.triangular(self.low, self.high, self.used)


@dataclass(frozen=True)
class Price:
    """What one unit costs whoever pays for it. None where nobody found it. `in_time`: freed hours, which are no cash."""

    id: str
    words: str
    payer: Payer
    marginal: Spread | None
    average: Spread | None
    source: str
    year: int | None
    in_time: bool = False

    def of(self, kind: Kind) -> Spread | None:
        """The price of this kind. Where only the other one is known, that one, which the page says."""
        first, second = (self.marginal, self.average) if kind == Kind.MARGINAL else (self.average, self.marginal)
        return first or second


@dataclass(frozen=True)
class Effect:
    """How many units fewer a year, by a study or by what somebody expects. None: nobody knows, which is not none."""

    price: str
    count: Spread | None
    source: str


@dataclass(frozen=True)
class Billing:
    """What Medicaid pays the county for contacts of the team: moved money, freed nowhere."""

    contacts: Spread
    rate: Spread
    source: str


@dataclass(frozen=True)
class Model:
    """All that goes in. `team` is the program's own cost of a year, paid by the county."""

    team: Spread | None
    prices: tuple[Price, ...]
    effects: Mapping[str, Effect]
    billing: Billing | None = None


@dataclass(frozen=True)
class Range:
    """The middle run and the ends between which eight in ten lie, in dollars."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True)
class Bar:
    """One payer: `range` None where nothing that they pay or save is known. `unknown`: what is left out, in words."""

    payer: Payer
    range: Range | None
    parts: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True)
class Need:
    """What would have to be true of one count for the year to come out even, all else as usual."""

    price: Price
    now: float
    needed: float


@dataclass(frozen=True)
class Outcome:
    """What a year comes to. `missing` names what keeps it from being reckoned at all; then the rest is empty.

    `net` is freed less paid; `in_time` the part of it that is hours of officers; `cash` the net without those hours.
    `bars` are the payers, `heights` how many runs fall in each of 30 equal steps from `start` by `step`; `even` is the
    share of runs in which the year comes out at nothing or better.
    """

    missing: tuple[str, ...]
    net: Range | None = None
    cash: Range | None = None
    in_time: Range | None = None
    bars: tuple[Bar, ...] = ()
    heights: tuple[int, ...] = ()
    start: float = 0.0
    step: float = 0.0
    even: float = 0.0
    needs: tuple[Need, ...] = ()


def reckon(model: Model, kind: Kind = Kind.MARGINAL, *, seed: int = 1) -> Outcome:
    """Reckon a year. The same model, kind and seed give the same outcome to the cent.

    The payers' bars of one run add up to its net: what Medicaid pays for contacts lowers the county's bar by as much.
    """
    known = [price for price in model.prices if price.of(kind) and _count(model, price)]
    if model.team is None:
        return Outcome(("What the team costs in a year is not typed in yet.",))
    if not known:
        return Outcome(("No effect with a price is known yet: type what you expect, or run a study first.",))
    runs = _runs(model, kind, known, seed)
    net = sorted(sum(run.values()) for run in runs)
    time = [sum(value for key, value in run.items() if isinstance(key, tuple)) for run in runs]
    cash = sorted(sum(run.values()) - hours for run, hours in zip(runs, time, strict=True))
    heights, start, step = _steps(net)
    return Outcome(
        (),
        net=_range(net),
        cash=_range(cash),
        in_time=_range(sorted(time)) if any(price.in_time for price in known) else None,
        bars=tuple(_bar(model, kind, payer, runs) for payer in Payer if _concerned(model, payer)),
        heights=heights,
        start=start,
        step=step,
        even=sum(one >= 0 for one in net) / RUNS,
        needs=tuple(_needs(model, kind, known)),
    )


def _count(model: Model, price: Price) -> Spread | None:
    effect = model.effects.get(price.id)
    return effect.count if effect else None


def _runs(model: Model, kind: Kind, known: list[Price], seed: int) -> list[dict]:
    """Each run: dollars by payer, and apart, under (payer, "time"), what of theirs is hours.

    Each input has dice of its own, so that one payer's sum does not move when something of another becomes known.
    """
    names = ("team", "billing", *(price.id for price in known))
    dice = {name: random.Random(f"{seed} {name}") for name in names}
    runs = []
    for _run in range(RUNS):
        run: dict = {Payer.COUNTY: -model.team.draw(dice["team"])}
        if model.billing:
            paid = model.billing.contacts.draw(dice["billing"]) * model.billing.rate.draw(dice["billing"])
            run[Payer.COUNTY] += paid
            run[Payer.MEDICAID] = -paid
        for price in known:
            key = (price.payer, "time") if price.in_time else price.payer
            run[key] = run.get(key, 0.0) + price.of(kind).draw(dice[price.id]) * _count(model, price).draw(
                dice[price.id]
            )
        runs.append(run)
    return runs


def _range(ordered: list[float]) -> Range:
    last = len(ordered) - 1
    return Range(ordered[round(last * OUTER)], ordered[last // 2], ordered[round(last * (1 - OUTER))])


def _concerned(model: Model, payer: Payer) -> bool:
    billed = payer == Payer.MEDICAID and model.billing is not None
    return payer == Payer.COUNTY or billed or any(price.payer == payer for price in model.prices)


def _bar(model: Model, kind: Kind, payer: Payer, runs: list[dict]) -> Bar:
    own = [price for price in model.prices if price.payer == payer]
    priced = [price for price in own if price.of(kind)]
    unknown = [f"{price.words}: no price found" for price in own if not price.of(kind)]
    unknown += [f"{price.words}: how many fewer is not known" for price in priced if not _count(model, price)]
    counted = [price for price in priced if _count(model, price)]
    parts = ["pays the team"] if payer == Payer.COUNTY else []
    if model.billing and payer in (Payer.COUNTY, Payer.MEDICAID):
        parts.append("gets paid for contacts" if payer == Payer.COUNTY else "pays for contacts of the team")
    parts += [f"{'more' if _count(model, price).used < 0 else 'fewer'}: {price.words}" for price in counted]
    if not parts:
        return Bar(payer, None, (), tuple(unknown))
    values = sorted(run.get(payer, 0.0) + run.get((payer, "time"), 0.0) for run in runs)
    return Bar(payer, _range(values), tuple(parts), tuple(unknown))


def _steps(ordered: list[float]) -> tuple[tuple[int, ...], float, float]:
    low, high = min(ordered[0], 0.0), max(ordered[-1], 0.0)
    step = (high - low) / BARS or 1.0
    heights = [0] * BARS
    for value in ordered:
        heights[min(BARS - 1, int((value - low) / step))] += 1
    return tuple(heights), low, step


def _needs(model: Model, kind: Kind, known: list[Price]) -> list[Need]:
    usual = -model.team.used + sum(price.of(kind).used * _count(model, price).used for price in known)
    found = []
    for price in known:
        unit, now = price.of(kind).used, _count(model, price).used
        if unit > 0:
            found.append(Need(price, now, now - usual / unit))
    return found
