"""Finds sentences in the Python of the pages that no translator would ever be shown."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.sources import nodes, parsed

BLOCKS = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef, ast.If, ast.For, ast.AsyncFor, ast.While)
BLOCKS += (ast.With, ast.AsyncWith, ast.Try, ast.TryStar, ast.ExceptHandler, ast.match_case)
LEAVES = (ast.Name, ast.expr_context, ast.alias, ast.operator)
GETTEXT = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}
# Calls whose words nobody reads on a page: addresses, queries, errors for developers, names of acts by Tandem itself.
UNSEEN = {"path", "reverse", "redirect", "compile", "system", "TypeError", "ValueError", "KeyError", "RuntimeError"}
UNSEEN |= {
    "warning",
    "info",
    "error",
    "set_cookie",
    "delete_cookie",
    "patch_vary_headers",
    "getattr",
    "error_log",
    "exception",
    "execute",
    "ImproperlyConfigured",
    "add_argument",
    "strftime",
}
# Names, and words of the web itself.
NAMES = {"Tandem", "English", "Strict", "Accept", "Textarea", "Select", "Components", "Phone", "Partner"}
SENTENCE = re.compile(r"^[A-Z][a-z]+( |$)|(^[A-Z]| ).*[a-z][.?…]$|[a-z]{2} [a-z]{2}")


def bare(source: str) -> list[str]:
    """The sentences of a module outside of gettext and docstrings, with their lines: "12: Saved at"."""
    tree = parsed(source)
    return [f"{line}: {words}" for line, words in _bare(tree, _docstrings(source))]


def _docstrings(source: str) -> set[int]:
    """Which nodes are docstrings, and sentences that stand alone as the first of any other body."""
    blocks = (node for kind in BLOCKS for node in nodes(source, kind))
    return {id(node.body[0].value) for node in blocks if node.body and isinstance(node.body[0], ast.Expr)}


def _bare(node: ast.AST, passed: set[int]) -> Iterator[tuple[int, str]]:
    if id(node) in passed:
        return
    if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in GETTEXT | UNSEEN:
        return
    if isinstance(node, ast.JoinedStr):
        words = "…".join(part.value for part in node.values if isinstance(part, ast.Constant))
        if _reads(words):
            yield node.lineno, words
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and _reads(node.value):
        yield node.lineno, node.value
    # What a subscript or a comparison holds is a code.
    for child in [node.value] if isinstance(node, ast.Subscript) else ast.iter_child_nodes(node):
        if not isinstance(child, LEAVES):
            yield from _bare(child, passed)


def _reads(words: str) -> bool:
    code = (
        words in NAMES
        or "/" in words
        or "<" in words
        or "_" in words
        or words.isupper()
        or not re.search(r"[a-z]{2}", words)
    )
    return not code and bool(SENTENCE.search(words))


def of_surfaces(folder: Path) -> dict[str, list[str]]:
    """Each page module with its bare sentences, where it has any."""
    found = {}
    for file in sorted(folder.rglob("*.py")):
        apart = {"tests", "migrations", "management", "node_modules"} & set(file.parts) or file.name == "specimens.py"
        sentences = [] if apart else bare(file.read_text())
        if sentences:
            found[str(file.relative_to(folder))] = sentences
    return found
