"""Reading the scoring rules of an instrument: its tiers, from the highest to the floor.

The rules are data of the edition, so that a program can see and change its local thresholds without changing code.
A rule may only read questions that must be dealt with: a score over a question that was left out would be prorated.
"""

from collections.abc import Mapping, Sequence

from tandem.foundation.questionnaires import fhir
from tandem.foundation.questionnaires.fhir import BadDefinition
from tandem.foundation.questionnaires.instrument import Finding, Item, Prompt, Task, Tier
from tandem.vocabulary.terms import Unanswered

TIER = "urn:tandem:questionnaire:tier"
PROMPT = "urn:tandem:questionnaire:prompt"


def read_tiers(rows: Sequence[Mapping], items: Sequence[Item]) -> tuple[Tier, ...]:
    """The tiers in their order, empty for an instrument that is not scored. Raises BadDefinition."""
    tiers = tuple(_tier(row, {item.link_id: item for item in items}) for row in rows)
    codes = [tier.code for tier in tiers]
    if len(set(codes)) < len(codes):
        raise BadDefinition("scoring", "a tier's code is used twice")
    for tier in tiers:
        has_rule = bool(tier.findings) or tier.total_at_least is not None
        if has_rule is (tier is tiers[-1]):
            raise BadDefinition(f"tier {tier.code}", "every tier needs a rule, but the last, the floor, has none")
    totals = [tier.total_at_least for tier in tiers if tier.total_at_least is not None]
    if totals != sorted(set(totals), reverse=True):
        raise BadDefinition("scoring", "the totals should fall from the first tier to the last")
    weighted = [item for item in items if any(option.weight is not None for option in item.options)]
    if totals and not weighted:
        raise BadDefinition("scoring", "a total is asked for, but no option has a weight")
    for item in weighted:
        _must_be_required(item)
    return tiers


def read_prompts(rows: Sequence[Mapping], items: Sequence[Item]) -> tuple[Prompt, ...]:
    """The answers that ask for something by themselves, in their order. Raises BadDefinition."""
    return tuple(_prompt(row, {item.link_id: item for item in items}) for row in rows)


def _prompt(row: Mapping, items: Mapping[str, Item]) -> Prompt:
    where = "prompt"
    parts = fhir.extensions(fhir.known(row, ("url", "extension"), where), ("advice", "when", "task"), where)
    if not (parts["when"] and parts["task"]):
        raise BadDefinition(where, "needs a 'when' and a 'task'")
    advice = fhir.one(parts["advice"], "valueString", str, where) or ""
    return Prompt(advice, tuple(_finding(when, items, where) for when in parts["when"]), _tasks(parts["task"], where))


def _tasks(rows: Sequence[Mapping], where: str) -> tuple[Task, ...]:
    return tuple(Task(**_strings(task, ("code", "label", "detail"), where)) for task in rows)


def _tier(row: Mapping, items: Mapping[str, Item]) -> Tier:
    where = "scoring"
    names = ("code", "label", "advice", "when", "total-at-least", "task")
    parts = fhir.extensions(fhir.known(row, ("url", "extension"), where), names, where)
    code = fhir.one(parts["code"], "valueCode", str, where)
    where = f"tier {code}"
    label = fhir.one(parts["label"], "valueString", str, where)
    if code is None or label is None:
        raise BadDefinition(where, "needs a code and a label")
    return Tier(
        code=code,
        label=label,
        advice=fhir.one(parts["advice"], "valueString", str, where) or "",
        findings=tuple(_finding(when, items, where) for when in parts["when"]),
        total_at_least=fhir.one(parts["total-at-least"], "valueInteger", int, where),
        tasks=_tasks(parts["task"], where),
    )


def _finding(row: Mapping, items: Mapping[str, Item], where: str) -> Finding:
    finding = Finding(**_strings(row, ("item", "answer", "words"), where))
    item = items.get(finding.item)
    if item is None:
        raise BadDefinition(where, f"reads item {finding.item}, which does not exist")
    if item.option(finding.answer) is None and finding.answer != Unanswered.DECLINED:
        raise BadDefinition(where, f"reads '{finding.answer}', which item {finding.item} does not offer")
    _must_be_required(item)
    return finding


def _must_be_required(item: Item) -> None:
    if not item.required:
        raise BadDefinition(f"item {item.link_id}", "is scored, so it should be required")


def _strings(row: Mapping, names: tuple[str, ...], where: str) -> dict[str, str]:
    parts = fhir.extensions(fhir.known(row, ("url", "extension"), where), names, where)
    found = {name: fhir.one(parts[name], "valueString", str, where) for name in names}
    if None in found.values():
        raise BadDefinition(where, f"needs {', '.join(names)}")
    return found
