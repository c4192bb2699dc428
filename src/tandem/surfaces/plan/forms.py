"""What the forms of a draft say, turned into rows, cases and pathways; and the forms filled in again."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.text import slugify
from django.utils.translation import gettext as _

from tandem.domain.incidents.criteria.cases import LONGEST_NAME, Case, read_cases
from tandem.domain.incidents.criteria.inputs import ABOUT, BY_NAME, INPUTS
from tandem.domain.incidents.criteria.pathways import Pathway, read_pathways
from tandem.domain.incidents.criteria.rules import Rule
from tandem.domain.incidents.criteria.table import Draft
from tandem.vocabulary.pathways import SKILL_LABELS
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import NEED_LABELS, RESPONSE_LABELS, UNANSWERED_LABELS, Response, Unanswered
from tandem.vocabulary.text import clean

UNKNOWNS = [(one.value, UNANSWERED_LABELS[one]) for one in Unanswered]
ANSWERS = ("reason", "staging", "attire", "car", "meanwhile")
# Usual words, offered while somebody types; anything else may be written.
USUAL = {
    "staging": (
        "Police close by and out of sight. The team goes to the door.",
        "Police two blocks away, out of sight. They come only if the team asks.",
        "One officer comes into the room second, and lets the clinician talk.",
        "Police on call by radio, not nearby.",
        "No police nearby.",
        "The team waits out of sight until officers say it is safe, then comes to the door.",
        "The team walks in with the medics.",
    ),
    "attire": (
        "Soft uniform",
        "Plain clothes",
        "Plain clothes with the team's jacket.",
        "No uniform.",
        "Full uniform for officers, soft uniform for the team.",
    ),
    "car": (
        "Unmarked, no lights near the place.",
        "Marked car for police; lights off on the last stretch.",
        "Marked car only where it protects from traffic.",
        "Ambulance, with the team's car behind it.",
    ),
}


@dataclass(frozen=True)
class RowForm:
    """A row as its form shows it: what is chosen for each input, and what is said."""

    chosen: dict[str, list[str]]
    said: dict[str, str]

    @classmethod
    def of(cls, rule: Rule) -> "RowForm":
        words = {name: getattr(rule, name) for name in ANSWERS} | {"response": rule.response.value}
        return cls({name: list(values) for name, values in rule.conditions}, words)

    @classmethod
    def posted(cls, data: QueryDict, fields: Sequence[str]) -> "RowForm":
        said = {name: data.get(name, "") for name in (*ANSWERS, "response")}
        return cls({name: data.getlist(f"in_{name}") for name in fields}, said)

    def columns(self, fields: Sequence[str], faults: dict[str, str]) -> list[dict[str, Any]]:
        return [
            {
                "name": f"in_{name}",
                "id": f"id_{name}",
                "label": BY_NAME[name].label,
                "options": [(one.value, one.label) for one in BY_NAME[name].choices],
                "unknowns": UNKNOWNS,
                "value": self.chosen.get(name, []),
                "error": faults.get(name, ""),
            }
            for name in fields
        ]


def responses(*, undecided: bool = True) -> list[tuple[str, str]]:
    return [("", _("Choose"))] + [
        (one.value, RESPONSE_LABELS[one]) for one in Response if undecided or one != Response.NOT_DECIDABLE
    ]


def rules_of(draft: Draft) -> list[tuple[str, str]]:
    return [("", _("Choose"))] + [(rule.id, f"{rule.label}: {RESPONSE_LABELS[rule.response]}") for rule in draft.rules]


def case_from(data: QueryDict) -> Case:
    """A test case as its form says it; what is left at *not asked* is left out. Raises Refusal naming fields."""
    errors: list[tuple[str, str]] = []
    name = data.get("name", "").strip()
    try:
        clean("name", name, LONGEST_NAME, required=True)
    except Refusal as refusal:
        errors += refusal.errors
    inputs = {}
    for one in INPUTS:
        value = data.get(f"in_{one.name}", "")
        if value and value != Unanswered.NOT_ASKED:
            inputs[one.name] = value
            if value not in one.labels:
                errors.append((one.name, _("Choose from the list.")))
    if data.get("response", "") not in set(Response):
        errors.append(("response", _("Choose who should go.")))
    if not data.get("rule", ""):
        errors.append(("rule", _("Choose the rule that should decide.")))
    if errors:
        raise Refusal(*errors)
    told = {"name": name, "inputs": inputs, "response": data["response"], "rule": data["rule"]}
    cases, problems = read_cases([told])
    if problems:
        raise Refusal(("rule", problems[0].partition(": ")[2]))
    return cases[0]


def case_inputs(fields: Sequence[str], known: dict[str, str]) -> list[dict[str, Any]]:
    """One select an input: those the table reads first, the rest after them."""
    names = [*fields, *(one.name for one in INPUTS if one.name not in fields)]
    return [
        {
            "name": f"in_{name}",
            "id": f"id_{name}",
            "label": BY_NAME[name].label,
            "options": [("", UNANSWERED_LABELS[Unanswered.NOT_ASKED])]
            + [(value, label) for value, label in BY_NAME[name].labels.items() if value != Unanswered.NOT_ASKED],
            "value": known.get(name, ""),
        }
        for name in names
    ]


def _sentences(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def pathway_from(data: QueryDict, *, id: str) -> Pathway:
    """A pathway as its form says it. Raises Refusal naming fields."""
    about = [one for one in INPUTS if one.group == ABOUT]
    when = {one.name: data.getlist(f"when_{one.name}") for one in about if data.getlist(f"when_{one.name}")}
    name = data.get("name", "").strip()
    try:
        clean("name", name, 60, required=True)
        for field in ("call_taker", "team", "look_for"):
            clean(field, data.get(field, ""), 3000)
    except Refusal as refusal:
        raise Refusal(*refusal.errors) from None
    if not when:
        raise Refusal(("when", _("Choose at least one answer for which this holds.")))
    told = {
        "id": id or slugify(name)[:40].strip("-") or "pathway",
        "name": name,
        "when": when,
        "call_taker": _sentences(data.get("call_taker", "")),
        "team": _sentences(data.get("team", "")),
        "bring": data.getlist("bring"),
        "needs": data.getlist("needs"),
        "look_for": data.get("look_for", "").strip(),
    }
    pathways, problems = read_pathways([told])
    if problems:
        raise Refusal(*[(_field_of(problem), problem.partition(": ")[2].capitalize()) for problem in problems])
    return pathways[0]


def _field_of(problem: str) -> str:
    for field in ("call_taker", "team", "look_for", "bring", "needs", "name"):
        if field in problem:
            return field
    return "call_taker" if "says nothing" in problem else "when"


def pathway_form(data: dict[str, Any] | None, one: Pathway | None) -> dict[str, Any]:
    """What the form of a pathway shows: what was posted, else the pathway, else nothing."""
    if data is not None:
        value = {name: data.get(name, "") for name in ("name", "call_taker", "team", "look_for")}
        chosen = {one.name: data.getlist(f"when_{one.name}") for one in INPUTS if one.group == ABOUT}
        lists = {"bring": data.getlist("bring"), "needs": data.getlist("needs")}
    elif one:
        value = {"name": one.name, "look_for": one.look_for}
        value |= {"call_taker": "\n".join(one.call_taker), "team": "\n".join(one.team)}
        chosen = {name: list(values) for name, values in one.when}
        lists = {"bring": list(one.bring), "needs": list(one.needs)}
    else:
        value, chosen, lists = {}, {}, {"bring": [], "needs": []}
    whens = [
        {
            "name": f"when_{each.name}",
            "label": each.label,
            "options": [(choice.value, choice.label) for choice in each.choices],
            "value": chosen.get(each.name, []),
        }
        for each in INPUTS
        if each.group == ABOUT
    ]
    return {
        "value": value,
        "whens": whens,
        "lists": lists,
        "skills": list(SKILL_LABELS.items()),
        "kinds": list(NEED_LABELS.items()),
    }
