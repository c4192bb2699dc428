"""The log of draws as two files that anybody can check elsewhere: the draws as CSV, and what binds them as JSON. Pure.

The CSV opens in a spreadsheet as text. No row names a call or a person: `call` is a hash of an id that only Tandem knows.
"""

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

from tandem.domain.trials import drawing
from tandem.vocabulary.text import FORMULA, cell

COLUMNS = ("number", "call", "stratum", "place", "arm", "at", "edition", "rule", "teams", "previous", "hash")
OTHERWISE = "sent_otherwise_because"
LARGEST = 64 * 1024 * 1024


class BadFile(ValueError):
    """A file that is no log or no seal; the words say what to do."""


def written(rows: Iterable[tuple[drawing.Entry, str]]) -> str:
    """The log as CSV: one line a draw, in order, and the code of why something else was sent."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow([*COLUMNS, OTHERWISE])
    for entry, otherwise in rows:
        writer.writerow([cell(str(getattr(entry, name))) for name in COLUMNS] + [otherwise])
    return text.getvalue()


def seal(scheme: str, commitment: str, parameters: dict[str, Any], seed: str) -> str:
    """What binds a log, as JSON. `seed` is "" while the trial runs."""
    told = {"scheme": scheme, "commitment": commitment, "parameters": parameters, "seed": seed or None}
    return json.dumps(told, indent=2, sort_keys=True) + "\n"


def entries(text: str) -> list[drawing.Entry]:
    """The draws of a CSV that `written` wrote. Raises BadFile naming the line."""
    reader = csv.DictReader(io.StringIO(text, newline=""))
    if not set(COLUMNS) <= set(reader.fieldnames or ()):
        raise BadFile("This is no log of draws: it lacks its columns. Give the file as Tandem wrote it.")
    found = []
    for line, row in enumerate(reader, start=2):
        told = {name: _plain(row[name] or "") for name in COLUMNS}
        try:
            numbers = {name: int(told[name]) for name in ("number", "place")}
        except ValueError:
            raise BadFile(f"Line {line}: the number of a draw is no whole number.") from None
        found.append(drawing.Entry(**told | numbers))
    return found


def _plain(text: str) -> str:
    """What stood in a cell before it was made safe for a spreadsheet."""
    return text[1:] if text[:1] == "'" and text[1:2] and text[1] in FORMULA else text


def bound(text: str) -> tuple[str, drawing.Parameters, bytes | None]:
    """(commitment, parameters, seed or None) of a JSON that `seal` wrote. Raises BadFile."""
    try:
        told = json.loads(text)
        parameters = drawing.Parameters(**told["parameters"])
        shares, sizes = (tuple(int(one) for one in parameters.__dict__[name]) for name in ("shares", "sizes"))
        seed = bytes.fromhex(told["seed"]) if told.get("seed") else None
        fits = len(shares) == 2 and min(shares) > 0 and sizes and all(one % sum(shares) == 0 < one for one in sizes)
        commitment = str(told["commitment"])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise BadFile("This is no seal of a trial. Give the file as Tandem wrote it.") from None
    if told.get("scheme") != drawing.SCHEME or not fits:
        raise BadFile("This seal is of a scheme that this program does not know.")
    told = {**vars(parameters), "shares": shares, "sizes": sizes}
    return commitment, drawing.Parameters(**told), seed
