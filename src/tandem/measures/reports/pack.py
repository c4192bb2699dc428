"""A review pack as content: what a council reads on one page, counted once and then kept as it was counted.

It goes outside the agency, so every count in it goes through `suppress.py` before it is kept: the content of a pack holds
no number from 1 to 10 and none that would give one away.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from tandem.foundation.marts import Mart
from tandem.measures import control
from tandem.measures.catalogue import CATALOGUE
from tandem.measures.measure import MINUTES, SHARES, Measure
from tandem.measures.period import Period, month_words
from tandem.measures.reading import minutes, percent, said
from tandem.measures.reports import counting
from tandem.measures.reports.freezing import first_month
from tandem.measures.reports.overlap import STEPS, few, of_goal, span
from tandem.measures.results import compute
from tandem.measures.statistics import wilson
from tandem.measures.suppress import Protection, is_small, may_share
from tandem.vocabulary.terms import CONTACT_OUTCOME_LABELS, ContactOutcome

FEW_MONTHS = 20
type Weighed = tuple[Protection, Mapping[str, int | None]]
_PARTS = [(0.1, "one in ten"), (0.2, "one in five"), (0.25, "a quarter"), (1 / 3, "a third"), (0.4, "two in five"),
          (0.5, "half"), (0.6, "three in five"), (2 / 3, "two thirds"), (0.75, "three quarters"), (0.8, "four in five"),
          (0.9, "nine in ten")]  # fmt: skip


def build(
    mart: Mart, first: str, last: str, goals: Sequence, weighed: Weighed, earlier: Sequence[Mapping], *, zone: str,
    now: datetime, say: Callable[[int, str], None],
) -> dict:  # fmt: skip
    """Count a pack of the months first to last, both included. `say` is told how many of four pieces are done.

    `weighed` says which of its sums are shown, `earlier` are the contents of the packs that are out.
    """
    period = Period.of(first, last, zone=zone, as_of=now)
    found, shown = weighed
    say(1, "Month by month")
    begun = max(first, first_month(mart))
    months = [_month(shown, month.id) for month in period.months]
    silent = [f"n {one['month']}" for one in months if one["gap"] and one["month"] >= begun]
    say(2, "Goals")
    standing = [_standing(mart, goal, period, earlier, zone=zone, now=now) for goal in goals]
    say(3, "How to check it")
    return {
        "first": first,
        "last": last,
        "counted_from": begun,
        "months": months,
        "gaps": _gaps(months, begun),
        "verdict": verdict(shown),
        "steps": [_step(shown, *pair) for pair in _WAYS],
        "fell_out": [
            {"words": CONTACT_OUTCOME_LABELS[one], "n": shown[f"outcome {one}"]}
            for one in ContactOutcome
            if shown.get(f"outcome {one}", 0) != 0
        ],
        "hidden": _why(found),
        "chart": _chart(months),
        "goals": standing,
        "shown": sorted([*(id for id, value in shown.items() if value is not None), *silent]),
        "few": few(found),
        "editions": counting.EDITION,
        "snapshot": counting.snapshot(mart),
        "filled_to": filled.isoformat() if (filled := counting.filled_to(mart)) else "",
    }


_WAYS = (
    ("eligible", None), ("served", "eligible"), ("engaged", "contacts"), ("connected", "watched"), ("closed", "connected"),
)  # fmt: skip


def _why(found: Protection) -> dict[str, str]:
    return {id: str(why) for id, why in found.hidden.items() if id in STEPS or id.startswith("outcome ")}


def _step(shown: dict, id: str, whole: str | None) -> dict:
    n, of = shown[id], shown[whole] if whole else None
    step = {"id": id, "n": n, "of": of, "of_id": whole or "", "share": None, "low": None, "high": None}
    if n is not None and of is not None and may_share(n, of):
        low, high = wilson(n, of)
        step |= {"share": n / of, "low": low, "high": high}
    return step


def _month(shown: dict, month: str) -> dict:
    """A month's contacts. `gap`: no contact was recorded so early, so that there is no number, not even zero."""
    n, k = (shown.get(f"{part} {month}") for part in ("n", "k"))
    return {"month": month, "n": n, "k": k, "gap": f"n {month}" not in shown}


def _gaps(months: list[dict], begun: str) -> list[str]:
    """From when on calls and contacts are recorded, as sentences, where that is later than the pack begins."""
    told = []
    if months[0]["month"] < begun:
        told.append(
            f"Nothing is recorded before {month_words(begun)}: the months before it are a gap, not a zero, and in no sum."
        )
    met = next((one["month"] for one in months if not one["gap"]), "")
    if met > begun:
        told.append(
            f"Contacts are recorded from {month_words(met)} on: the months before it hold calls alone, and their contacts"
            " are a gap, not a zero."
        )
    elif not met:
        told.append("Calls alone are recorded in these months: contacts are a gap, not a zero.")
    return told


def _chart(months: list[dict]) -> dict | None:
    """The p chart of "connected within seven days"; a month that is hidden, or without contacts, is a gap."""
    counts = [one["k"] if one["n"] else None for one in months]
    sizes = [one["n"] or None for one in months]
    drawn = control.chart("p", counts, sizes, least=FEW_MONTHS)
    if drawn is None or sum(one is not None for one in counts) < 2:
        return None
    points = [
        {**one, "value": value, "limits": limits}
        for one, value, limits in zip(months, drawn.values, drawn.limits, strict=True)
    ]
    return {"center": drawn.center, "points": points, "sentence": _reading(drawn, months)}


def _reading(drawn: control.Control, months: list[dict]) -> str:
    last = next(i for i in reversed(range(len(months))) if drawn.values[i] is not None)
    name = month_words(months[last]["month"])
    if last in drawn.outside:
        return f"Not steady. {name}'s {percent(drawn.values[last])} is more than chance alone explains. Why is not said by it."
    if drawn.signals:
        one = drawn.signals[-1]
        return f"Not steady. {month_words(months[one.first]['month'])} to {month_words(months[one.index]['month'])}: {one.words}."
    return f"Steady. {name}'s {percent(drawn.values[last])} is inside what chance alone would do."


def _standing(mart: Mart, goal, period: Period, earlier: Sequence[Mapping], *, zone: str, now: datetime) -> dict:
    """Where a goal stands over the months of the pack: met, not met, or too close to say by the interval."""
    measure = CATALOGUE[goal.measure]
    result = compute(measure, mart, start_month=period.months[0].id, end_month=period.months[-1].id, zone=zone, now=now)
    hidden = is_small(result.n) or (measure.unit in SHARES and not may_share(result.numerator, result.n))
    hidden = hidden or not row_safe(mart, measure, period, earlier, zone=zone, now=now)
    row = {
        "name": measure.name,
        "target": target_words(goal.measure, goal.target, goal.way),
        "n": None if hidden else result.n,
        "now": "",
        "interval": "",
        "edition": f"{measure.id}/{measure.edition}",
        "measure": measure.id,
        "k": None if hidden or measure.unit not in SHARES else result.numerator,
        "first": period.months[0].id,
        "last": period.months[-1].id,
    }
    if result.not_measurable or hidden or result.value is None:
        row["stands"] = "not measurable yet" if result.not_measurable else "too few to say"
        return row
    row["now"], found = said(measure, result.value), result.interval
    if found:
        row["interval"] = f"{_end(measure, found.low)} to {_end(measure, found.high)}"
    row["stands"] = goal.stands(result.value, found)
    return row


def row_safe(
    mart: Mart, measure: Measure, period: Period, earlier: Sequence[Mapping], *, zone: str, now: datetime
) -> bool:
    """Whether a row of this measure over the period may stand beside the rows of it that are out."""
    name = f"{measure.id}/{measure.edition}"
    rows = [row for content in earlier for row in rows_of(content) if row["edition"] == name and row["n"] is not None]
    months = tuple(month.id for month in period.months)
    ends = (min([months[0], *(row["first"] for row in rows)]), max([months[-1], *(row["last"] for row in rows)]))
    result = compute(measure, mart, start_month=ends[0], end_month=ends[1], zone=zone, now=now)
    counts = {one.month.id: (one.n, one.numerator) for one in result.months}
    counts |= {one: (0, 0) for one in span(*ends) if one not in counts}
    return of_goal(months, counts, rows, share=measure.unit in SHARES)


def rows_of(content: Mapping) -> list[Mapping]:
    """Every row of a measure that a pack holds: goals, and the promises of its grant."""
    promises = (content.get("grant") or {}).get("promises", [])
    return [one for one in (*content["goals"], *promises) if "first" in one]


def target_words(measure: str, target: float, way: str) -> str:
    """Return "at least 80 %" or "at most 20 minutes"."""
    found = CATALOGUE[measure]
    number = f"{target * 100:g} %" if found.unit in SHARES else f"{target:g}"
    unit = " minutes" if found.unit == MINUTES else ""
    return f"{'at least' if way == 'at_least' else 'at most'} {number}{unit}"


def _end(measure, value: float) -> str:
    return minutes(value) if measure.unit == MINUTES else percent(value) if measure.unit in SHARES else f"{value:.2f}"


def verdict(shown: dict) -> list[str]:
    """Two sentences for somebody who reads nothing else; without numbers to say them from, what is missing."""
    said_ = []
    if _can(shown, "connected", "watched"):
        part = about(shown["connected"] / shown["watched"])
        said_.append(f"{part} of the people we speak with reach a service within a week.")
    if _can(shown, "served", "eligible"):
        part = about(1 - shown["served"] / shown["eligible"])
        said_.append(f"{part} of the calls meant for a team still get none.")
    return said_ or ["There are too few calls yet to say how the program does."]


def _can(shown: dict, part: str, whole: str) -> bool:
    return shown[part] is not None and shown[whole] is not None and may_share(shown[part], shown[whole])


def about(share: float) -> str:
    """Return "A third", "More than a third", "Almost half", or "Hardly any" and "Nearly all" at the ends."""
    if share < 0.05:
        return "Hardly any"
    if share > 0.95:
        return "Nearly all"
    near, words = min(_PARTS, key=lambda one: abs(one[0] - share))
    word = words if abs(near - share) <= 0.015 else f"{'more than' if share > near else 'almost'} {words}"
    return f"{word[:1].upper()}{word[1:]}"
