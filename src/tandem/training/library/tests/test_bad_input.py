"""What a stranger may hand in as a scenario: refused with file, line and what to do, in bounded time, never run."""

import io
import json
import time

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tandem.training.engine import check, reading, skeleton, story
from tandem.training.engine.scenario import scenario
from tandem.training.engine.search import search
from tandem.training.library import checking, compiling
from tandem.training.library.tests.ink import GOOD, TOP, need_node
from tests.short import few

BOUND = 30  # seconds; far above what any of these takes, far below a hung process


def lines_of(text: str) -> list[tuple[int | None, str]]:
    return [(one.line, one.what) for one in check.check(text, None).findings]


def test_characters_that_no_text_has_are_refused_at_their_line():
    assert lines_of("one\ntwo \0\n") == [(2, "The line holds a character that no text has.")]
    assert lines_of("one\n\ud800") == [(2, "The line holds a character that no text has.")]


def test_a_file_of_five_megabytes_is_refused_unread():
    began = time.monotonic()
    assert "5,000,000 characters" in lines_of("x" * 5_000_000)[0][1]
    assert time.monotonic() - began < 2
    with pytest.raises(compiling.BadInk, match="characters"):
        compiling.compiled("x" * 5_000_000)


def test_nothing_is_included():
    with pytest.raises(compiling.BadInk, match="line 2: .*includes no other"):
        compiling.compiled("Hello.\nINCLUDE /etc/passwd\n")


def test_what_is_no_story_is_refused():
    for text in ("", "{}", "[]", '{"inkVersion":21,"root":[]}', "[" * 100_000, '{"inkVersion":21,"root":' + "[" * 5000):
        with pytest.raises(story.BadStory):
            story.Story(text)
        with pytest.raises(ValueError):
            skeleton.read(text)
    assert not check.check("Hello.", "[" * 100_000).may_come_into_force


def test_a_circle_is_stopped_and_its_story_thrown_away(monkeypatch):
    monkeypatch.setattr(story, "SECONDS", 0.3)
    compiled = '{"inkVersion":21,"root":[[{"->":"a"},["done",{"#n":"g-0"}],null],"done",{"a":[{"->":"a"},null]}],"listDefs":{}}'
    with pytest.raises(story.EndlessStory), story.taken(compiled, "circle") as told:
        list(told.lines())
    with story.taken(compiled, "circle") as other:
        assert other is not told


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("-> nowhere\n", 1, "nowhere"),
        ("Hello.\n* [a\n", 2, "closing"),
        ("{true:" * 400 + "x" + "}" * 400, None, "nested too deeply"),
    ],
)
def test_what_is_no_ink_is_refused_with_its_line(text, line, what):
    need_node()
    with pytest.raises(compiling.BadInk) as refused:
        compiling.compiled(text)
    assert refused.value.problems[0][0] == line and what in str(refused.value)


def test_without_node_there_is_one_clear_sentence(monkeypatch):
    monkeypatch.setattr(compiling, "find_node", lambda: None)
    with pytest.raises(compiling.CannotCompile, match="Install Node.js 22 and run bin/start once"):
        compiling.compiled("Hello.")


def test_a_source_that_takes_too_long_is_stopped(monkeypatch, tmp_path):
    need_node()
    (tmp_path / "node_modules" / "inkjs").mkdir(parents=True)
    (tmp_path / "compile.mjs").write_text("for (;;) {}")
    monkeypatch.setattr(compiling, "COMPILER", tmp_path)
    monkeypatch.setattr(compiling, "SECONDS", 1)
    with pytest.raises(compiling.BadInk, match="shorter or simpler"):
        compiling.compiled("Hello.")


def test_what_was_built_needs_no_node(monkeypatch, tmp_path):
    monkeypatch.setattr(compiling, "BUILT", tmp_path)
    monkeypatch.setattr(compiling, "compiled", lambda source: f"compiled {source}")
    assert compiling.built("porch", "one") == "compiled one"
    monkeypatch.setattr(compiling, "compiled", lambda source: pytest.fail("compiled again"))
    assert compiling.built("porch", "one") == "compiled one"


def test_the_command_tells_line_and_what_to_do_and_draws(tmp_path):
    need_node()
    folder = tmp_path / "porch"
    folder.mkdir()
    file = folder / "scenario.ink"
    file.write_text(TOP + f"=== a\nHello. # scene: hands=fist\n+ [Wait. #by: officer clinician #sensible]\n{GOOD}")
    (folder / "es.json").write_text("{")
    (folder / "art.svg").write_text("<svg><script>1</script></svg>")
    (folder / "notes.md").write_text("Notes.")
    out = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("scenario", "check", str(file), "--graph", str(tmp_path / "g.svg"), stdout=out)
    said = out.getvalue()
    assert f"{file}:10: must mend: #scene: has hands=fist. Use hands=open|" in said
    assert f"{folder / 'es.json'}:1: must mend: The file is no JSON." in said
    assert f"{folder / 'art.svg'}:1: must mend: The drawing holds “<script”" in said
    assert (tmp_path / "g.svg").read_text().startswith("<svg") and "a, line 9" in (tmp_path / "g.txt").read_text()
    out = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("scenario", "check", str(file), "--json", stdout=out)
    assert json.loads(out.getvalue())["may_come_into_force"] is False
    with pytest.raises(CommandError, match="Name the scenario's ink file"):
        call_command("scenario", "check", str(tmp_path / "none.ink"))


def test_bytes_that_are_no_text_are_a_finding(tmp_path):
    need_node()
    (tmp_path / "scenario.ink").write_bytes(b"one\ntwo \xff\n")
    first = checking.check_file(tmp_path / "scenario.ink").checked.findings
    assert any(one.line == 2 and "UTF-8" in one.what for one in first)


@pytest.mark.fuzz
@pytest.mark.parametrize(
    "text",
    few(
        [
            " " * 60_000 + "x",
            "/" * 60_000,
            "#" * 60_000,
            "a #b: " + "c " * 30_000,
            "<" + " " * 60_000 + "<" * 1000,
            "[" * 60_000,
            "-> " * 20_000,
            "/* " * 20_000,
            "\\" * 60_000,
            "{" * 60_000,
        ],
        every=3,
    ),
)
def test_no_line_takes_long_to_read(text):
    began = time.process_time()
    check.check(text, None, {"es": {"a": text}}, raw={"es": text})
    assert time.process_time() - began < 3


def test_of_very_many_findings_the_first_are_told():
    found = check.check("<b>\n" * 1_500, None).findings
    assert len(found) == 301 and found[0].what == "There are 1,200 more findings."


@pytest.mark.whole
def test_ten_thousand_nodes_are_checked_in_bounded_time():
    need_node()
    parts = 5_000
    text = (
        TOP
        + "=== a\n-> k0\n"
        + "".join(
            f"=== k{n}\nLine {n}.\n+ [Go {n}. #by: officer clinician #sensible]\n-> k{n + 1}\n" for n in range(parts)
        )
    )
    text += f"=== k{parts}\n{GOOD}"
    began = time.monotonic()
    found = checking.check_source(text, seconds=2)
    assert time.monotonic() - began < BOUND and found.compiled
    bones = skeleton.read(found.compiled)
    assert len(bones.parts) + len(bones.choices) >= 10_000
    assert search(scenario("", text, found.compiled), bones, seconds=1, endings={"quiet"}).seconds < 5
    assert reading.can_be_read(text)
