"""One door out: only `disclose()` seals a package or writes the accounting, and a second door is caught."""

import ast

import pytest

from tests.architecture.sources import imported, modules, nodes

DOOR = "domain/releases/disclose.py"
ISSUER = "tandem.disclosure.issue"
# Reading the accounting is no door; making, changing or removing an event is.
WRITES = {"create", "bulk_create", "update_or_create", "get_or_create", "update", "delete", "bulk_update"}


def doors(text: str) -> list[str]:
    """Every place where a module seals a package or writes an event of the accounting."""
    found = [name for name in imported(text) if name == f"{ISSUER}.package"]
    names = {
        alias.asname or alias.name
        for node in nodes(text, ast.ImportFrom, ast.Import)
        for alias in node.names
        if alias.name in ("issue", ISSUER)
    }
    for node in nodes(text, ast.Attribute):
        if node.attr == "package" and ast.unparse(node.value) in names:
            found.append("issue.package")
        if node.attr in WRITES and "Disclosure.objects" in ast.unparse(node.value):
            found.append(f"Disclosure.objects.{node.attr}")
    for node in nodes(text, ast.Call):
        if getattr(node.func, "attr", getattr(node.func, "id", "")) == "Disclosure":
            found.append("Disclosure()")
    return found


def test_the_door_seals_and_writes():
    assert sorted(set(doors(next(text for path, text in modules() if str(path) == DOOR)))) == [
        "Disclosure()",
        "Disclosure.objects.bulk_create",
        "Disclosure.objects.create",
        "issue.package",
    ]


def test_there_is_one_door_out():
    second = {str(path): found for path, text in modules() if str(path) != DOOR and (found := doors(text))}
    assert second == {}


@pytest.mark.parametrize(
    "planted",
    [
        "from tandem.disclosure import issue\nissue.package(release, id=1)",
        "from tandem.disclosure import issue as sealing\nsealing.package(release, id=1)",
        "import tandem.disclosure.issue\ntandem.disclosure.issue.package(release)",
        "from tandem.disclosure.issue import package",
        "Disclosure.objects.create(person_id=1)",
        "Disclosure.objects.filter(pk=1).update(recipient_name='')",
        "Disclosure(person_id=1).save()",
    ],
)
def test_a_second_door_is_caught(planted):
    assert doors(planted)
