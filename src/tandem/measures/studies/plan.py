"""A study's plan: read from what was typed, held as one value, and told apart from the plan before it. PURE.

A draft is texts and lists of texts by field, as they were typed. What can't stand is named by field, step by step.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from tandem.measures.catalogue import CATALOGUE
from tandem.measures.evaluation import DESIGNS
from tandem.measures.measure import SHARES, Measure
from tandem.measures.period import month_words
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.splits import SPLIT_LABELS
from tandem.vocabulary.studies import (
    CAME_LABELS,
    COUNTS_LABELS,
    EVERY_LABELS,
    HOPE_LABELS,
    PLACE_BY_LABELS,
    Came,
    Counts,
    Every,
    Hope,
    PlaceBy,
)
from tandem.vocabulary.text import clean

CHANGED, WHERE, COUNTED, COMPARED, CHECK = "changed", "where", "counted", "compared", "check"
# The fields of each step, in the order the page asks them. `starts.` is followed by a place.
STEPS: dict[str, tuple[str, ...]] = {
    CHANGED: ("question", "change", "hope", "came", "month"),
    WHERE: ("by", "places", "place", "starts", "group", "first", "left_out", "left_why"),
    COUNTED: ("measure", "counts", "words", "every"),
    COMPARED: ("design", "seasons", "alike"),
    CHECK: (),
}
# What may be held equal between those with the change and those without.
ALIKE = {
    "age_band": "Age",
    "gender": "Gender",
    "race": "Race and ethnicity",
    "language": "Language",
    "shift": "Time of day",
}
HOLDS_EQUAL = ("matched", "survival")
LISTS = frozenset({"places", "alike"})
MONTH = re.compile(r"(19|20)\d{2}-(0[1-9]|1[0-2])")
LONGEST = {"question": 200, "change": 200, "words": 60, "left_why": 200, "left_out": 200}
PLAIN_LONGEST = 120
MOST_PLACES = 200
IN_DIFFERENT_MONTHS = frozenset({Came.BY_PLACE, Came.BY_LOT})
GROUP_NAMES = {
    "age_band": "Age",
    "gender": "Gender",
    "race": "Race and ethnicity",
    "language": "Language",
    "veteran": "Military service",
    "shift": "Time of day",
}
HAS_MONTH = frozenset({Came.AT_ONCE, Came.ONE_PLACE, Came.TO_SOME})
WRITE_MONTH = "Write a month like 2026-03."


@dataclass(frozen=True)
class Plan:
    """What is asked, of whom, by which count, against what. Months as "2026-03"; empty text where it does not apply.

    `places` empty means all; `group` is "age_band:65_on" or empty for everybody; `starts` are the first months with the
    change, by place, where it came place by place.
    `alike` are columns to hold equal. `design` is one of `evaluation.DESIGNS`.
    """

    question: str
    change: str
    hope: str
    came: str
    month: str
    by: str
    places: tuple[str, ...]
    starts: Mapping[str, str]
    group: str
    first: str
    left_out: tuple[str, ...]
    left_why: str
    measure: str
    measure_edition: int
    counts: str
    words: str
    every: str
    design: str = ""
    seasons: int = 0
    alike: tuple[str, ...] = field(default=())

    def start_of(self, place: str | None) -> str:
        """The first month with the change in a place; "" where it never came."""
        if self.came in (Came.BY_PLACE, Came.BY_LOT, Came.ONE_PLACE):
            return self.starts.get(place or "", "")
        return self.month

    @property
    def of(self) -> Measure:
        return CATALOGUE[self.measure]

    def to_json(self) -> dict[str, Any]:
        plain = asdict(self)
        return {name: list(value) if isinstance(value, tuple) else value for name, value in plain.items()}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Plan":
        return cls(**{name: tuple(value) if isinstance(value, list) else value for name, value in kept.items()})


def tidy(typed: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed, as it may be stored: texts and lists of texts. Raises Refusal naming what can't be stored at all."""
    kept: dict[str, Any] = {}
    wrong: list[tuple[str, str]] = []
    for name, value in typed.items():
        most = LONGEST.get(name, PLAIN_LONGEST)
        try:
            if name == "starts":
                kept[name] = {clean(name, p, 120): clean(name, v, 20) for p, v in list(value.items())[:MOST_PLACES]}
            elif name in LISTS:
                kept[name] = [clean(name, one, PLAIN_LONGEST) for one in value[:MOST_PLACES]]
            else:
                kept[name] = clean(name, value, most)
        except Refusal as refusal:
            wrong += refusal.errors
    if wrong:
        raise Refusal(*wrong)
    return kept


def problems(step: str, draft: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What of one step can't stand: (field, sentence)."""
    return list(_CHECKS[step](draft))


def read(draft: Mapping[str, Any], *, design: bool = True) -> Plan:
    """The plan of a draft. Raises Refusal naming every field that can't stand; without `design` none need be chosen."""
    steps = [CHANGED, WHERE, COUNTED, *([COMPARED] if design else [])]
    wrong = [one for step in steps for one in problems(step, draft)]
    if wrong:
        raise Refusal(*wrong)
    text = lambda name: str(draft.get(name, "")).strip()  # noqa: E731
    came = text("came")
    starts: dict[str, str] = {}
    if came in IN_DIFFERENT_MONTHS:
        starts = {place: month.strip() for place, month in sorted(draft.get("starts", {}).items()) if month.strip()}
    elif came == Came.ONE_PLACE:
        starts = {text("place"): text("month")}
    measure = CATALOGUE[text("measure")]
    chosen = text("design") if design else ""
    return Plan(
        question=text("question"),
        change=text("change"),
        hope=text("hope"),
        came=came,
        month=text("month") if came in HAS_MONTH else "",
        by=text("by"),
        places=tuple(sorted(draft.get("places", []))),
        starts=starts,
        group=text("group"),
        first=text("first"),
        left_out=tuple(sorted(_months(draft))),
        left_why=text("left_why"),
        measure=measure.id,
        measure_edition=measure.edition,
        counts=text("counts"),
        words=text("words") or plain_words(measure),
        every=text("every"),
        design=chosen,
        seasons=int(text("seasons") or 0) if chosen == "its" else 0,
        alike=tuple(one for one in ALIKE if one in draft.get("alike", [])) if chosen in ("", *HOLDS_EQUAL) else (),
    )


def plain_words(measure: Measure) -> str:
    """What a measure counts, as words within a sentence."""
    return f"{measure.name[:1].lower()}{measure.name[1:]}"[:60]


def of_draft(draft: Mapping[str, Any]) -> str:
    """What a study is called: its question, or that there is none yet."""
    return str(draft.get("question", "")).strip()


def changes(old: Plan, new: Plan) -> list[str]:
    """What a new plan changed, a sentence for each field, in the order the pages ask."""
    before, after = dict(said(old)), dict(said(new))
    return [f"{name}: {before[name] or '–'} → {after[name] or '–'}" for name in after if before[name] != after[name]]


def said(plan: Plan) -> list[tuple[str, str]]:
    """A plan as (name, words) pairs, for the page and for what changed."""
    months = ", ".join(f"{place} {month}" for place, month in plan.starts.items())
    return [
        ("Question", plan.question),
        ("What changed", plan.change),
        ("Hoped for", HOPE_LABELS[Hope(plan.hope)]),
        ("How it came", CAME_LABELS[Came(plan.came)]),
        ("Since", months or (month_words(plan.month) if plan.month else "")),
        ("Where", ", ".join(plan.places) or f"All {PLACE_BY_LABELS[PlaceBy(plan.by)].lower()}"),
        ("For whom", group_words(plan.group) if plan.group else "Everybody"),
        ("Counted from", month_words(plan.first) if plan.first else "The first month there is"),
        ("Months left out", ", ".join([*plan.left_out, *([plan.left_why] if plan.left_why else [])])),
        ("Measure", f"{plan.of.name}, edition {plan.measure_edition}"),
        ("Counted", f"{plan.words}: {COUNTS_LABELS[Counts(plan.counts)].lower()}"),
        ("By", EVERY_LABELS[Every(plan.every)]),
        ("Design", DESIGNS[plan.design].title if plan.design else ""),
        ("Seasons taken out", str(plan.seasons or "")),
        ("Held equal", ", ".join(ALIKE[one] for one in plan.alike)),
    ]


def groups() -> dict[str, str]:
    """Every group a study may be for, as "age_band:65_on", with its words."""
    return {
        f"{split}:{value}": f"{name}: {words}"
        for split, name in GROUP_NAMES.items()
        for value, words in SPLIT_LABELS[split].items()
    }


def group_words(group: str) -> str:
    return groups().get(group, group)


def _months(draft: Mapping[str, Any]) -> list[str]:
    return [one for one in re.split(r"[,;\s]+", str(draft.get("left_out", "")).strip()) if one]


def _changed(draft: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if not of_draft(draft):
        yield "question", "Write the question in your own words."
    if not str(draft.get("change", "")).strip():
        yield "change", "Write what changed, such as: the team started."
    if draft.get("hope") not in set(Hope):
        yield "hope", "Say what was hoped for."
    if draft.get("came") not in set(Came):
        yield "came", "Say how the change came."
    elif draft["came"] in HAS_MONTH and not MONTH.fullmatch(str(draft.get("month", "")).strip()):
        yield "month", WRITE_MONTH


def _where(draft: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if draft.get("by") not in set(PlaceBy):
        yield "by", "Choose areas or agencies."
    starts = {place: str(month).strip() for place, month in draft.get("starts", {}).items() if str(month).strip()}
    if draft.get("came") in IN_DIFFERENT_MONTHS:
        if not starts:
            yield "starts", "Write the first month with the change for each place where it came."
        for place, month in starts.items():
            if not MONTH.fullmatch(month):
                yield "starts", f"{place}: {WRITE_MONTH[:1].lower()}{WRITE_MONTH[1:]}"
    if draft.get("came") == Came.ONE_PLACE and not str(draft.get("place", "")).strip():
        yield "place", "Choose the place where it came."
    if draft.get("group") and draft["group"] not in groups():
        yield "group", "Choose a group of the list, or everybody."
    first = str(draft.get("first", "")).strip()
    if first and not MONTH.fullmatch(first):
        yield "first", WRITE_MONTH
    elif first and first >= str(draft.get("month", "")).strip() > "" and draft.get("came") in HAS_MONTH:
        yield "first", "This month comes after the change; there must be time before it."
    months = _months(draft)
    if any(not MONTH.fullmatch(month) for month in months):
        yield "left_out", "Write months like 2025-07, 2025-08."
    elif months and not str(draft.get("left_why", "")).strip():
        yield "left_why", "Write why these months are left out. It stands in the report."


def _counted(draft: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    measure = CATALOGUE.get(draft.get("measure", ""))
    if measure is None:
        yield "measure", "Choose a measure of the list."
    if draft.get("counts") not in set(Counts):
        yield "counts", "Choose what is counted of it."
    elif measure and draft["counts"] == Counts.SHARE and measure.unit not in SHARES and measure.unit != "minutes":
        yield "counts", "This measure is no share. Choose how many there were, or another measure."
    if draft.get("every") not in set(Every):
        yield "every", "Choose a unit of time."


def _compared(draft: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if not draft.get("design"):
        yield "design", "Choose one of the designs that your data can carry."
    if str(draft.get("seasons", "") or "0") not in ("0", "1", "2"):
        yield "seasons", "Choose how the seasons are taken out."


_CHECKS = {CHANGED: _changed, WHERE: _where, COUNTED: _counted, COMPARED: _compared, CHECK: lambda _draft: iter(())}
