"""The rows of a decision table, read with suspicion.

Program staff write these rows, and a slip in one of them sends the wrong people to a door. A cell is quoted words of
its input with commas between, or blank for "any"; an answer is text in double quotes. Nothing else is read: no
expression, no range, no "not", so that every row can be put into plain words and checked against the words of intake.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tandem.domain.incidents.criteria.inputs import BY_NAME, in_words
from tandem.vocabulary.terms import Response

OUTPUTS = ("response", "reason", "staging", "attire", "car", "meanwhile")
_IN_CELL = re.compile(r"'([a-z0-9_]+)'")
_OUT_CELL = re.compile(r'"([^"\\\n]*)"')


@dataclass(frozen=True)
class Rule:
    """One row. `conditions` are (input name, values that fit); an input not named fits with any value."""

    id: str
    label: str
    conditions: tuple[tuple[str, tuple[str, ...]], ...]
    response: Response
    reason: str
    staging: str = ""
    attire: str = ""
    car: str = ""
    meanwhile: str = ""


def parts(holder: dict[str, Any], name: str) -> list[dict[str, Any]] | None:
    """The named list of objects, or None where it is anything else."""
    found = holder.get(name)
    return found if isinstance(found, list) and all(isinstance(part, dict) for part in found) else None


def read_rules(content: dict[str, Any]) -> tuple[list[Rule], list[str]]:
    """The rows in order, and every fault in them. Rules are whole only when there is no fault."""
    rules, problems = parse_rules(content)
    problems += sense(rules, whole=not problems)
    if any(problem.startswith("Rule ") for problem in problems):
        # Told in the order of the table, whatever kind of fault it is.
        problems.sort(key=lambda problem: int(problem.split()[1].rstrip(":")) if problem.startswith("Rule ") else 999)
    return ([] if problems else rules), problems


def parse_rules(content: dict[str, Any]) -> tuple[list[Rule], list[str]]:
    """The rows whose shape can be read, in order, and every fault of shape. They need not make sense together."""
    inputs, outputs, rows = (parts(content, name) for name in ("inputs", "outputs", "rules"))
    if inputs is None or outputs is None or rows is None:
        return [], ["The table needs lists of inputs, outputs and rules."]
    columns = [column.get("id") for column in inputs + outputs]
    if not all(isinstance(each, str) for each in columns) or len(set(columns)) != len(columns):
        return [], ["Each input and output of the table needs an id of its own."]
    problems = [f"There is no input called “{c.get('field')}”." for c in inputs if str(c.get("field")) not in BY_NAME]
    if len({str(column.get("field")) for column in inputs}) != len(inputs):
        problems.append("Two columns read the same input.")
    if sorted(str(column.get("field")) for column in outputs) != sorted(OUTPUTS):
        problems.append(f"The outputs must be {', '.join(OUTPUTS)}.")
    if problems or not rows:
        return [], problems or ["The table has no rules."]
    rules = []
    for number, row in enumerate(rows, start=1):
        label = f"Rule {number}"
        conditions, answer, found = _row(row, inputs, outputs)
        if row.get("_id") != f"rule-{number}":
            found.append(f"its id must be “rule-{number}”")
        problems += [f"{label}: {fault}." for fault in found]
        if not found:
            rules.append(Rule(id=row["_id"], label=label, conditions=conditions, **answer))
    return rules, problems


def sense(rules: Sequence[Rule], *, whole: bool = True) -> list[str]:
    """What keeps readable rows from being criteria: nothing to say, nothing for the unforeseen, a row never reached.

    `whole` is false where some rows could not be read, so that nothing can be said about the last one.
    """
    problems = []
    for rule in rules:
        if not rule.reason:
            problems.append(f"{rule.label}: it has no reason.")
        if (rule.response == Response.NOT_DECIDABLE) != bool(rule.meanwhile):
            problems.append(f"{rule.label}: say what to do meanwhile where it is not decidable, and only there.")
    if whole and rules and (rules[-1].conditions or rules[-1].response != Response.NOT_DECIDABLE):
        problems.append("The last rule must fit anything and answer not_decidable: what no rule foresaw is not safe.")
    for later, rule in enumerate(rules):
        above = next((earlier for earlier in rules[:later] if _covers(earlier, rule)), None)
        if above:
            problems.append(f"{rule.label} can never decide: {above.label} above it always fits first.")
    return problems


def first_fit(rules: Sequence[Rule], inputs: Mapping[str, str]) -> Rule | None:
    """The first rule that fits a full set of checked inputs, or None. The engine reads the same table the same way."""
    return next((rule for rule in rules if all(inputs[name] in values for name, values in rule.conditions)), None)


def numbered(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """The rules with the ids and labels of their present places."""
    return tuple(replace(rule, id=f"rule-{n}", label=f"Rule {n}") for n, rule in enumerate(rules, start=1))


def conditions_in_words(rule: Rule) -> tuple[str, ...]:
    """The conditions of a rule, one phrase an input: "Weapon: in hand or used". Empty where anything fits."""
    return tuple(f"{BY_NAME[name].label}: {in_words(name, values)}" for name, values in rule.conditions)


def _row(row: dict, inputs: list[dict], outputs: list[dict]) -> tuple[tuple, dict[str, Any], list[str]]:
    conditions, faults = [], []
    for column in inputs:
        name, cell = column["field"], str(row.get(column["id"]) or "").strip()
        if not cell:
            continue
        values = tuple(_IN_CELL.findall(cell))
        if not re.fullmatch(rf"{_IN_CELL.pattern}(\s*,\s*{_IN_CELL.pattern})*", cell):
            faults.append(f"“{cell}” must be quoted words with commas, or blank for any {name}")
        faults += [f"“{value}” is not an answer to {name}" for value in values if value not in BY_NAME[name].labels]
        conditions.append((name, values))
    answer: dict[str, Any] = {}
    for column in outputs:
        name, cell = column["field"], str(row.get(column["id"]) or '""').strip()
        text = _OUT_CELL.fullmatch(cell)
        if text is None:
            faults.append(f"{name} must be text in double quotes")
        answer[name] = text.group(1).strip() if text else ""
    if answer["response"] not in set(Response):
        faults.append(f"“{answer['response']}” is not a response")
    else:
        answer["response"] = Response(answer["response"])
    return tuple(conditions), answer, faults


def _covers(earlier: Rule, later: Rule) -> bool:
    fits = dict(later.conditions)
    return all(name in fits and set(fits[name]) <= set(values) for name, values in earlier.conditions)
