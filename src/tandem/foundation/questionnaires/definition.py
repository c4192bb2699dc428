"""Loading an instrument's edition from a FHIR R4 Questionnaire (a subset of Structured Data Capture).

Read: flat items of type choice, boolean, integer or text (with its maxLength); answerOption with itemWeight or
ordinalValue; enableWhen and enableBehavior; required; translations; and Tandem's own extensions for category, short
title, tiers, prompts and help.
An enableWhen or a rule may name "declined", where an instrument's author reads a refusal.
Not read, and so refused: nested items, `initial` (nothing is ever preset), `exists` and `!=` (both are true of a
question that nobody asked). The category of law is mandatory: it decides which table the answers live in.
Source: https://hl7.org/fhir/R4/questionnaire.html
"""

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path

from tandem.foundation.questionnaires import fhir
from tandem.foundation.questionnaires.fhir import BadDefinition
from tandem.foundation.questionnaires.instrument import Gate, Instrument, Item, Kind, Option, Text, Translation, text
from tandem.foundation.questionnaires.tiers import PROMPT, TIER, read_prompts, read_tiers
from tandem.vocabulary.law import LAW_CATEGORIES, Category
from tandem.vocabulary.terms import Unanswered

__all__ = ["BadDefinition", "Instrument", "load", "read", "text"]

CATEGORY = "urn:tandem:questionnaire:category"
SHORT_TITLE = "urn:tandem:questionnaire:short-title"
TRANSLATION_STATUS = "urn:tandem:questionnaire:translation-status"
UNVERIFIED = "urn:tandem:questionnaire:unverified"
HELP = "urn:tandem:questionnaire:help"
PERIOD = "urn:tandem:questionnaire:period"
ITEM_WEIGHT = "http://hl7.org/fhir/StructureDefinition/itemWeight"
ORDINAL_VALUE = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
MIN_VALUE = "http://hl7.org/fhir/StructureDefinition/minValue"
MAX_VALUE = "http://hl7.org/fhir/StructureDefinition/maxValue"

_TOP = (
    *("resourceType", "id", "url", "name", "version", "title", "status", "date", "publisher"),
    *("description", "copyright", "language", "extension", "item"),
)
_ITEM = (
    *("linkId", "prefix", "text", "_text", "type", "required", "answerOption"),
    *("enableWhen", "enableBehavior", "code", "definition", "extension", "maxLength"),
)
# Answers about the program's own work, like a debrief of a rehearsal, are no category of law; every other one is.
_CATEGORIES = (*LAW_CATEGORIES, Category.OPERATIONS)
_ORDERS = ("=", ">", "<", ">=", "<=")
_ANSWERS = {Kind.CHOICE: "answerCoding", Kind.BOOLEAN: "answerBoolean", Kind.INTEGER: "answerInteger"}
_YES_NO = (Option("no", Text("No")), Option("yes", Text("Yes", (("es", "Sí"),))))


def load(path: Path | str) -> Instrument:
    """The instrument in a JSON file. Raises BadDefinition (naming the item and the reason) or OSError."""
    try:
        document = json.loads(Path(path).read_bytes(), object_pairs_hook=_no_repeats)
    except ValueError as error:
        if isinstance(error, BadDefinition):
            raise
        raise BadDefinition("definition", f"not JSON: {error}") from error
    return read(document)


def read(document: object) -> Instrument:
    """The instrument in a parsed FHIR Questionnaire. Raises BadDefinition, naming the item and the reason."""
    where = "definition"
    top = fhir.known(document, _TOP, where)
    if top.get("resourceType") != "Questionnaire":
        raise BadDefinition(where, "resourceType should be 'Questionnaire'")
    found = fhir.extensions(top, (CATEGORY, SHORT_TITLE, TRANSLATION_STATUS, UNVERIFIED, TIER, PROMPT), where)
    category = _category(found[CATEGORY])
    items: list[Item] = []
    for element in fhir.need(top, "item", list, where):
        items.append(_item(element, {item.link_id: item for item in items}))
    title = fhir.need(top, "title", str, where)
    return Instrument(
        id=fhir.need(top, "id", str, where),
        edition=fhir.need(top, "version", str, where),
        title=title,
        short_title=fhir.one(found[SHORT_TITLE], "valueString", str, where) or title,
        category=category,
        licence=fhir.need(top, "copyright", str, where),
        language=fhir.need(top, "language", str, where),
        items=tuple(items),
        tiers=read_tiers(found[TIER], items),
        prompts=read_prompts(found[PROMPT], items),
        translations=tuple(_translation(row) for row in found[TRANSLATION_STATUS]),
        unverified=tuple(fhir.value(row, "valueString", str, where) for row in found[UNVERIFIED]),
        hash=hashlib.sha256(_canonical(top)).hexdigest(),
    )


def _canonical(document: Mapping) -> bytes:
    return json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def _no_repeats(pairs: list[tuple[str, object]]) -> dict:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise BadDefinition("definition", "a name is repeated in one JSON object")
    return found


def _category(rows: list[Mapping]) -> Category:
    code = fhir.one(rows, "valueCode", str, "definition")
    if code is None:
        raise BadDefinition("definition", "no category of law: say which answers these are before anyone is asked")
    if code not in _CATEGORIES:
        raise BadDefinition("definition", f"'{code}' is not a category of law")
    return Category(code)


def _translation(row: Mapping) -> Translation:
    where = "translation status"
    parts = fhir.extensions(fhir.known(row, ("url", "extension"), where), ("lang", "reviewed", "note"), where)
    language = fhir.one(parts["lang"], "valueCode", str, where)
    reviewed = fhir.one(parts["reviewed"], "valueBoolean", bool, where)
    if language is None or reviewed is None:
        raise BadDefinition(where, "needs 'lang' and 'reviewed'")
    return Translation(language, reviewed, fhir.one(parts["note"], "valueString", str, where) or "")


def _item(element: object, earlier: Mapping[str, Item]) -> Item:
    name = element.get("linkId") if isinstance(element, Mapping) else None
    where = f"item {name}" if name else f"item after {list(earlier)[-1]}" if earlier else "first item"
    fhir.known(element, _ITEM, where)
    link_id = fhir.need(element, "linkId", str, where)
    if link_id in earlier:
        raise BadDefinition(where, "this linkId is already used")
    kind = _kind(element, where)
    found = fhir.extensions(element, (HELP, PERIOD, MIN_VALUE, MAX_VALUE), where)
    least, most = (fhir.one(found[url], "valueInteger", int, where) for url in (MIN_VALUE, MAX_VALUE))
    if kind is Kind.INTEGER and (least is None or most is None or least > most):
        raise BadDefinition(where, "an integer needs a minValue and a maxValue in order")
    if kind is not Kind.INTEGER and (found[MIN_VALUE] or found[MAX_VALUE]):
        raise BadDefinition(where, "only an integer has a minValue or a maxValue")
    if (kind is Kind.TEXT) is not ("maxLength" in element):
        raise BadDefinition(where, "a text, and nothing else, says how many characters fit: maxLength")
    if kind is Kind.TEXT:
        most = fhir.need(element, "maxLength", int, where)
    prefix = fhir.need(element, "prefix", str, where) if "prefix" in element else link_id
    required = fhir.need(element, "required", bool, where) if "required" in element else False
    gates = tuple(_gate(row, earlier, where) for row in fhir.rows(element, "enableWhen", where))
    # Otherwise an answer nobody had to give could leave a required question neither open nor closed.
    if required and not all(earlier[gate.question].required for gate in gates):
        raise BadDefinition(where, "is required, so the questions it hangs on should be required too")
    return Item(
        link_id=link_id,
        prefix=prefix,
        # "6a" is a part of question 6: people count questions, not rows.
        number=re.sub(r"^(\d+)[a-z]$", r"\1", prefix),
        text=fhir.words(element, "text", where),
        kind=kind,
        options=_options(element, kind, where),
        required=required,
        gates=gates,
        every_gate=_every_gate(element, where),
        least=least,
        most=most,
        help=_words(found[HELP], where),
        period=_words(found[PERIOD], where),
    )


def _kind(element: Mapping, where: str) -> Kind:
    name = fhir.need(element, "type", str, where)
    if name not in list(Kind):
        raise BadDefinition(where, f"unknown type '{name}'")
    return Kind(name)


def _words(rows: list[Mapping], where: str) -> Text | None:
    fhir.one(rows, "valueString", str, where)
    return fhir.words(rows[0], "valueString", where) if rows else None


def _options(element: Mapping, kind: Kind, where: str) -> tuple[Option, ...]:
    if kind is not Kind.CHOICE:
        if "answerOption" in element:
            raise BadDefinition(where, f"a {kind} has no answerOption")
        return _YES_NO if kind is Kind.BOOLEAN else ()
    options = tuple(_option(row, where) for row in fhir.need(element, "answerOption", list, where))
    codes = [option.code for option in options]
    if len(set(codes)) < len(codes):
        raise BadDefinition(where, "an option's code is used twice")
    if len({option.weight is None for option in options}) > 1:
        raise BadDefinition(where, "some options have a weight and some have none")
    return options


def _option(row: object, where: str) -> Option:
    fhir.known(row, ("valueCoding", "extension"), where)
    coding = fhir.known(row.get("valueCoding"), ("system", "code", "display", "_display", "extension"), where)
    code = fhir.need(coding, "code", str, where)
    if code in list(Unanswered):
        raise BadDefinition(where, f"'{code}' already means that there is no answer")
    weights = []
    for element in (row, coding):
        found = fhir.extensions(element, (ITEM_WEIGHT, ORDINAL_VALUE), where)
        weights += [fhir.value(extension, "valueDecimal", int, where) for rows in found.values() for extension in rows]
    # A negative weight would make a missing answer lower the total, so a bound on the total would not be one.
    if len(weights) > 1 or any(weight < 0 for weight in weights):
        raise BadDefinition(where, f"option '{code}' should have one weight of 0 or more")
    return Option(code, fhir.words(coding, "display", where), weights[0] if weights else None)


def _gate(row: object, earlier: Mapping[str, Item], where: str) -> Gate:
    fhir.known(row, ("question", "operator", *_ANSWERS.values()), where)
    question = fhir.need(row, "question", str, where)
    if question not in earlier:
        raise BadDefinition(where, f"enableWhen names '{question}', which is no earlier item")
    item = earlier[question]
    if item.kind not in _ANSWERS:
        raise BadDefinition(where, f"enableWhen can't hang on the words of item {question}")
    operator = fhir.need(row, "operator", str, where)
    if operator not in (_ORDERS if item.kind is Kind.INTEGER else ("=",)):
        raise BadDefinition(where, f"enableWhen cannot use operator '{operator}' on item {question}")
    if len(row) != 3:
        raise BadDefinition(where, "enableWhen needs a question, an operator and one answer")
    name = _ANSWERS[item.kind]
    if item.kind is Kind.INTEGER:
        return Gate(question, operator, fhir.need(row, name, int, where))
    if item.kind is Kind.BOOLEAN:
        return Gate(question, operator, "yes" if fhir.need(row, name, bool, where) else "no")
    coding = fhir.known(fhir.need(row, name, dict, where), ("system", "code", "display"), where)
    code = fhir.need(coding, "code", str, where)
    if item.option(code) is None and code != Unanswered.DECLINED:
        raise BadDefinition(where, f"enableWhen waits for '{code}', which item {question} does not offer")
    return Gate(question, operator, code)


def _every_gate(element: Mapping, where: str) -> bool:
    few = len(fhir.rows(element, "enableWhen", where)) < 2
    behavior = element.get("enableBehavior", "all" if few else None)
    if behavior not in ("all", "any"):
        raise BadDefinition(where, "enableBehavior should be 'all' or 'any' where there is more than one enableWhen")
    return few or behavior == "all"
