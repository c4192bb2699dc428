"""Which calls a trial may draw, when it may draw at all, and what a plan owes before anybody can sign it. Pure.

The floor of exclusions stands in code: no plan, signature or setting lowers it. What nobody has answered counts as
dangerous, never as safe (45 CFR 46.111(a)(1): risks are as small as sound design allows).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any

from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import Response, Role, Unanswered
from tandem.vocabulary.text import clean
from tandem.vocabulary.trials import Arm, Bar, Drawing, LeftOut, Otherwise, Outcome, Step, Stratum, TrialState

# One signature from each group; at least one of them wrote none of the plan (`foundation.editions.rules`).
SIGNERS = ((Role.CLINICAL_SUPERVISOR,), (Role.DISPATCHER, Role.OFFICER))
# Only where the criteria would send the team is there a choice. Medics, a lead of police, and nobody are no lots.
CHOICE = (Response.TEAM_ALONE, Response.TEAM_POLICE_STAGED)
# Input → the answers under which a lot may decide. Anything else, and anything not known, is outside.
SAFE: Mapping[str, frozenset[str]] = {
    "weapon": frozenset({"none", "somewhere"}),
    "violence": frozenset({"none"}),
    "suicide": frozenset({"none", "thoughts"}),
    "intoxication": frozenset({"none", "alcohol", "drugs"}),
    "medical": frozenset({"none"}),
    "crime_complaint": frozenset({"none", "minor"}),
    "location": frozenset({"home", "public", "school", "workplace", "shelter", "care_facility", "vehicle"}),
}
MINORS = frozenset({"child", "teen"})
LEAVES_OUT: Mapping[LeftOut, tuple[str, frozenset[str]]] = {
    LeftOut.CHILDREN_THERE: ("minors_or_vulnerable", frozenset({"children"})),
    LeftOut.PERINATAL: ("perinatal", frozenset({"pregnant", "baby"})),
    LeftOut.OFFICER: ("caller", frozenset({"officer"})),
    LeftOut.CARE_FACILITY: ("location", frozenset({"care_facility"})),
}
_UNANSWERED = frozenset(one.value for one in Unanswered)

LARGEST_BLOCK, MOST_SIZES, MOST_CALLS, LARGEST_SHARE = 12, 6, 100_000, 4
TEXTS = {"title": 80, "question": 400, "team_words": 120, "usual_words": 120, "stop_rule": 600, "consent": 600}
BOARD = {"board_name": 120, "board_reference": 80}
DAYS = ("board_on", "first_day", "last_day")


@dataclass(frozen=True)
class Standing:
    """What is known of a call at the moment of its draw."""

    live: bool
    sent: bool
    chosen: bool
    sos: bool
    response: str
    edition: str
    rule: str
    inputs: Mapping[str, str]
    edition_now: str
    teams: str


def bar(standing: Standing, plan: Mapping[str, Any]) -> Bar | None:
    """Why this call is not in the trial, the first reason there is; None where it may be drawn."""
    inputs = standing.inputs
    told = {name: inputs.get(name, Unanswered.NOT_ASKED) for name in SAFE}
    left = [LEAVES_OUT[LeftOut(one)] for one in plan["left_out"]]
    checks = (
        (Bar.NOT_OPEN, not standing.live),
        (Bar.SENT, standing.sent),
        (Bar.CHOSEN, standing.chosen),
        (Bar.SOS, standing.sos),
        (Bar.LIFE_THREAT, any(told[name] not in SAFE[name] | _UNANSWERED for name in SAFE)),
        (Bar.CHILD, inputs.get("age_group") in MINORS),
        (Bar.NO_CHOICE, standing.response not in CHOICE),
        (Bar.NOT_KNOWN, any(value in _UNANSWERED for value in told.values())),
        (Bar.OTHER_CRITERIA, {standing.edition, standing.edition_now} != {plan["edition"]}),
        (Bar.NOT_PLANNED, standing.rule not in plan["rules"]),
        (Bar.LEFT_OUT, any(inputs.get(name) in values for name, values in left)),
        (Bar.NO_TEAM, standing.teams != "free"),
    )
    return next((one for one, holds in checks if holds), None)


def leaves_a_choice(response: str, conditions: Sequence[tuple[str, Sequence[str]]]) -> bool:
    """Whether a call that a rule decides can ever be drawn: the team would be sent, and the floor lets some of them in."""
    told = dict(conditions)
    safe = all(name not in told or set(told[name]) & values for name, values in SAFE.items())
    return response in CHOICE and safe and "free" in told.get("unit_on_shift", ("free",))


def state_of(steps: Sequence[Step], plan: Mapping[str, Any], drawn: int, now: datetime, zone: tzinfo) -> TrialState:
    """The state now, from what was done and the plan's own days. Dates alone end a trial: nobody has to press anything."""
    if not steps:
        return TrialState.PLANNED
    if Step.STOPPED in steps:
        return TrialState.STOPPED
    if Step.ENDED in steps:
        return TrialState.OVER
    today = now.astimezone(zone).date()
    if today > date.fromisoformat(plan["last_day"]) or drawn >= plan["most"]:
        return TrialState.OVER
    if steps[-1] == Step.PAUSED:
        return TrialState.PAUSED
    return TrialState.WAITING if today < date.fromisoformat(plan["first_day"]) else TrialState.RUNNING


# Verb → the states it may start from.
MOVES: Mapping[Step, frozenset[TrialState]] = {
    Step.STARTED: frozenset({TrialState.PLANNED}),
    Step.PAUSED: frozenset({TrialState.RUNNING, TrialState.WAITING}),
    Step.RESUMED: frozenset({TrialState.PAUSED}),
    Step.STOPPED: frozenset({TrialState.RUNNING, TrialState.WAITING, TrialState.PAUSED}),
    Step.ENDED: frozenset({TrialState.OVER}),
}


def check_otherwise(code: str) -> Otherwise:
    if code not in list(Otherwise):
        raise Refusal(("why", "Say why, with one of these."))
    return Otherwise(code)


def shape(told: Mapping[str, Any]) -> dict[str, Any]:
    """A plan as it is kept, from what a form says; it may still lack much. Raises Refusal naming what can't be kept."""
    errors: list[tuple[str, str]] = []
    plan: dict[str, Any] = {}
    for name, limit in (TEXTS | BOARD).items():
        try:
            plan[name] = clean(name, told.get(name, ""), limit, required=name == "title").strip()
        except Refusal as refused:
            errors += refused.errors
    for name in DAYS:
        plan[name] = _day(name, told.get(name, ""), errors)
    plan["edition"] = clean("edition", told.get("edition", ""), 80)
    plan["rules"] = sorted({str(one) for one in told.get("rules", ())}, key=_place)
    plan["left_out"] = _known("left_out", told.get("left_out", ()), LeftOut, errors)
    plan["shares"] = _numbers("shares", told.get("shares", ()), LARGEST_SHARE, errors)
    plan["sizes"] = sorted(set(_numbers("sizes", told.get("sizes", ()), LARGEST_BLOCK, errors)))
    plan["most"] = next(iter(_numbers("most", [told.get("most") or 0], MOST_CALLS, errors, least=0)), 0)
    for name, words, usual in (("strata", Stratum, Stratum.SHIFT), ("drawing", Drawing, Drawing.TAP)):
        plan[name] = (_known(name, [told.get(name) or usual], words, errors) or [usual])[0]
    plan["outcome"] = (_known("outcome", [told.get("outcome") or Outcome.AGAIN], Outcome, errors) or [""])[0]
    if errors:
        raise Refusal(*errors)
    return plan


def _place(rule: str) -> tuple[int, str]:
    number = rule.rpartition("-")[2]
    return (int(number) if number.isdecimal() and len(number) < 6 else 0, rule)


def _day(name: str, text: str, errors: list) -> str:
    text = str(text or "").strip()
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        errors.append((name, "Write the day like 2026-11-22."))
        return ""


def _known(name: str, values: Collection[str], words: type, errors: list) -> list[str]:
    if any(one not in list(words) for one in values):
        errors.append((name, "Choose from the list."))
        return []
    return sorted(words(one).value for one in values)


def _numbers(name: str, values: Collection[Any], limit: int, errors: list, *, least: int = 1) -> list[int]:
    found = []
    for one in values:
        text = str(one).strip()
        if not (text.isascii() and text.isdecimal() and len(text) < 8 and least <= int(text) <= limit):
            errors.append((name, f"Write whole numbers from {max(least, 1)} to {limit:,}."))
            return []
        found.append(int(text))
    return found


def problems(plan: Mapping[str, Any], choices: Collection[str], edition_now: str) -> list[tuple[str, str]]:
    """What keeps a plan from being signed or started, as (field, sentence). `choices` are rules that leave a choice."""
    asked = {
        "question": "Write the question in your own words.",
        "team_words": "Say what is sent when the team is drawn.",
        "usual_words": "Say what is sent when the usual response is drawn.",
        "stop_rule": "Say what would make you stop before the end.",
        "consent": "Say how people are asked, or on which ground the board waived it.",
        "board_name": "Name the board that approved it.",
        "board_reference": "Write the board's reference.",
        "board_on": "Write the day the board approved it.",
        "first_day": "Write the first day.",
        "last_day": "Write the last day.",
    }
    found = [(name, words) for name, words in asked.items() if not plan[name]]
    if plan["most"] < 1:
        found.append(("most", "Say how many calls are drawn at most."))
    if plan["first_day"] and plan["last_day"] and plan["last_day"] < plan["first_day"]:
        found.append(("last_day", "The last day comes before the first."))
    found += _draw_problems(plan)
    if plan["edition"] != edition_now:
        found.append(("rules", "Other criteria hold now than this was planned under. Choose the rules again."))
    elif not plan["rules"]:
        found.append(("rules", "Choose at least one rule of the criteria."))
    else:
        fixed = [one for one in plan["rules"] if one not in choices]
        if fixed:
            found.append(("rules", f"{', '.join(fixed)}: the criteria leave no choice there, so no lot may decide."))
    return found


def _draw_problems(plan: Mapping[str, Any]) -> list[tuple[str, str]]:
    if len(plan["shares"]) != len(Arm):
        return [("shares", "Write two shares, like 1 and 1.")]
    whole = sum(plan["shares"])
    if len(plan["sizes"]) < 2 or len(plan["sizes"]) > MOST_SIZES:
        return [("sizes", "Write two to six sizes of a block: with one size the last call of each block is known.")]
    if any(size % whole or size <= whole - 1 for size in plan["sizes"]):
        return [("sizes", f"Each size must be a multiple of {whole}, so that a block holds the shares.")]
    return []
