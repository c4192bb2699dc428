"""The map from OWASP ASVS 5.0 to tests: every requirement once, and nothing called met that no test shows.

`docs/asvs.csv` names tests as `file::function`. Here each name is looked up in the sources; that it passes is what the
rest of the suite says. The list of requirements is kept beside this file, ids and levels only.
"""

import ast
import csv
from functools import cache
from pathlib import Path

import pytest

from tests.architecture.sources import parsed

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "docs/asvs.csv"
PAPER = ROOT / "docs/compliance.md"
IDS = Path(__file__).parent / "asvs_ids.csv"
STATES = {"met", "partly", "not met", "not applicable", "agency"}
# What of level 3 the design asks for besides all of levels 1 and 2.
OF_LEVEL_3 = {
    "V1.2.10",
    "V1.3.12",
    "V5.2.4",
    "V5.2.5",
    "V5.2.6",
    "V5.3.3",
    "V6.3.8",
    "V6.5.6",
    "V6.5.8",
    "V7.5.3",
    "V8.2.4",
    "V8.3.2",
    "V8.3.3",
    "V13.1.2",
    "V13.1.3",
    "V14.2.6",
    "V14.2.7",
    "V14.2.8",
    "V16.3.2",
    "V16.5.4",
}
SKIPS = {"skip", "xfail"}


@cache
def runs_in(file: Path) -> dict[str, bool]:
    """The test functions of a file, and whether each really runs: not skipped and not expected to fail."""
    if not file.is_file():
        return {}
    tree = parsed(file.read_text())
    whole = any(
        isinstance(node, ast.Assign)
        and any(getattr(one, "id", "") == "pytestmark" for one in node.targets)
        and skipped(node.value)
        for node in tree.body
    )
    return {
        node.name: not whole and not any(skipped(one) for one in node.decorator_list)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_")
    }


def skipped(node: ast.expr) -> bool:
    """Whether a mark says skip or xfail without any condition."""
    return any(isinstance(one, ast.Attribute) and one.attr in SKIPS for one in ast.walk(node))


def no_test(name: str) -> str:
    """Why `file::function` is no test that runs; "" where it is one."""
    file, _, function = name.partition("::")
    found = runs_in(ROOT / file)
    if function not in found:
        return f"{name} is nowhere"
    return "" if found[function] else f"{name} is skipped"


def rows() -> list[dict]:
    with TABLE.open(newline="") as file:
        return list(csv.DictReader(file))


def faults(row: dict) -> list[str]:
    """What is wrong with one row."""
    named = row["test"].split()
    found = [f"{row['req_id']}: {why}" for one in named if (why := no_test(one))]
    if row["status"] not in STATES:
        found.append(f"{row['req_id']}: no status {row['status']!r}")
    if row["status"] == "met" and not named:
        found.append(f"{row['req_id']}: met, and no test")
    if row["status"] != "met" and not row["note"].strip():
        found.append(f"{row['req_id']}: {row['status']}, and no word why")
    return found


def test_nothing_is_called_met_that_no_test_shows():
    assert [fault for row in rows() for fault in faults(row)] == []


def test_every_requirement_is_there_once():
    with IDS.open(newline="") as file:
        wanted = [(row["req_id"], row["level"]) for row in csv.DictReader(file)]
    assert [(row["req_id"], row["level"]) for row in rows()] == wanted
    assert len(dict(wanted)) == len(wanted) and set(dict(wanted)) >= OF_LEVEL_3


@pytest.mark.shared
def test_the_list_is_that_of_the_standard(shared):
    with (shared / "data/law/asvs-5.0.0-en.csv").open(newline="") as file:
        read = [(row["req_id"], row["L"]) for row in csv.DictReader(file) if row["req_id"]]
    wanted = [(one, level) for one, level in read if level != "3" or one in OF_LEVEL_3]
    assert [(row["req_id"], row["level"]) for row in rows()] == wanted


def named_on_paper() -> list[str]:
    """Every test that the paper of compliance names."""
    return [word for word in PAPER.read_text().replace("`", " ").replace("|", " ").split() if "::test_" in word]


def test_the_paper_of_compliance_names_tests_that_run():
    assert len(named_on_paper()) > 100
    assert [why for one in named_on_paper() if (why := no_test(one.strip(".,;")))] == []


def test_every_row_of_the_law_is_on_the_paper_once():
    lines = [line.split("|")[1].strip() for line in PAPER.read_text().splitlines() if line.startswith("| ")]
    counts = {"H": 17, "P": 16, "C": 14, "S": 4, "W": 9, "A": 12}
    for letter, last in counts.items():
        for number in range(1, last + 1):
            assert lines.count(f"{letter}{number}") == 1, f"{letter}{number}"
    for part in ("2.1", "2.2", "2.3", "2.4", "2.5", "2.6"):
        assert any(line == part or line.startswith(f"{part} ") for line in lines), part


@pytest.mark.parametrize(
    ("planted", "fault"),
    [
        ({"status": "met", "test": ""}, "V0.0.0: met, and no test"),
        ({"status": "met", "test": "tests/no_such.py::test_it"}, "tests/no_such.py::test_it is nowhere"),
        ({"status": "met", "test": "tests/architecture/test_asvs.py::test_nothing"}, "is nowhere"),
        (
            {
                "status": "done",
                "test": "tests/architecture/test_asvs.py::test_every_requirement_is_there_once",
                "note": "x",
            },
            "done",
        ),
        ({"status": "agency", "test": ""}, "no word why"),
    ],
)
def test_a_planted_row_is_caught(planted, fault):
    found = faults({"req_id": "V0.0.0", "level": "1", "note": "", **planted})
    assert len(found) == 1 and fault in found[0]


def test_a_skipped_test_shows_nothing(tmp_path):
    file = tmp_path / "test_planted.py"
    file.write_text(
        "import pytest\n@pytest.mark.skip\ndef test_one(): ...\n@pytest.mark.browser\ndef test_two(): ...\n"
    )
    assert runs_in(file) == {"test_one": False, "test_two": True}
    file = tmp_path / "test_whole.py"
    file.write_text("import pytest\npytestmark = pytest.mark.skip\ndef test_one(): ...\n")
    assert runs_in(file) == {"test_one": False}
