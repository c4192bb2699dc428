"""A draft as its writers change it: one row, one case, one pathway at a time, back into the same document.

Nothing is changed in place: each function returns a new document. What a program can write is what intake can ask; a
cell is chosen from its closed list, and text is kept exactly or refused.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tandem.domain.incidents.criteria.cases import Case, read_cases
from tandem.domain.incidents.criteria.edition import EXTRA, table_of
from tandem.domain.incidents.criteria.inputs import BY_NAME
from tandem.domain.incidents.criteria.pathways import Pathway, read_pathways
from tandem.domain.incidents.criteria.rules import OUTPUTS, Rule, numbered, parse_rules
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import RESPONSE_LABELS, Response
from tandem.vocabulary.text import clean

LONGEST = {"reason": 240, "staging": 300, "attire": 160, "car": 160, "meanwhile": 240}
MOST_ROWS = 80
OUTPUT_LABELS = {"response": "Response", "reason": "Reason", "staging": "Staging"}


@dataclass(frozen=True)
class Draft:
    """A content as far as it can be read; it need not make sense yet. `problems` are faults of shape."""

    name: str
    program: str
    source_notes: tuple[str, ...]
    levels: Mapping[str, str]
    fields: tuple[str, ...]
    rules: tuple[Rule, ...]
    cases: tuple[Case, ...]
    pathways: tuple[Pathway, ...]
    problems: tuple[str, ...]


def draft_of(document: Mapping[str, Any]) -> Draft:
    """Read a content without asking whether it makes sense."""
    about = document.get("edition") if isinstance(document.get("edition"), dict) else {}
    content, problems = table_of(dict(document))
    rules, in_rules = parse_rules(content) if content else ([], [])
    cases, in_cases = read_cases(document.get("cases"))
    pathways, in_pathways = read_pathways(document.get("pathways"))
    whole = content is not None and not in_rules
    return Draft(
        name=str(about.get("name", "")),
        program=str(about.get("program", "")),
        source_notes=tuple(about.get("source_notes", ())),
        levels=dict(about.get("levels", {})),
        fields=tuple(column["field"] for column in content["inputs"]) if whole else (),
        rules=tuple(rules),
        cases=tuple(cases),
        pathways=tuple(pathways),
        problems=tuple([*problems, *in_rules, *in_cases, *in_pathways]),
    )


def with_rules(document: Mapping[str, Any], fields: Sequence[str], rules: Iterable[Rule]) -> dict[str, Any]:
    """The document with these columns and rows, numbered from the top."""
    content, _problems = table_of(dict(document))
    rows = [_row(fields, rule) for rule in numbered(rules)]
    table = {
        "hitPolicy": "first",
        "passThrough": False,
        "inputs": [{"id": f"in-{name}", "name": BY_NAME[name].label, "field": name} for name in fields],
        "outputs": [{"id": f"out-{name}", "name": OUTPUT_LABELS.get(name, name.capitalize()), "field": name} for name in OUTPUTS],
        "rules": rows,
    }  # fmt: skip
    nodes = [{**node, "content": table} if node.get("content") is content else node for node in document["nodes"]]
    return {**document, "nodes": nodes}


def _row(fields: Sequence[str], rule: Rule) -> dict[str, str]:
    wanted = dict(rule.conditions)
    row = {"_id": rule.id}
    for name in fields:
        row[f"in-{name}"] = ", ".join(f"'{value}'" for value in wanted.get(name, ()))
    for name in OUTPUTS:
        row[f"out-{name}"] = json.dumps(str(getattr(rule, name)), ensure_ascii=False)
    return row


def row_from(
    fields: Sequence[str], chosen: Mapping[str, Sequence[str]], said: Mapping[str, str], *, last: bool
) -> Rule:
    """A row from what a form says: the values chosen for each input (none is *any*), and the words of the answer.

    Raises Refusal naming every field.
    """
    errors: list[tuple[str, str]] = []
    conditions = []
    for name in fields:
        labels = BY_NAME[name].labels
        values = tuple(value for value in labels if value in set(chosen.get(name, ())))
        if len(set(chosen.get(name, ())) - set(labels)):
            errors.append((name, f"Choose from the list of {BY_NAME[name].label.lower()}, or nothing for any."))
        if values and len(values) < len(labels):
            conditions.append((name, values))
    response = said.get("response", "")
    if response not in set(Response):
        errors.append(("response", "Choose who goes."))
    words = {}
    for name, limit in LONGEST.items():
        words[name] = said.get(name, "").strip()
        try:
            clean(name, words[name], limit, required=name == "reason")
        except Refusal as refusal:
            errors += refusal.errors
        if any(mark in words[name] for mark in '"\\\n\r'):
            errors.append((name, "Write it on one line, without straight double quotes and backslashes. Use “ and ”."))
    if not last and response == Response.NOT_DECIDABLE and not words["meanwhile"]:
        errors.append(("meanwhile", "Say what to do until it can be decided."))
    if last and not words["meanwhile"]:
        errors.append(("meanwhile", "Say what to do when no row fits."))
    if response != Response.NOT_DECIDABLE and words["meanwhile"] and not last:
        errors.append(("meanwhile", f"{RESPONSE_LABELS.get(response, 'This')} is decided. Leave this empty."))
    if errors:
        raise Refusal(*errors)
    if last:
        return Rule("", "", (), Response.NOT_DECIDABLE, **words)
    return Rule("", "", tuple(conditions), Response(response), **words)


def replaced(rules: Sequence[Rule], place: int, rule: Rule) -> list[Rule]:
    return [*rules[:place], rule, *rules[place + 1 :]]


def inserted(rules: Sequence[Rule], place: int, rule: Rule) -> list[Rule]:
    """The rows with one more before `place`, never below the last, which catches what no row foresaw."""
    if len(rules) >= MOST_ROWS:
        raise Refusal(("row", f"A table has at most {MOST_ROWS} rows: nobody can read more in a night."))
    place = max(0, min(place, len(rules) - 1))
    return [*rules[:place], rule, *rules[place:]]


def moved(rules: Sequence[Rule], place: int, to: int) -> list[Rule]:
    """The rows with one at another place. The last row stays the last. Raises Refusal."""
    if not 0 <= place < len(rules) - 1 or not 0 <= to < len(rules) - 1:
        raise Refusal(("row", "This row can't go there. The last row always stays the last."))
    rest = [*rules[:place], *rules[place + 1 :]]
    return [*rest[:to], rules[place], *rest[to:]]


def removed(rules: Sequence[Rule], place: int) -> list[Rule]:
    if not 0 <= place < len(rules) - 1:
        raise Refusal(("row", "The last row can't be taken out: it says what happens when no row fits."))
    return [*rules[:place], *rules[place + 1 :]]


def following(
    cases: Iterable[Case], before: Sequence[Rule], after: Sequence[Rule], origin: Sequence[int | None]
) -> list[Case]:
    """The cases with their rules' new places. `origin` says for each new row which old one it was, or None.

    A case whose row was taken out keeps the old number, so that it fails and somebody looks at it.
    """
    places = {before[old].id: f"rule-{new + 1}" for new, old in enumerate(origin) if old is not None}
    return [replace(case, rule=places.get(case.rule, case.rule)) for case in cases]


def with_cases(document: Mapping[str, Any], cases: Iterable[Case]) -> dict[str, Any]:
    return {**document, "cases": [case.as_document() for case in cases]}


def with_pathways(document: Mapping[str, Any], pathways: Iterable[Pathway]) -> dict[str, Any]:
    return {**document, "pathways": [one.as_document() for one in pathways]}


def with_about(document: Mapping[str, Any], **about: Any) -> dict[str, Any]:
    return {**document, "edition": {**document["edition"], **about}}


def stored(document: Mapping[str, Any]) -> dict[str, Any]:
    """The part of a file that is content: without number, state, approval and date, which the edition's row keeps."""
    about = {
        key: value for key, value in document["edition"].items() if key in ("program", "name", "source_notes", "levels")
    }
    graph = {key: document[key] for key in ("contentType", "nodes", "edges") if key in document}
    return {**graph, "edition": about, **{key: document[key] for key in EXTRA[1:] if key in document}}


def with_places(document: Mapping[str, Any], rules: Sequence[Rule], origin: Sequence[int | None]) -> dict[str, Any]:
    """The document with its rows in other places; its test cases go on naming the same rows. See `following`."""
    draft = draft_of(document)
    placed = with_rules(document, draft.fields, rules)
    return with_cases(placed, following(draft.cases, draft.rules, numbered(rules), origin))


def with_column(document: Mapping[str, Any], name: str, *, there: bool) -> dict[str, Any]:
    """The document with one more column, or without one that every row leaves at *any*. Raises Refusal."""
    draft = draft_of(document)
    if name not in BY_NAME or (name in draft.fields) == there:
        raise Refusal(("column", "Choose a question from the list."))
    if there:
        return with_rules(document, (*draft.fields, name), draft.rules)
    used = [rule.label for rule in draft.rules if name in dict(rule.conditions)]
    if used:
        raise Refusal(("column", f"{used[0]} reads this column. Set it to any in every row first."))
    if len(draft.fields) == 1:
        raise Refusal(("column", "The last column can't be taken out."))
    return with_rules(document, [one for one in draft.fields if one != name], draft.rules)
