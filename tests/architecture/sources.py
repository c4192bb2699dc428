"""Reads the project's own sources as syntax trees, for the house's lint rules.

One worker runs every test that reads the sources, so that each file is read, parsed and walked through once.
"""

import ast
import functools
import gc
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "tandem"


def modules(*, under: str = "", tests: bool = False) -> Iterator[tuple[Path, str]]:
    """(path inside the package, text) of every Python file, without migrations and, unless asked, tests."""
    if not tests:
        _walk_through_all()
    for inside, text in _every_file():
        if inside.is_relative_to(under) and (tests or "tests" not in inside.parts):
            yield inside, text


def of_whole_suite() -> Iterator[tuple[Path, str]]:
    """(path from the root, text) of every Python file under tests/, which belongs to no room."""
    for path in sorted((ROOT / "tests").rglob("*.py")):
        yield path.relative_to(ROOT), path.read_text()


@functools.cache
def _every_file() -> list[tuple[Path, str]]:
    paths = [(path, path.relative_to(PACKAGE)) for path in sorted(PACKAGE.rglob("*.py"))]
    return [(one, path.read_text()) for path, one in paths if not {"migrations", "node_modules"} & set(one.parts)]


@functools.cache
def _walk_through_all() -> None:
    # Trees hold no garbage, and a search for some would go through all of them again and again.
    gc.disable()
    for inside, text in _every_file():
        if "tests" not in inside.parts:
            _by_kind(text)
    gc.freeze()
    gc.enable()


parsed = functools.cache(ast.parse)


def nodes[Kind: ast.AST](text: str, *kinds: type[Kind]) -> list[Kind]:
    """The nodes of these kinds in a module, those of one kind in the order of `ast.walk`."""
    found = _by_kind(text)
    return [node for kind in kinds for node in found.get(kind, ())]


@functools.cache
def _by_kind(text: str) -> dict[type[ast.AST], list[ast.AST]]:
    todo, found = [parsed(text)], defaultdict(list)
    for node in todo:
        found[type(node)].append(node)
        for name in node._fields:
            value = getattr(node, name)
            if isinstance(value, list):
                todo += [one for one in value if isinstance(one, ast.AST)]
            elif isinstance(value, ast.AST):
                todo.append(value)
    return dict(found)


def imported(text: str) -> Iterator[str]:
    """Every dotted name a module imports."""
    for node in nodes(text, ast.Import):
        yield from (alias.name for alias in node.names)
    for node in nodes(text, ast.ImportFrom):
        if node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
