"""An edition of deployment criteria: a decision table with a name, a number and a date from which it holds.

The file is a GoRules JDM graph (input, one decision table with hit policy *first*, output) that any JDM editor opens,
with three more keys: `edition` for what the graph can't say (program, number, state, who approved it, from when, after
which published practice, the program's own words for levels), `cases` for the test cases that travel with it, and
`pathways` for what more to say and bring when something about the person was told.

The engine reads a cell it can't parse as "does not fit" and carries on, so a typing mistake would silently pass a call
to a later row. Cells are therefore held to a closed form (see `rules`), and an edition with any fault is refused whole
when it is read.

What the law cares about: a decision keeps the edition that made it, and `content_hash` proves which table that was.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from zen import ZenEngine

from tandem.domain.incidents.criteria.cases import Case, read_cases
from tandem.domain.incidents.criteria.pathways import Pathway, read_pathways
from tandem.domain.incidents.criteria.rules import Rule, conditions_in_words, parts, read_rules
from tandem.vocabulary.terms import RESPONSE_LABELS, Response

STATES = ("draft", "approved", "in_force", "retired")
_METADATA = {"program": str, "name": str, "number": int, "state": str, "approved_by": list, "source_notes": list}
OPTIONAL = {"in_force_from", "levels"}
EXTRA = ("edition", "cases", "pathways")
LONGEST_LEVEL = 60
LONGEST_PROGRAM, LONGEST_NAME, LONGEST_NOTE, MOST_NOTES = 50, 120, 600, 30
_NODE_KINDS = ["decisionTableNode", "inputNode", "outputNode"]
_KEPT_ANSWERS = 200_000


class BadEdition(ValueError):
    """An edition that may not decide anything. `problems` names every fault found, in words."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problems))


class _Table:
    """The compiled table and the answers it has given: a vector of words always gets the same row."""

    def __init__(self, graph: dict[str, Any]) -> None:
        try:
            content = {"criteria": graph, "row": _naming_rows(graph)}
            self._engine = ZenEngine({"loader": {"type": "static", "content": content}})
            self._engine.get_decision("criteria").validate()
        except Exception as error:  # The engine raises nothing narrower.
            raise BadEdition([f"The decision engine can't read the graph: {error}"]) from error
        self._seen: dict[tuple[str, ...], int] = {}

    def rows(self, fields: tuple[str, ...], vectors: Sequence[tuple[str, ...]]) -> list[int]:
        distinct = dict.fromkeys(vectors)
        known = {vector: row for vector in distinct if (row := self._seen.get(vector)) is not None}
        asked = [vector for vector in distinct if vector not in known]
        if asked:
            # One batch costs about a tenth of single calls, and a table that only names its row a quarter of that.
            requests = [{"key": "row", "context": dict(zip(fields, vector, strict=True))} for vector in asked]
            answers = self._engine.evaluate_batch(requests, {})
            found = {}
            for vector, answer in zip(asked, answers, strict=True):
                if not answer["success"]:
                    raise RuntimeError(f"The criteria engine failed on {vector}: {answer['error']}")
                found[vector] = answer["data"]["result"]["row"]
            known |= found
            if len(self._seen) + len(found) > _KEPT_ANSWERS:
                self._seen = {}
            self._seen.update(found)
        return [known[vector] for vector in vectors]


@dataclass(frozen=True)
class Edition:
    """Criteria as they stood. Two editions are the same when their id and their table are the same.

    `fields` are the inputs its rules read; no other input can change an answer.
    """

    id: str
    content_hash: str
    program: str = field(compare=False)
    name: str = field(compare=False)
    number: int = field(compare=False)
    state: str = field(compare=False)
    approved_by: tuple[str, ...] = field(compare=False)
    in_force_from: date | None = field(compare=False)
    source_notes: tuple[str, ...] = field(compare=False)
    fields: tuple[str, ...] = field(compare=False)
    rules: tuple[Rule, ...] = field(compare=False)
    cases: tuple[Case, ...] = field(compare=False)
    pathways: tuple[Pathway, ...] = field(compare=False)
    levels: Mapping[str, str] = field(compare=False)
    _table: _Table = field(compare=False, repr=False)

    def deciding_rules(self, vectors: Sequence[tuple[str, ...]]) -> list[Rule]:
        """The rule that decides each vector of checked words, given in the order of `fields`."""
        return [self.rules[row] for row in self._table.rows(self.fields, vectors)]


@dataclass(frozen=True)
class RuleRow:
    """A rule as a page shows it."""

    label: str
    conditions: tuple[str, ...]
    response: str
    reason: str
    staging: str
    attire: str
    car: str
    meanwhile: str


def load(path: Path) -> Edition:
    """Read an edition from a file. Raises `BadEdition` with every fault, `OSError` when the file can't be read."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise BadEdition([f"{path.name} is not JSON: {error}"]) from error
    return read(document)


def read(document: Any) -> Edition:
    """Read an edition from a parsed document. Raises `BadEdition` with every fault found."""
    if not isinstance(document, dict) or not isinstance(document.get("edition"), dict):
        raise BadEdition(["The document needs an “edition” part: program, name, number, state, sources."])
    about = document["edition"]
    problems = _metadata_problems(about)
    content, found = table_of(document)
    problems += found
    if content is None:
        raise BadEdition(problems)
    rules, found = read_rules(content)
    cases, in_cases = read_cases(document.get("cases"))
    pathways, in_pathways = read_pathways(document.get("pathways"))
    problems += found + in_cases + in_pathways
    if problems:
        raise BadEdition(problems)
    graph = {key: value for key, value in document.items() if key not in EXTRA}
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return Edition(
        id=f"{about['program']}/{about['number']}",
        content_hash=hashlib.sha256(canonical.encode()).hexdigest(),
        program=about["program"],
        name=about["name"],
        number=about["number"],
        state=about["state"],
        approved_by=tuple(about["approved_by"]),
        in_force_from=date.fromisoformat(about["in_force_from"]) if about.get("in_force_from") else None,
        source_notes=tuple(about["source_notes"]),
        fields=tuple(column["field"] for column in content["inputs"]),
        rules=tuple(rules),
        cases=tuple(cases),
        pathways=tuple(pathways),
        levels=MappingProxyType(dict(about.get("levels", {}))),
        _table=_Table(graph),
    )


def table_of(document: dict[str, Any]) -> tuple[dict[str, Any] | None, list[str]]:
    """The decision table inside the graph, and what is wrong with the graph around it. None where there is no table."""
    nodes, edges = parts(document, "nodes"), parts(document, "edges")
    if nodes is None or edges is None or sorted(str(node.get("type")) for node in nodes) != _NODE_KINDS:
        return None, ["The graph needs one input, one decision table and one output, nothing else."]
    problems = []
    source, table, target = (
        next(node for node in nodes if node["type"] == kind)
        for kind in ("inputNode", "decisionTableNode", "outputNode")
    )
    if {(str(edge.get("sourceId")), str(edge.get("targetId"))) for edge in edges} != {
        (str(source.get("id")), str(table.get("id"))),
        (str(table.get("id")), str(target.get("id"))),
    }:
        problems.append("The edges must lead from the input to the table to the output.")
    if any(node.get("content") not in (None, {}) for node in (source, target)):
        problems.append("The input and the output of the graph must be empty: Tandem checks the inputs itself.")
    content = table["content"] if isinstance(table.get("content"), dict) else {}
    if content.get("hitPolicy") != "first":
        problems.append("The table's hit policy must be “first”: the first row that fits decides.")
    if content.get("inputField") or content.get("outputPath") or content.get("executionMode", "single") != "single":
        problems.append("The table must read the whole input once: no input field, output path or loop.")
    return content, problems


def _naming_rows(graph: dict[str, Any]) -> dict[str, Any]:
    """The same graph, whose table answers with the place of the row that fits, counted from 0, and nothing else."""
    nodes = []
    for node in graph["nodes"]:
        if node["type"] == "decisionTableNode":
            inputs = [column["id"] for column in node["content"]["inputs"]]
            rows = [
                {"_id": row["_id"], "row": str(place)} | {cell: row[cell] for cell in inputs if cell in row}
                for place, row in enumerate(node["content"]["rules"])
            ]
            content = {**node["content"], "outputs": [{"id": "row", "name": "row", "field": "row"}], "rules": rows}
            node = {**node, "content": content}
        nodes.append(node)
    return {**graph, "nodes": nodes}


def upload_problems(document: Any) -> list[str]:
    """What keeps a file from being a draft at all, before its table is read. Approval and number count for nothing."""
    if not isinstance(document, dict) or not isinstance(document.get("edition"), dict):
        return ["The document needs an “edition” part: program, name, sources."]
    unknown = [key for key in document if key not in {"contentType", "nodes", "edges", *EXTRA}]
    problems = [f"“{key[:40]}” is not a part of an edition." for key in unknown]
    told = {**document["edition"], "number": 1, "state": "draft", "approved_by": []}
    problems += _metadata_problems({key: value for key, value in told.items() if key != "in_force_from"})
    if not problems and len(told["program"]) > LONGEST_PROGRAM:
        problems.append(f"edition.program must have at most {LONGEST_PROGRAM} characters.")
    return problems


def describe_rules(edition: Edition) -> list[RuleRow]:
    """The table in words, one row a rule, for the page "Read the rule". A row without conditions fits anything."""
    return [
        RuleRow(
            label=rule.label,
            conditions=conditions_in_words(rule),
            response=RESPONSE_LABELS[rule.response],
            reason=rule.reason,
            staging=rule.staging,
            attire=rule.attire,
            car=rule.car,
            meanwhile=rule.meanwhile,
        )
        for rule in edition.rules
    ]


def _metadata_problems(about: dict[str, Any]) -> list[str]:
    problems = [
        f"edition.{key} is missing or is not a {kind.__name__}."
        for key, kind in _METADATA.items()
        if type(about.get(key)) is not kind
    ]
    problems += [f"edition.{key} is not a known word." for key in about if key not in {*_METADATA, *OPTIONAL}]
    if problems:
        return problems
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", about["program"]):
        problems.append("edition.program must be lower-case words joined by hyphens.")
    if not 0 < len(about["name"].strip()) <= LONGEST_NAME:
        problems.append(f"edition.name must have at most {LONGEST_NAME} characters.")
    notes = about["source_notes"]
    if len(notes) > MOST_NOTES or any(not isinstance(one, str) or not 0 < len(one) <= LONGEST_NOTE for one in notes):
        problems.append(
            f"edition.source_notes must be at most {MOST_NOTES} sentences of at most {LONGEST_NOTE} letters."
        )
    if about["number"] < 1:
        problems.append("edition.number must be 1 or more.")
    if about["state"] not in STATES:
        problems.append(f"edition.state must be one of {', '.join(STATES)}.")
    if not about["source_notes"]:
        problems.append("edition.source_notes must name at least one source.")
    if about["state"] != "draft" and not about["approved_by"]:
        problems.append("edition.approved_by must name who approved it: only a draft has no approval.")
    problems += _level_problems(about.get("levels", {}))
    since = about.get("in_force_from")
    try:
        held_from = date.fromisoformat(since) if since is not None else None
    except (TypeError, ValueError):
        return [*problems, "edition.in_force_from must be a date, like 2026-03-01."]
    if about["state"] in ("in_force", "retired") and held_from is None:
        problems.append("edition.in_force_from is missing: say from which day it holds.")
    return problems


def _level_problems(levels: Any) -> list[str]:
    if not isinstance(levels, dict) or not set(levels) <= set(Response):
        return ["edition.levels must name responses, each with the program's own words for it."]
    wrong = [key for key, words in levels.items() if not isinstance(words, str) or not 0 < len(words) <= LONGEST_LEVEL]
    return [f"edition.levels/{key} must be words of at most {LONGEST_LEVEL} characters." for key in wrong]
