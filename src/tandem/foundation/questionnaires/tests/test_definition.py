import copy
import json

import pytest

from tandem.foundation.questionnaires.definition import BadDefinition, load, read, text
from tandem.foundation.questionnaires.tests.conftest import EDITION
from tandem.vocabulary.law import Category
from tests.short import LONG, few


def test_the_screener_loads_whole():
    cssrs = load(EDITION)
    assert (cssrs.id, cssrs.edition, cssrs.short_title) == ("cssrs-screener", "1", "C-SSRS screener")
    assert cssrs.category is Category.SCREENING
    assert "Columbia Lighthouse Project" in cssrs.licence
    assert [item.link_id for item in cssrs.items] == ["1", "2", "3", "4", "5", "6", "6a"]
    assert [item.number for item in cssrs.items] == ["1", "2", "3", "4", "5", "6", "6"]
    assert [tier.code for tier in cssrs.tiers] == ["high", "moderate", "low", "none"]
    assert cssrs.unverified
    assert cssrs.item("9") is None


def test_words_come_in_the_language_asked_for_or_in_the_original(cssrs):
    question = cssrs.item("2")
    assert text(question, "en") == "Have you actually had any thoughts about killing yourself?"
    assert text(question, "es") == text(question, "es-US") == "¿Ha tenido realmente la idea de suicidarse?"
    assert text(question, "vi") == text(question, "en")
    assert question.option("yes").label.say("es") == "Sí"
    assert question.period.say("en") == "Past month"
    assert all(item.text.say("es") != item.text.default for item in cssrs.items)
    assert [(row.language, row.reviewed) for row in cssrs.translations] == [("es", False)]


def test_the_hash_follows_the_content_not_the_layout(document, cssrs):
    assert read(dict(reversed(document.items()))).hash == cssrs.hash
    document["item"][0]["text"] += " "
    assert read(document).hash != cssrs.hash


def test_a_file_that_is_not_a_definition_is_refused(tmp_path):
    path = tmp_path / "bad.json"
    for content in (b"{", b"\xff\xfe", b"[]", b"null", b'{"item": 1, "item": 2}', b'{"resourceType": "Patient"}'):
        path.write_bytes(content)
        with pytest.raises(BadDefinition):
            load(path)


def at(document, path):
    """The value at a path of keys; in a list, ":tier#1" is the second extension whose url ends in ":tier"."""
    for key in path:
        if isinstance(document, list) and isinstance(key, str):
            name, _, place = key.partition("#")
            document = [row for row in document if row["url"].endswith(name)][int(place or 0)]
        else:
            document = document[key]
    return document


def put(*path, **changes):
    return lambda document: at(document, path).update(changes)


def add(*path, row):
    return lambda document: at(document, path).append(row)


def repeat(*path):
    """Append a copy of what is at the path to the list it stands in."""
    return lambda document: at(document, path[:-1]).append(copy.deepcopy(at(document, path)))


def cut(*path):
    def damage(document):
        place = at(document, path[:-1])
        if isinstance(place, list):
            place.remove(at(document, path))
        else:
            del place[path[-1]]

    return damage


def each(*damages):
    return lambda document: [damage(document) for damage in damages]


COLOR = {"url": "urn:color", "valueString": "red"}
EXT, ITEMS, OPTIONS = "extension", "item", "answerOption"
HIGH, MODERATE, FLOOR = ((EXT, f":tier#{place}", EXT) for place in (0, 1, 3))
GATE = (ITEMS, 2, "enableWhen", 0)
SPANISH = (ITEMS, 0, "_text", EXT, 0)
NO = (ITEMS, 0, OPTIONS, 0)
TOTAL = {"url": "total-at-least", "valueInteger": 3}
YES = {"question": "2", "operator": "=", "answerBoolean": True}


def weigh(points):
    row = {"url": "http://hl7.org/fhir/StructureDefinition/itemWeight", "valueDecimal": points}
    return put(*NO, extension=[row])


FAULTS = [
    ("no category", cut(EXT, ":category"), "definition", "no category of law"),
    ("a made-up category", put(EXT, ":category", valueCode="secret"), "definition", "not a category"),
    ("a category that is not of law", put(EXT, ":category", valueCode="key"), "definition", "not a category"),
    ("two categories", repeat(EXT, ":category"), "definition", "more than once"),
    ("no licence", cut("copyright"), "definition", "copyright"),
    ("no edition", cut("version"), "definition", "version"),
    ("no items", put(item=[]), "definition", "'item' is empty"),
    ("an unknown element", put(subjectType=[]), "definition", "subjectType"),
    ("an unknown extension", add(EXT, row=COLOR), "definition", "urn:color"),
    ("a duplicate linkId", put(ITEMS, 1, linkId="1"), "item 1", "already used"),
    ("no linkId", cut(ITEMS, 1, "linkId"), "item after 1", "linkId"),
    ("an item that is no object", put(item=[7]), "first item", "JSON object"),
    ("a linkId that is a number", put(ITEMS, 0, linkId=1), "item 1", "linkId"),
    ("an unknown type", put(ITEMS, 0, type="string"), "item 1", "unknown type 'string'"),
    ("a text without its length", put(ITEMS, 0, type="text"), "item 1", "a text, and nothing else, says how many"),
    ("a length of no text", put(ITEMS, 0, maxLength=5), "item 1", "a text, and nothing else, says how many"),
    ("nested items", put(ITEMS, 0, item=[]), "item 1", "unknown element 'item'"),
    ("a preset answer", put(ITEMS, 0, initial=[]), "item 1", "unknown element 'initial'"),
    ("an unknown item extension", add(ITEMS, 0, EXT, row=COLOR), "item 1", "urn:color"),
    ("required as a word", put(ITEMS, 0, required="yes"), "item 1", "required"),
    ("an empty question", put(ITEMS, 0, text=""), "item 1", "empty"),
    ("no options", put(ITEMS, 0, answerOption=[]), "item 1", "answerOption"),
    ("options of a boolean", put(ITEMS, 0, type="boolean"), "item 1", "no answerOption"),
    ("an integer without bounds", put(ITEMS, 0, type="integer"), "item 1", "minValue"),
    (
        "bounds of a choice",
        add(ITEMS, 0, EXT, row={"url": "http://hl7.org/fhir/StructureDefinition/minValue", "valueInteger": 0}),
        "item 1",
        "only an integer",
    ),
    ("an option twice", repeat(ITEMS, 0, OPTIONS, 0), "item 1", "twice"),
    ("an option that means no answer", put(*NO, "valueCoding", code="declined"), "item 1", "no answer"),
    ("a negative weight", weigh(-1), "item 1", "weight"),
    ("weights on some options", weigh(1), "item 1", "some have none"),
    ("a skip on an unknown item", put(*GATE, question="9"), "item 3", "'9'"),
    ("a skip on a later item", put(*GATE, question="6"), "item 3", "no earlier item"),
    ("a skip on itself", put(*GATE, question="3"), "item 3", "no earlier item"),
    ("a skip on not equal", put(*GATE, operator="!="), "item 3", "'!='"),
    ("a skip on exists", put(*GATE, operator="exists"), "item 3", "'exists'"),
    ("a skip on no option", put(*GATE, answerCoding={"code": "maybe"}), "item 3", "'maybe'"),
    ("a skip with two answers", put(*GATE, answerBoolean=True), "item 3", "one answer"),
    ("a skip with the wrong answer", put(ITEMS, 2, enableWhen=[YES]), "item 3", "answerCoding"),
    ("two skips not joined", repeat(*GATE), "item 3", "enableBehavior"),
    ("required after optional", put(ITEMS, 1, required=False), "item 3", "hangs on"),
    ("a translation without words", cut(*SPANISH, EXT, 1), "item 1", "content"),
    ("a language twice", repeat(*SPANISH), "item 1", "twice"),
    ("no standing", cut(EXT, ":translation-status", EXT, "reviewed"), "translation status", "reviewed"),
    ("a tier on no item", put(*HIGH, "when", EXT, "item", valueString="9"), "tier high", "item 9"),
    ("a tier on no option", put(*HIGH, "when", EXT, "answer", valueString="maybe"), "tier high", "'maybe'"),
    ("a finding without words", cut(*HIGH, "when", EXT, "words"), "tier high", "words"),
    ("a tier without a label", cut(*HIGH, "label"), "tier high", "label"),
    ("a tier code twice", put(*MODERATE, "code", valueCode="high"), "scoring", "twice"),
    ("no floor", cut(EXT, ":tier#3"), "tier low", "floor"),
    ("two floors", each(repeat(EXT, ":tier#3"), put(*FLOOR, "code", valueCode="x")), "tier x", "rule"),
    ("a total without points", add(*HIGH, row=TOTAL), "scoring", "weight"),
    ("totals out of order", each(add(*HIGH, row=TOTAL), add(*MODERATE, row=TOTAL)), "scoring", "fall"),
    ("a scored item that may be left out", put(ITEMS, 4, required=False), "item 5", "should be required"),
]


@pytest.mark.parametrize(("damage", "where", "reason"), [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS])
def test_a_bad_definition_is_refused_by_item_and_reason(document, damage, where, reason):
    damage(document)
    with pytest.raises(BadDefinition) as refused:
        read(document)
    assert refused.value.where == where
    assert reason in refused.value.reason


@pytest.mark.fuzz
def test_any_one_value_replaced_is_refused_or_read_and_never_breaks(document):
    """Every value of the file in turn becomes something else: the answer is an instrument or BadDefinition."""

    def places(value, path=()):
        yield path
        children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        for key, child in children:
            yield from places(child, (*path, key))

    refused = 0
    for path in few([path for path in places(document) if path], every=8):
        for wrong in (None, 7, [], {}, [[]], "x"):
            damaged = json.loads(json.dumps(document))
            spot = damaged
            for key in path[:-1]:
                spot = spot[key]
            spot[path[-1]] = wrong
            try:
                read(damaged)
            except BadDefinition:
                refused += 1
    assert refused > (1000 if LONG else 125)
