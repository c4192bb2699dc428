"""The figures of the cost model from their form and back. An empty amount is unknown, never zero."""

import math
from collections.abc import Mapping
from copy import deepcopy

from django.utils.translation import gettext as _

from tandem.measures.cost.figures import LONGEST, MOST, MOST_LINES
from tandem.vocabulary.refusal import Refusal

PARTS = ("low", "used", "high")


def typed(content: Mapping) -> dict[str, str]:
    """What the form shows for figures as stored: a text for each of its fields."""
    shown: dict[str, str] = {}
    for one in content["prices"]:
        for kind in ("marginal", "average"):
            _show(shown, f"price.{one['id']}.{kind}", one[kind])
        shown[f"price.{one['id']}.source"] = one["source"]
        shown[f"price.{one['id']}.year"] = str(one["year"] or "")
    for one in content["effects"]:
        _show(shown, f"effect.{one['price']}", one["count"])
        shown[f"effect.{one['price']}.source"] = one["source"]
    if content["team"]:
        _show(shown, "team", content["team"]["cost"])
        shown["team.source"] = content["team"]["source"]
    if content["billing"]:
        _show(shown, "billing.contacts", content["billing"]["contacts"])
        _show(shown, "billing.rate", content["billing"]["rate"])
        shown["billing.source"] = content["billing"]["source"]
    for number, one in enumerate(content["plan"]):
        _show(shown, f"plan.{number}", one["amount"])
        shown |= {f"plan.{number}.{part}": one[part] for part in ("source", "certain", "ends")}
    return shown


def read(said: Mapping[str, str], before: Mapping) -> dict:
    """The figures as they are stored, from what was typed. Raises Refusal naming each field that can't be read."""
    wrong: list[tuple[str, str]] = []
    content = deepcopy(dict(before))

    def amount(field: str) -> dict | None:
        texts = [said.get(f"{field}.{part}", "").strip().replace("$", "").replace(",", "") for part in PARTS]
        if not any(texts):
            return None
        numbers = [_number(text) if text else None for text in texts]
        if any(text and number is None for text, number in zip(texts, numbers, strict=True)):
            wrong.append((field, _("Write numbers, like 1200 or 12.50, or leave all three empty.")))
            return None
        if numbers[1] is None:
            wrong.append((field, _("Write the usual amount in the middle; least and most may be left out.")))
            return None
        low, used, high = numbers
        return {"low": used if low is None else low, "used": used, "high": used if high is None else high}

    def words(field: str) -> str:
        text = said.get(field, "").strip()
        if len(text) > LONGEST or "\0" in text:
            wrong.append((field, _("Keep it under %(most)s letters.") % {"most": LONGEST}))
        return text

    for one in content["prices"]:
        field = f"price.{one['id']}"
        one["marginal"], one["average"] = amount(f"{field}.marginal"), amount(f"{field}.average")
        one["source"] = words(f"{field}.source")
        year = said.get(f"{field}.year", "").strip()
        one["year"] = int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None
        if year and one["year"] is None:
            wrong.append((f"{field}.year", _("Write a year with four digits.")))
    effects = [
        (one["id"], amount(f"effect.{one['id']}"), words(f"effect.{one['id']}.source")) for one in content["prices"]
    ]
    content["effects"] = [{"price": id, "count": count, "source": source} for id, count, source in effects if count]
    team, source = amount("team"), words("team.source")
    content["team"] = team and {"cost": team, "source": source}
    contacts, rate, source = amount("billing.contacts"), amount("billing.rate"), words("billing.source")
    if (contacts is None) != (rate is None):
        wrong.append(
            ("billing.rate" if contacts else "billing.contacts", _("Both are needed: how many, and for how much."))
        )
    content["billing"] = {"contacts": contacts, "rate": rate, "source": source} if contacts and rate else None
    content["plan"] = []
    for number in range(MOST_LINES):
        field = f"plan.{number}"
        held = amount(field)
        if held or said.get(f"{field}.source", "").strip():
            if held is None:
                wrong.append((field, _("Write the amount of this source.")))
                continue
            line = {part: words(f"{field}.{part}") for part in ("source", "certain", "ends")}
            content["plan"].append({**line, "amount": held})
    if wrong:
        raise Refusal(*wrong)
    return content


def _show(shown: dict[str, str], field: str, stored: Mapping | None) -> None:
    if stored:
        shown |= {f"{field}.{part}": f"{stored[part]:.10g}" for part in PARTS}


def _number(text: str) -> float | None:
    try:
        found = float(text)
    except ValueError:
        return None
    return found if math.isfinite(found) and abs(found) <= MOST * 10 else None
