"""What a program types into the cost model, as stored: read into the model's values, and checked field by field. PURE.

An amount is three numbers: least, usual, most. All three are empty where nobody knows.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tandem.foundation import strict_json
from tandem.measures.cost.model import Billing, Effect, Model, Payer, Price, Spread

SHIPPED = Path(__file__).parents[4] / "content" / "costs" / "edition-1.json"
MOST = 1_000_000_000
OLDEST_YEAR = 1990
MOST_LINES = 12
LONGEST = 200
# How sure a source of money is, and the word for it.
CERTAIN = {"voted": "Voted", "awarded": "Awarded", "billed": "Depends on billed contacts", "asked": "Not agreed"}


@dataclass(frozen=True)
class Line:
    """One source of money of a year's plan. `ends` is a date as text, "" where it goes on."""

    source: str
    amount: Spread
    certain: str
    ends: str


@cache
def shipped() -> dict:
    """The prices that ship with Tandem, each with where it was found; no cost of a team and no effect."""
    return strict_json.loads(SHIPPED.read_bytes())


def spread(stored: Mapping | None) -> Spread | None:
    return Spread(*(float(stored[part]) for part in ("low", "used", "high"))) if stored else None


def model(content: Mapping, measured: Mapping[str, Effect] | None = None) -> Model:
    """The model of what was typed. `measured` are counts that the measures know; what somebody typed goes before them."""
    typed = {one["price"]: Effect(one["price"], spread(one["count"]), one["source"]) for one in content["effects"]}
    billing = content["billing"]
    return Model(
        team=spread(content["team"] and content["team"]["cost"]),
        prices=tuple(
            Price(
                one["id"],
                one["words"],
                Payer(one["payer"]),
                spread(one["marginal"]),
                spread(one["average"]),
                one["source"],
                one["year"],
                one["in_time"],
            )
            for one in content["prices"]
        ),
        effects={**(measured or {}), **typed},
        billing=billing and Billing(spread(billing["contacts"]), spread(billing["rate"]), billing["source"]),
    )


def plan(content: Mapping) -> tuple[Line, ...]:
    return tuple(Line(one["source"], spread(one["amount"]), one["certain"], one["ends"]) for one in content["plan"])


def check(content: Mapping[str, Any], this_year: int) -> Iterator[tuple[str, str]]:
    """What can't stand: (field, sentence). Fields are named as the page names them: `price.ed_visit.average`."""
    for one in content["prices"]:
        for kind in ("marginal", "average"):
            yield from _amount(f"price.{one['id']}.{kind}", one[kind], negative=False)
        if (one["marginal"] or one["average"]) and not one["source"]:
            yield (
                f"price.{one['id']}.source",
                "Write where this price is from: a number without its source can't be checked.",
            )
        if one["year"] is not None and not OLDEST_YEAR <= one["year"] <= this_year:
            yield f"price.{one['id']}.year", f"Write the year of the price, {OLDEST_YEAR} to {this_year}."
        both = one["marginal"] and one["average"]
        if both and one["marginal"]["used"] > one["average"]["used"]:
            yield f"price.{one['id']}.marginal", "What one fewer frees at once can't be more than the average cost."
    for one in content["effects"]:
        yield from _amount(f"effect.{one['price']}", one["count"], negative=True)
        if not one["source"]:
            yield (
                f"effect.{one['price']}.source",
                "Write what this rests on: a study, or that it is expected and by whom.",
            )
    if content["team"]:
        yield from _amount("team", content["team"]["cost"], negative=False)
        if not content["team"]["source"]:
            yield "team.source", "Write where the cost of the team is from, such as the ledger and its months."
    if content["billing"]:
        yield from _amount("billing.contacts", content["billing"]["contacts"], negative=False)
        yield from _amount("billing.rate", content["billing"]["rate"], negative=False)
    for number, one in enumerate(content["plan"]):
        if not one["source"]:
            yield f"plan.{number}.source", "Write who pays this."
        if one["certain"] not in CERTAIN:
            yield f"plan.{number}.certain", "Choose how sure it is."
        yield from _amount(f"plan.{number}", one["amount"], negative=False)


def _amount(field: str, stored: Mapping | None, *, negative: bool) -> Iterator[tuple[str, str]]:
    if stored is None:
        return
    low, used, high = (stored[part] for part in ("low", "used", "high"))
    if not low <= used <= high:
        yield field, "Write the three in order: least, usual, most."
    elif low < 0 and not negative:
        yield field, "This can't be under 0."
    elif max(abs(low), abs(high)) > MOST:
        yield field, "This is over a billion; look at it once more."
