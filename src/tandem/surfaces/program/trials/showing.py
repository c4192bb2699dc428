"""What the pages of trials read: the plan in words, its form, who signed, how it stands, and what may be done now."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tandem.domain.incidents.criteria import describe_rules
from tandem.domain.incidents.editions import edition_in_force
from tandem.domain.trials import log, plans
from tandem.domain.trials.plans import TrialRow
from tandem.domain.trials.rules import leaves_a_choice
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.editions.rules import State, group_words
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.trials import (
    BAR_LABELS,
    DRAWING_LABELS,
    LEFT_OUT_LABELS,
    OUTCOME_LABELS,
    STRATUM_LABELS,
    Bar,
    TrialState,
)

SHARES = [
    ("1 1", gettext_noop("One to one")),
    ("1 2", gettext_noop("Two calls with the team for each without")),
    ("2 1", gettext_noop("One call with the team for two without")),
]
FLOOR = (Bar.NOT_OPEN, Bar.SENT, Bar.CHOSEN, Bar.SOS, Bar.LIFE_THREAT, Bar.CHILD, Bar.NOT_KNOWN, Bar.NO_CHOICE)
CHIPS = {
    TrialState.RUNNING: ("ok", "check"),
    TrialState.WAITING: ("info", "clock"),
    TrialState.PAUSED: ("warn", "pause"),
    TrialState.STOPPED: ("", "x"),
    TrialState.OVER: ("", "check"),
    TrialState.PLANNED: ("", "doc"),
}
TEXTS = ("title", "question", "team_words", "usual_words", "stop_rule", "consent", "board_name", "board_reference")
ONE_OF = ("strata", "drawing", "outcome", "most", "board_on", "first_day", "last_day")
EMPTY = {"shares": "1 1", "sizes": "2, 4, 6", "strata": "shift", "drawing": "tap", "outcome": "again"}


def posted(data: Any) -> dict[str, Any]:
    """What the form of a plan says, as the room takes it."""
    told: dict[str, Any] = {name: data.get(name, "") for name in (*TEXTS, *ONE_OF)}
    told |= {name: data.getlist(name) for name in ("rules", "left_out")}
    told["shares"] = data.get("shares", "").split()
    told["sizes"] = data.get("sizes", "").replace(",", " ").split()
    return told


def said(one: TrialRow | None, data: Any = None) -> dict[str, Any]:
    """What the form shows: what was typed, else the plan, else what is usual."""
    if data is not None:
        typed = {name: data.get(name, "") for name in (*TEXTS, *ONE_OF, "shares", "sizes")}
        return typed | {name: data.getlist(name) for name in ("rules", "left_out")}
    if one is None:
        return dict(EMPTY) | {"rules": [], "left_out": []}
    plan = one.told
    shares, sizes = " ".join(map(str, plan["shares"])), ", ".join(map(str, plan["sizes"]))
    return {**plan, "shares": shares, "sizes": sizes, "most": plan["most"] or ""}


def form(values: Mapping[str, Any], errors: list[tuple[str, str]]) -> dict[str, Any]:
    """The form of a plan: the rules that leave a choice to tick, and each closed list."""
    table = rule_rows()
    return {
        "said": values,
        "faults": dict(reversed(errors)),
        "errors": [(f"id_{field}", sentence) for field, sentence in errors],
        "choices": [one for one in table if one["free"]],
        "fixed": sum(not one["free"] for one in table),
        "shares": SHARES,
        "strata": list(STRATUM_LABELS.items()),
        "drawings": list(DRAWING_LABELS.items()),
        "outcomes": list(OUTCOME_LABELS.items()),
        "left_out": list(LEFT_OUT_LABELS.items()),
        "floor": [BAR_LABELS[one] for one in FLOOR],
    }


def rule_rows(key: str = "") -> list[dict[str, Any]]:
    """The rules of these criteria, else of those in force, in words; `free` where they leave a choice."""
    found = plans.planned_edition(key) if key else edition_in_force()
    if found is None:
        return []
    return [
        {
            "id": rule.id,
            "label": words.label,
            "response": words.response,
            "when": " · ".join(words.conditions) or _("Any other call"),
            "free": leaves_a_choice(rule.response, rule.conditions),
        }
        for rule, words in zip(found.rules, describe_rules(found), strict=True)
    ]


def facts(one: TrialRow) -> list[tuple[str, str | None, str]]:
    """The plan in words; None, and a word for it, where it says nothing yet."""
    plan = one.told
    shares = dict(SHARES).get(" ".join(map(str, plan["shares"])))
    sizes = ", ".join(map(str, plan["sizes"]))
    board = ", ".join(part for part in (plan["board_name"], plan["board_reference"], _day(plan["board_on"])) if part)
    days = _("%(first)s to %(last)s") % {"first": _day(plan["first_day"]), "last": _day(plan["last_day"])}
    left = ", ".join(_(LEFT_OUT_LABELS[code]) for code in plan["left_out"])
    told = [
        (_("If the team is drawn"), plan["team_words"]),
        (_("If the usual response is drawn"), plan["usual_words"]),
        (_("What is compared"), _(OUTCOME_LABELS[plan["outcome"]])),
        (_("Approved by"), board),
        (_("How people are asked"), plan["consent"]),
        (_("Stops before the end if"), plan["stop_rule"]),
        (_("Days"), days if plan["first_day"] and plan["last_day"] else ""),
        (_("At most"), _("%(n)s calls") % {"n": f"{plan['most']:,}"} if plan["most"] else ""),
        (_("Shares"), _(shares) if shares else ""),
        (_("Kept even"), f"{_(STRATUM_LABELS[plan['strata']])}, {_('blocks of')} {sizes}" if sizes else ""),
        (_("Drawn"), _(DRAWING_LABELS[plan["drawing"]])),
        (_("Left out beyond the floor"), left or _("nothing")),
        (_("Criteria"), plan["edition"]),
    ]
    return [(name, words or None, _("Not written yet")) for name, words in told]


def _day(told: str) -> str:
    """A day of the plan, "Dec 8, 2026"; always with its year, for a plan is read in another. "" where none is told."""
    return date_format(date.fromisoformat(told), "M j, Y") if told else ""


def signers(one: TrialRow) -> list[dict[str, Any]]:
    """Who signed and who still must."""
    rows = [
        {"done": True, "words": f"{each.name}, {each.role.replace('_', ' ')}", "at": each.at}
        for each in one.plan.signatures
    ]
    if one.plan.state in (State.DRAFT, State.SIGNING):
        rows += [{"done": False, "words": group_words(group).capitalize()} for group in one.plan.missing]
    return rows


def may(actor: Actor, one: TrialRow) -> dict[str, bool]:
    """What this reader may do with it now."""
    state, plan = one.plan.state, one.plan
    planner = actor.may(Permission.TRIAL_PLAN)
    stops = actor.may(Permission.TRIAL_STOP)
    asked = plan.asked_at is not None and state in (State.DRAFT, State.SIGNING)
    mine = any(actor.role in group for group in plan.missing)
    return {
        "write": planner and state is State.DRAFT,
        "ask": planner and state is State.DRAFT and plan.asked_at is None and not plans.plan_problems(one.told),
        "sign": asked and actor.may(Permission.TRIAL_SIGN) and mine and not signed_by(one, actor),
        "start": planner and state is State.APPROVED and not one.started,
        "withdraw": planner and not one.started and state in (State.DRAFT, State.SIGNING, State.APPROVED),
        "pause": stops and one.state in (TrialState.RUNNING, TrialState.WAITING),
        "resume": planner and one.state is TrialState.PAUSED,
        "stop": stops and one.state in (TrialState.RUNNING, TrialState.WAITING, TrialState.PAUSED),
        "read": actor.may(Permission.TRIAL_READ),
    }


def signed_by(one: TrialRow, actor: Actor) -> bool:
    return any(each.user_id == actor.id for each in one.plan.signatures)


def page(actor: Actor, one: TrialRow) -> dict[str, Any]:
    """One trial as its page shows it."""
    allowed = may(actor, one)
    kind, icon = CHIPS[one.state]
    chosen = set(one.told["rules"])
    return {
        "one": one,
        "may": allowed,
        "chip_kind": kind,
        "chip_icon": icon,
        "facts": facts(one),
        "rules": [each for each in rule_rows(one.told["edition"]) if each["id"] in chosen],
        "floor": [BAR_LABELS[each] for each in FLOOR],
        "signers": signers(one),
        "lacking": [sentence for _field, sentence in plans.plan_problems(one.told)] if not one.started else [],
        "draft": one.plan.state is State.DRAFT,
        # Whoever draws calls never sees how many each arm has: near a block's end that would tell what comes next.
        "counts": log.counts(one.id, actor=actor) if one.started and allowed["read"] else None,
    }
