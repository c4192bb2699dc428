"""The figures of what rehearsing costs, from the form to the measure and back. An empty one is unknown, never zero."""

import math
from collections.abc import Mapping

from django.utils.translation import gettext as _

from tandem.measures.rehearsed import cost
from tandem.measures.rehearsed.cost import Figures, Range
from tandem.surfaces.rehearse import team_words
from tandem.vocabulary.refusal import Refusal

RANGES = {"instructor_pay", "room", "devices_a_year", "actor_pay"}
LARGEST = 10_000_000


def read(said: Mapping[str, str]) -> dict[str, str]:
    """What was typed, as it is kept: names of `fields` with a number each. Raises Refusal naming the fields."""
    kept, wrong = {}, []
    for name in names():
        text = said.get(name, "").strip().replace("$", "").replace(",", "")
        if not text:
            continue
        if _number(text) is None:
            wrong.append((name, _("Write a number, like 12 or 12.50, or leave it empty.")))
        kept[name] = text
    if not wrong:
        wrong = [(f"{name}_low" if name in RANGES else name, words) for name, words in cost.check(of(kept))]
    if wrong:
        raise Refusal(*wrong)
    return kept


def of(kept: Mapping[str, str]) -> Figures:
    """The figures as the measure takes them. With one end of a range typed, the other is the same."""
    found = {}
    for name in team_words.FIGURES:
        if name not in RANGES:
            found[name] = _number(kept.get(name, ""))
            continue
        low, high = _number(kept.get(f"{name}_low", "")), _number(kept.get(f"{name}_high", ""))
        if low is not None or high is not None:
            found[name] = Range(high if low is None else low, low if high is None else high)
    return Figures(**found)


def names() -> list[str]:
    return [each for name in team_words.FIGURES for each in _inputs(name)]


def fields(kept: Mapping[str, str], typed: Mapping[str, str] | None) -> list[dict]:
    """The form's fields in their order: label, and one input or two."""
    said = kept if typed is None else typed
    return [
        {
            "label": team_words.figure(name),
            "inputs": [{"name": each, "value": said.get(each, "")} for each in _inputs(name)],
        }
        for name in team_words.FIGURES
    ]


def _inputs(name: str) -> list[str]:
    return [f"{name}_low", f"{name}_high"] if name in RANGES else [name]


def _number(text: str) -> float | None:
    try:
        found = float(text)
    except ValueError:
        return None
    return found if math.isfinite(found) and abs(found) <= LARGEST else None
