"""The check finds what a scenario must not have, each at its line and with what to do; a sound one has no findings."""

import json
from pathlib import Path

import pytest

from tandem.training import engine
from tandem.training.engine import check, media, story, words
from tandem.training.engine.check import Checked
from tandem.training.engine.finding import Level
from tandem.training.library.tests.ink import GOOD, TOP, compile_all
from tandem.vocabulary.training import EndingKind

PORCH = Path(engine.__file__).parent / "tests" / "porch.ink"
BOTH = "+ [Wait. #by: officer clinician #sensible]\n"

# name: (the story after the top, the line of the finding, words of it, words of what to do)
FAULTS = {
    "dead-end": (
        f"=== a\nHello.\n+ [Go. #by: officer]\nGone.\n-> DONE\n{BOTH}-> b\n=== b\n{GOOD}",
        11,
        "Dead end: after “Go.”",
        "ending",
    ),
    "unreached-part": (
        f"=== a\n{BOTH}-> b\n=== b\n{GOOD}=== c\nNever. # ends: poor never\n-> END\n",
        15,
        "No way leads to the part c",
        "take it out",
    ),
    "unreached-choice": (
        f"=== a\n{BOTH}-> b\n+ {{arousal > 90}} [Run. #by: officer]\n-> b\n=== b\n{GOOD}",
        12,
        "“Run.” is never on offer",
        "condition",
    ),
    "unreached-ending": (
        f"=== a\n{BOTH}-> b\n=== b\n{{arousal > 90:\nNo. # ends: poor no\n-> END\n}}\n{GOOD}",
        14,
        "ending no is never reached",
        "take it out",
    ),
    "no-safe-path": (
        "=== a\n+ [Wait. #by: officer clinician #sensible]\nBad. # ends: poor bad\n-> END\n",
        None,
        "No safe path",
        "good",
    ),
    "sense-ends-badly": (
        f"=== a\n+ [Shout. #by: officer #sensible]\nBad. # ends: poor bad\n-> END\n+ [Wait. #by: clinician]\n{GOOD}",
        None,
        "Sensible play never ends well",
        "#sensible",
    ),
    "sign-for-nobody": (
        f"=== a\nA hum. # cue: voice 2 hum # to: peer\n{BOTH}{GOOD}",
        10,
        "Nobody can see this sign",
        "who is there",
    ),
    "sign-unseen": (
        f"=== a\n{{arousal > 90:\nA hum. # cue: voice 2 hum\n}}\n{BOTH}{GOOD}",
        11,
        "Nobody ever sees the sign hum",
        "way",
    ),
    "role-with-nothing": (
        f"=== a\n+ [Wait. #by: officer #sensible]\n{GOOD}",
        None,
        "Clinician has nothing to choose",
        "# seats:",
    ),
    "role-idle": (
        "=== a\n"
        + "".join(f"Moment {n}.\n+ [Go on {n}. #by: officer #sensible]\n-> b{n}\n=== b{n}\n" for n in range(7))
        + f"+ [Wait. #by: clinician #sensible]\n{GOOD}",
        None,
        "Clinician has nothing to do for 7 moments",
        "only it hears",
    ),
    "stigma": (f"=== a\nA crazy man shouts.\n{BOTH}{GOOD}", 10, "“crazy”", "what you see"),
    "html": (f"=== a\nHello <b>you</b>.\n{BOTH}{GOOD}", 10, "HTML", "plain text"),
    "script": (f"=== a\nHello <script>alert(1)</script>.\n{BOTH}{GOOD}", 10, "HTML", "plain text"),
    "braces": (
        f"=== a\nHello \\{{\\{{ settings.SECRET_KEY \\}}\\}}.\n{BOTH}{GOOD}",
        10,
        "braces of a template",
        "Leave them out",
    ),
    "template-tag": (
        f"=== a\nHello \\{{% include x %\\}}.\n{BOTH}{GOOD}",
        10,
        "braces of a template",
        "Leave them out",
    ),
    "link": (f"=== a\nSee www.example.org.\n{BOTH}{GOOD}", 10, "a link", "in words"),
    "unknown-tag": (f"=== a\nHello. # bye: Mara\n{BOTH}{GOOD}", 10, "no tag #bye", "by"),
    "broken-tag": (f"=== a\nHello. # cue: voice loud\n{BOTH}{GOOD}", 10, "level “loud”", "1 (plain)"),
    "scene-word": (f"=== a\nHello. # scene: hands=fist\n{BOTH}{GOOD}", 10, "hands=fist", "hands=open"),
    "tag-outside": (f"=== a\n+ [Wait.] #by: officer\n{GOOD}", 10, "who may choose", "inside its brackets"),
    "no-role": (f"=== a\n+ [Wait. #by: sheriff]\n{GOOD}", 10, "“sheriff”, which is no role", "dispatcher"),
    "circle": (f"=== a\n-> b\n=== b\n-> a\n=== c\n{GOOD}", 9, "runs in a circle", "Mend"),
    "by-zero": (f"=== a\n~ temp x = 1 / (arousal - 50)\nHello {{x}}.\n{BOTH}{GOOD}", None, "divides by zero", "Mend"),
    "text-values": (f'=== a\n~ temp s = "ab"\n~ s = s + s\n{{s}}\n{BOTH}{GOOD}', 9, "variable holds text", "numbers"),
    "text-to-a-function": (
        f'=== a\n+ {{longer("ab") == 1}} [Wait. #by: officer]\n{GOOD}=== function longer(x)\n~ return x + x\n',
        9,
        "variable holds text",
        "numbers",
    ),
    "outside": (
        f"EXTERNAL call()\n=== a\n~ call()\nHello.\n{BOTH}{GOOD}",
        9,
        "calls something outside",
        "only its own",
    ),
    "two-clocks": (
        f"=== a\n{BOTH}-> b\n+ [Rain. #after: 5s]\n-> b\n+ [Wind. #after: 9s]\n-> b\n=== b\n{GOOD}",
        None,
        "more than one choice waits",
        "one #after",
    ),
}


@pytest.fixture(scope="module")
def stories(tmp_path_factory) -> dict[str, str]:
    sources = {name: TOP + fault[0] for name, fault in FAULTS.items()}
    sources["spanish"] = TOP.replace("# minutes", "# languages: en es\n# minutes") + f"=== a\nHello.\n{BOTH}{GOOD}"
    sources["porch"] = PORCH.read_text()
    sources["no-mood"] = TOP.replace("VAR trust = 50\n", "") + f"=== a\n{BOTH}{GOOD}"
    sources["no-title"] = TOP.replace("# title: A test\n", "") + f"=== a\n{BOTH}{GOOD}"
    return compile_all(sources, tmp_path_factory.mktemp("ink"))


def found(checked: Checked, what: str, do: str) -> list:
    return [one for one in checked.findings if what in one.what and do in one.do]


def told(checked: Checked) -> list[str]:
    return [f"{one.level} {one.line}: {one.what}" for one in checked.findings]


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found_at_its_line(stories, name, monkeypatch):
    monkeypatch.setattr(story, "SECONDS", 0.3)
    text, line, what, do = FAULTS[name]
    checked = check.check(TOP + text, stories[name], seconds=5)
    assert found(checked, what, do), told(checked)
    assert line is None or found(checked, what, do)[0].line == line


def test_a_sound_scenario_has_no_findings_and_all_of_it_was_played(stories):
    checked = check.check(PORCH.read_text(), stories["porch"])
    assert told(checked) == [] and checked.whole and checked.may_come_into_force
    assert (
        checked.endings == checked.written == {"sits-with-mother": EndingKind.GOOD, "shuts-the-door": EndingKind.POOR}
    )
    assert checked.sensible == {EndingKind.GOOD: 24}


def test_the_story_beside_the_engines_tests_is_what_its_source_compiles_to(stories):
    assert json.loads(stories["porch"]) == json.loads(PORCH.with_suffix(".json").read_text())


def test_what_the_top_lacks_is_said(stories):
    assert found(check.check("", stories["no-title"]), "no # title:", "Add a line")
    text = TOP.replace("VAR trust = 50\n", "")
    assert found(check.check(text, stories["no-mood"]), "no variable trust", "Add VAR trust")


def test_a_language_that_is_promised_is_whole(stories):
    text = TOP.replace("# minutes", "# languages: en es\n# minutes") + f"=== a\nHello.\n{BOTH}{GOOD}"
    assert found(check.check(text, stories["spanish"]), "There is no es.json", "take es out")
    raw = '{\n "A test": "Una prueba",\n "Hello.": "Un loco <b>saluda</b>.",\n "Gone.": "Ya no.",\n "Wait.": " "\n}'
    checked = check.check(text, stories["spanish"], {"es": json.loads(raw)}, raw={"es": raw})
    assert found(checked, "“It is quiet.” is not in es.json", "Translate")[0].line == 13
    (word,) = found(checked, "“loco”", "Diga lo que se ve")
    assert word.file == "es.json" and word.line == 3 and word.level is Level.LOOK
    assert found(checked, "HTML", "plain text")[0].file == "es.json"
    assert found(checked, "Nobody says “Gone.”", "Take it out")[0].line == 4
    assert found(checked, "“Wait.” has an empty translation", "Translate")
    assert found(check.check(text, stories["spanish"], {"es": ["x"]}), "no table of texts", "Write")


def test_what_is_said_on_purpose_is_not_asked_about():
    assert not check.check("=== a\nA crazy man! # by: Neighbor // on purpose\n", None).findings


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("en", "He committed suicide.", "committed suicide"),
        ("en", "The subject is calm.", "subject"),
        ("en", "She is off her meds again.", "off her meds"),
        ("en", "A schizophrenic lives there.", "schizophrenic"),
        ("es", "Una drogadicta grita.", "drogadicta"),
        ("es", "Cometió suicidio.", "Cometió suicidio"),
        ("es", "Es un enfermo mental.", "enfermo mental"),
    ],
)
def test_words_that_make_a_person_smaller(language, text, word):
    assert words.asked_about(text, language)[0][0] == word


@pytest.mark.parametrize(
    "text", ["He has not slept.", "She lives with schizophrenia.", "The bus stop, a walnut tree, localities."]
)
def test_plain_words_are_left_alone(text):
    assert words.asked_about(text) == [] and words.asked_about(text, "es") == []


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><use href="#a"/>%s</svg>'


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("a.svg", SVG % b"<script>1</script>", "may run or fetch"),
        ("a.svg", SVG % b'<g onload="x()"/>', "may run or fetch"),
        ("a.svg", SVG % b'<a href="https://x.test"/>', "may run or fetch"),
        ("a.svg", b"<!DOCTYPE svg>" + SVG, "may run or fetch"),
        ("a.png", b"<html>", "something else"),
        ("a.exe", b"MZ", "no files of the kind"),
        ("a.jpg", b"\xff\xd8\xff" + bytes(1_100_000), "1.1 MB"),
        ("../a.png", media.KINDS["png"], "odd characters"),
    ],
)
def test_media_are_small_and_hold_nothing_that_runs(name, content, what):
    assert any(what in one.what for one in media.of_media({name: content}))
    assert not list(media.of_media({"a.svg": SVG % b"", "b.png": media.KINDS["png"] + b"x"}))
