"""Reads the project's own sources as syntax trees, for the house's lint rules."""

import ast
import functools
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "src" / "tandem"


def modules(*, under: str = "", tests: bool = False) -> Iterator[tuple[Path, str]]:
    """(path inside the package, text) of every Python file, without migrations and, unless asked, tests."""
    for path in sorted((PACKAGE / under).rglob("*.py")):
        inside = path.relative_to(PACKAGE)
        if "migrations" in inside.parts or (not tests and "tests" in inside.parts) or "node_modules" in inside.parts:
            continue
        yield inside, path.read_text()


# One worker runs every test that reads the sources, so that each file is parsed once.
parsed = functools.cache(ast.parse)


def imported(tree: ast.AST) -> Iterator[str]:
    """Every dotted name a module imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
