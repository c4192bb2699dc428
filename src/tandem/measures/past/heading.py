"""Where the names of an old file's columns stand: below titles, on one row or on two, some of them merged. Pure."""

from dataclasses import dataclass

MOST_LOOKED_AT = 20


@dataclass(frozen=True)
class Heading:
    """`row` counts from 0 among the rows given; `rows` is 0 where nothing names the columns."""

    row: int
    rows: int


def find(rows: list[list[str]], held: list[list[bool]] | None = None) -> Heading:
    """Where the names stand. `held` says which cells are dates or times: those name nothing.

    The first row that is as wide as the table and holds only words is it. A row of groups above it ("Times" over
    "Sent" and "Arrived") has two cells or more and leaves the rest to the row below; a title has one.
    """
    width = _usual_width(rows)
    for i, row in enumerate(rows[:MOST_LOOKED_AT]):
        if not _names(row, held[i] if held else []):
            continue
        below = rows[i + 1] if i + 1 < len(rows) else []
        if i + 1 < len(rows) and _completes(row, below, width, held[i + 1] if held else []):
            return Heading(i, 2)
        if _filled(row) * 5 >= width * 3:
            return Heading(i, 1)
    return Heading(0, 0)


def names(rows: list[list[str]], heading: Heading, width: int) -> list[str]:
    """What each column is called: "Times / Sent" under a group, "Column 3" where nothing says, numbered where twice."""
    upper = _spread(rows[heading.row], rows[heading.row + 1]) if heading.rows == 2 else []
    lower = rows[heading.row + heading.rows - 1] if heading.rows else []
    found: list[str] = []
    for place in range(width):
        told = [row[place] for row in (upper, lower) if place < len(row) and row[place]]
        name = " / ".join(dict.fromkeys(" ".join(one.split()) for one in told))[:120] or f"Column {place + 1}"
        again = sum(1 for one in found if one == name or one.startswith(f"{name} (")) + 1
        found.append(name if name not in found else f"{name} ({again})")
    return found


def _spread(groups: list[str], below: list[str]) -> list[str]:
    """A merged cell keeps its word in its first column only: it goes on over the columns that have a name below."""
    found, last = [], ""
    for place in range(max(len(groups), len(below))):
        mine = groups[place] if place < len(groups) else ""
        under = below[place] if place < len(below) else ""
        last = mine or (last if under else "")
        found.append(mine or last)
    return found


def _filled(row: list[str]) -> int:
    return sum(1 for cell in row if cell)


def _usual_width(rows: list[list[str]]) -> int:
    """How many cells most rows have; the upper of the middle, so that titles do not count for much."""
    widths = sorted(filter(None, map(_filled, rows)))
    return widths[len(widths) * 2 // 3] if widths else 0


def _names(row: list[str], held: list[bool]) -> bool:
    cells = [cell for cell in row if cell]
    return (
        len(cells) >= 2
        and not any(held)
        and all(not cell[0].isdigit() and cell[0] not in "+-.=" and len(cell) <= 80 for cell in cells)
    )


def _completes(row: list[str], below: list[str], width: int, held: list[bool]) -> bool:
    """Whether a second row of names stands below: it fills gaps of this one, and neither names a column twice."""
    if not _names(below, held):
        return False
    gaps = [i for i, cell in enumerate(below) if cell and (i >= len(row) or not row[i])]
    together = sum(1 for i in range(max(len(row), len(below))) if any(i < len(r) and r[i] for r in (row, below)))
    words = [cell.casefold() for cell in below if cell]
    return bool(gaps) and together * 5 >= width * 3 and len(set(words)) >= len(words) - 2
