"""Which column may hold what, from its name and from what stands in it. Pure: a person corrects it."""

import re

from tandem.measures.past.fields import CLOCK, FIELDS, ID, OPEN, SCALE, TERM, TIME, YES_NO
from tandem.measures.past.mapping import terms_of
from tandem.measures.past.spelling import CLOSE, Proposing
from tandem.measures.past.times import parts

# Names of columns that hold what is never kept.
NEVER = re.compile(
    r"name|phone|address|street|ssn|social|dob|birth|email|note|narrative|comment|remark|description|caller", re.I
)
MOST = 0.6


def propose(names: list[str], rows: list[list], agencies: dict[str, str]) -> dict[str, str]:
    """A column for each field, field → name; each column once. First by names, the surest first, then by values."""
    found: dict[str, str] = {}
    plain = {name: _plain(name) for name in names}
    usable = [name for name in names if any(_values(names.index(name), rows))]
    for rank in range(max(len(field.names) for field in FIELDS.values())):
        for mine, field in FIELDS.items():
            if mine in found or rank >= len(field.names):
                continue
            column = next(
                (
                    n
                    for n in usable
                    if field.names[rank] in plain[n] and n not in found.values() and not NEVER.search(n)
                ),
                None,
            )
            if column and _fits(mine, field.kind, names.index(column), rows):
                found[mine] = column
    for mine, field in FIELDS.items():
        if mine in found or field.kind not in (TIME, TERM) or (field.kind == TIME and mine != "received"):
            continue
        for name in usable:
            if name in found.values() or NEVER.search(name):
                continue
            if _says(mine, field.kind, _values(names.index(name), rows), agencies):
                found[mine] = name
                break
    return found


def never_kept(names: list[str]) -> list[str]:
    """Columns whose names say that they hold who somebody is, or somebody's words."""
    return [name for name in names if NEVER.search(name)]


def _plain(name: str) -> tuple[str, str]:
    """The letters of the whole name, and of its last part under a group."""
    return tuple(re.sub(r"[^a-z0-9]", "", one.casefold()) for one in (name, name.rpartition(" / ")[2]))


def _values(place: int, rows: list[list]) -> list:
    return [row[place] for row in rows if place < len(row) and str(row[place]).strip()]


def _fits(mine: str, kind: str, place: int, rows: list[list]) -> bool:
    """Whether the values don't say otherwise: a column "Time" with whole dates is no clock, "Call date" no id."""
    values = _values(place, rows)
    kinds = [parts(value).kind for value in values]
    dated = sum(1 for one in kinds if one in ("date", "serial")) / len(kinds)
    if kind == TIME:
        timed = sum(1 for one in kinds if one != "words") / len(kinds)
        return dated >= 0.3 if mine == "received" else timed >= 0.3
    if kind == CLOCK:
        return dated < 0.3
    if kind in (ID, SCALE, TERM, YES_NO, OPEN):
        return sum(1 for one in kinds if one == "date") / len(kinds) < 0.5
    return True


def _says(mine: str, kind: str, values: list, agencies: dict[str, str]) -> bool:
    if kind == TIME:
        return sum(1 for value in values if parts(value).kind == "date") >= MOST * len(values)
    proposing = Proposing(mine, terms_of(mine, agencies))
    words = {str(value).strip() for value in values}
    meant = [proposing.term(word) for word in words]
    sure = sum(1 for term, why in meant if term and why != CLOSE)
    return len(words) >= 2 and sure >= MOST * len(words)
