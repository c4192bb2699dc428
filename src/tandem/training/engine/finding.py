"""What the check of a scenario tells its author: where, what, and what to do."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """`must`: it cannot come into force like this. `look`: an author may have a reason."""

    MUST = "must"
    LOOK = "look"


MOST = 300


@dataclass(frozen=True, slots=True)
class Finding:
    """`file` is empty for the scenario itself, or names a file beside it, like `es.json`."""

    level: Level
    line: int | None
    what: str
    do: str
    file: str = ""


def must(line: int | None, what: str, do: str, file: str = "") -> Finding:
    return Finding(Level.MUST, line, what, do, file)


def look(line: int | None, what: str, do: str, file: str = "") -> Finding:
    return Finding(Level.LOOK, line, what, do, file)


def in_order(findings: list[Finding]) -> list[Finding]:
    """Each once, the scenario's own first, then by line; of very many the first, and how many more there are."""
    found = sorted(dict.fromkeys(findings), key=lambda one: (one.file, one.line or 0, one.level is Level.LOOK))
    if len(found) <= MOST:
        return found
    # What must be mended is never what is left out.
    kept = sorted(found, key=lambda one: one.level is Level.LOOK)[:MOST]
    more = look(None, f"There are {len(found) - MOST:,} more findings.", "Mend these first.")
    return [more, *(one for one in found if one in set(kept))]
