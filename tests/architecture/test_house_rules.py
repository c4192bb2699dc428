"""What the import linter cannot see: file length, drawers, signals, records without a release, writes outside actions."""

import ast
from pathlib import Path

import pytest

from tests.architecture.sources import imported, modules, nodes, of_whole_suite, parsed

LONGEST = 500
DRAWERS = {"utils", "helpers", "common", "core", "base", "manager", "managers", "service", "services", "misc"}
# A service is what the directory lists: the field's own noun (Open Referral HSDS), not a drawer.
NOUNS = {Path("domain/directory/models/service.py")}
SIDE_EFFECTS = (
    "django.db.models.signals",
    "django.dispatch",
    "django.contrib.admin",
    "django.forms.ModelForm",
    "django.forms.models",
)
# Rooms whose records are not about a person served: the directory of services, and staff at work.
NOT_ABOUT_PERSONS = {"directory", "staffing", "safety"}
WRITES = {"save", "create", "bulk_create", "bulk_update", "update", "delete", "get_or_create", "update_or_create"}
# A browser's own session is no record of a person.
SESSION = "request.session"


def too_long(text: str) -> bool:
    return text.count("\n") > LONGEST


def is_drawer(path: Path) -> bool:
    return path not in NOUNS and bool(DRAWERS & {path.stem, *path.parts[:-1]})


def side_effects(text: str) -> list[str]:
    return [name for name in imported(text) if name.startswith(SIDE_EFFECTS)]


def without_release(text: str) -> list[str]:
    """Public functions of a records module that no release stands in front of."""
    found = []
    for node in parsed(text).body:
        if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
            continue
        arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        reads_rows = any(isinstance(one, ast.Attribute) and one.attr == "objects" for one in ast.walk(node))
        if reads_rows and not any("release" in one.arg for one in arguments):
            found.append(node.name)
    return found


def writes(text: str) -> list[str]:
    """Calls on the ORM that would change a row: `X.objects….update(…)`, `row.save()`."""
    found = []
    for node in nodes(text, ast.Call):
        if isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            through_manager = any(
                isinstance(one, ast.Attribute) and one.attr == "objects" for one in ast.walk(node.func.value)
            )
            if ast.unparse(node.func.value) == SESSION:
                continue
            if through_manager or node.func.attr == "save":
                found.append(f"line {node.lineno}: {node.func.attr}")
    return found


def test_no_file_is_too_long():
    files = [*modules(tests=True), *of_whole_suite()]
    assert {Path("tests/architecture/sources.py"), Path("urls.py")} <= {path for path, _ in files}
    assert [str(path) for path, text in files if too_long(text)] == []


def test_a_long_file_is_caught():
    assert too_long("x = 1\n" * (LONGEST + 1))
    assert not too_long("x = 1\n" * LONGEST)


def test_there_are_no_drawers():
    assert [str(path) for path, _ in modules(tests=True) if is_drawer(path)] == []


@pytest.mark.parametrize("path", ["domain/people/utils.py", "foundation/common/words.py", "surfaces/core.py"])
def test_a_drawer_is_caught(path):
    assert is_drawer(Path(path))


def test_nothing_happens_behind_the_back():
    assert {str(path): found for path, text in modules() if (found := side_effects(text))} == {}


@pytest.mark.parametrize(
    "line", ["from django.db.models.signals import post_save", "from django.dispatch import receiver"]
)
def test_a_signal_is_caught(line):
    assert side_effects(line)


def records_modules():
    for path, text in modules(under="domain"):
        room = path.parts[1]
        if room not in NOT_ABOUT_PERSONS and (path.name == "records.py" or "records" in path.parts[2:-1]):
            yield path, text


def test_no_release_no_record():
    found = list(records_modules())
    assert len(found) >= 4
    assert {str(path): names for path, text in found if (names := without_release(text))} == {}


def test_a_record_without_a_release_is_caught():
    assert without_release("def of_person(person_id):\n    return list(Encounter.objects.filter(person=person_id))\n")
    assert not without_release("def of_person(*, release):\n    return list(Encounter.objects.filter(person=1))\n")


def test_reading_never_writes():
    """Records, facts and surfaces change no row: writes stand in actions, behind an act."""
    readers = [
        (path, text)
        for path, text in modules(under="domain")
        if path.name.endswith(("records.py", "facts.py")) or "records" in path.parts[2:-1]
    ]
    readers += [one for one in modules(under="surfaces") if one[0].parts[1] != "program"]
    assert {str(path): found for path, text in readers if (found := writes(text))} == {}


def test_a_write_in_a_reader_is_caught():
    assert writes("def page(request):\n    Incident.objects.filter(pk=1).update(place='x')\n")
    assert writes("def page(request):\n    row.save()\n")
