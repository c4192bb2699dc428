"""Reading lines of the law's tables, word by word.

The law cares that nothing in a table is guessed: an unknown word, an empty column or a repeated id refuses to load, and
the message names the line and the word.
"""

import csv
import io
from collections.abc import Iterator, Mapping

from tandem.vocabulary.law import LAW_CATEGORIES, Basis, LawRole, Purpose

COLUMNS = (
    "rule", "roles", "categories", "purposes", "bases", "relationship", "scope", "view", "obligations", "authority",
)  # fmt: skip
ROLES = {r.value: r for r in LawRole}
CATEGORIES = {c.value: c for c in LAW_CATEGORIES}
PURPOSES = {p.value: p for p in Purpose}
BASES = {b.value: b for b in Basis}
RELATIONSHIPS = {"yes": True, "no": False, "any": None}


class BadRule(ValueError):
    """A line of a table that cannot be law. The message names the rule and the word."""

    def __init__(self, rule: str, word: str, why: str) -> None:
        super().__init__(f"{rule}: {why}: {word!r}")
        self.rule, self.word = rule, word


def lines(text: str, header: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """Yield the lines of a table as dicts, `rule` never empty; BadRule where the shape is wrong."""
    reader = csv.reader(io.StringIO(text), strict=True)
    found = tuple(next(reader, ()))
    if found != header:
        raise BadRule("header", ",".join(found), "unexpected columns")
    for row in reader:
        if len(row) != len(header) or not row[0]:
            raise BadRule(row[0] if row else "empty line", ",".join(row), "wrong number of columns or no id")
        yield dict(zip(header, row, strict=True))


def words[T](line: Mapping[str, str], column: str, known: Mapping[str, T]) -> frozenset[T]:
    """The words of one column as values; `*` is every known word. BadRule for an empty column or an unknown word."""
    found = line[column].split()
    if not found:
        raise BadRule(line["rule"], column, "empty column")
    if found == ["*"]:
        return frozenset(known.values())
    for word in found:
        if word not in known:
            raise BadRule(line["rule"], word, f"unknown word in {column}")
    return frozenset(known[word] for word in found)


def one[T](line: Mapping[str, str], column: str, known: Mapping[str, T]) -> T:
    """The single word of one column as a value; BadRule for anything else."""
    if line[column] not in known:
        raise BadRule(line["rule"], line[column], f"unknown word in {column}")
    return known[line[column]]
