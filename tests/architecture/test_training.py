"""Nothing in the training room can come upon a real person's record, not even by a way no import tells.

The contract `training` in `.importlinter` forbids the imports, `test_keys_point_down` the foreign keys. Here: a model or
module asked for by its name, and SQL that names a table of the domain.
"""

import ast
import re

import pytest
from django.apps import apps

from tests.architecture.sources import modules, nodes
from tests.architecture.test_tables import ORDER

BY_NAME = {"import_module", "__import__", "get_model", "get_models", "get_app_config", "get_app_configs"}


def of_domain() -> set[str]:
    """Names of the domain's tables, and `label.Model` of each."""
    found = [model for model in apps.get_models() if model._meta.app_label in ORDER]
    return {model._meta.db_table for model in found} | {model._meta.label_lower for model in found}


def reaches(text: str) -> list[str]:
    """The ways by which a source would come to a record of the domain."""
    found, names = [], of_domain()
    for node in nodes(text, ast.Call):
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if called in BY_NAME:
            found.append(called)
    for node in nodes(text, ast.Constant):
        if isinstance(node.value, str):
            words = re.findall(r"[\w.]+", node.value.lower())
            found += [word for word in words if word.startswith("tandem.domain") or word in names]
    return found


def test_no_rehearsal_reaches_a_record():
    found = {str(path): ways for path, text in modules(under="training") if (ways := reaches(text))}
    assert len(list(modules(under="training"))) > 20 and found == {}


@pytest.mark.parametrize(
    "line",
    [
        'apps.get_model("people", "Person")',
        'import_module("tandem.domain." + room)',
        'person = models.ForeignKey("people.Person", on_delete=models.PROTECT)',
        'cursor.execute("SELECT family_name FROM people_person")',
        'place = "tandem.domain.people.records"',
    ],
)
def test_a_way_to_a_record_is_caught(line):
    assert reaches(line)
