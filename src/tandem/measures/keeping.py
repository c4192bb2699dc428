"""What is kept beside the facts of a mart, so that no process makes again what another has made.

Two things: the texts of queries, and the counts that came of them. Both can be made again at any time, so a file that is
missing, broken or can't be written is no failure. The name of a file holds what it was made by: the code of the measures
and the releases of the libraries. A new release of either finds nothing, and makes its own.
"""

import hashlib
import json
import os
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from time import time
from typing import Any
from uuid import uuid4

import tandem
from tandem.foundation.marts import Mart
from tandem.foundation.marts.ledger import open_private

FOLDER = ".kept"
QUERIES, COUNTS = "queries", "counts"
MADE_OF = ("measures", "measures/catalogue", "vocabulary", "foundation/marts")
MOST = 60
DAY = 24 * 3600


@cache
def made_by() -> str:
    """What queries and counts are made by, as one word: every line of the measures' code, and the libraries' releases."""
    digest = hashlib.sha256(" ".join(version(one) for one in ("ibis-framework", "sqlglot", "duckdb")).encode())
    for folder in MADE_OF:
        for file in sorted((Path(tandem.__file__).parent / folder).glob("*.py")):
            digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()


def read(mart: Mart, kind: str, *of: object) -> Any | None:
    """Return what was kept of this kind for these words, None where nothing is. Only one mart by itself keeps anything."""
    if not isinstance(mart, Mart):
        return None
    try:
        return json.loads(_file(mart, kind, of).read_bytes())
    except (OSError, ValueError):
        return None


def write(mart: Mart, kind: str, value: Any, *of: object) -> None:
    """Keep a value that JSON can hold. The oldest go: of all but sixty, and counts after a day."""
    if not isinstance(mart, Mart):
        return
    path = _file(mart, kind, of)
    draft = path.with_suffix(f".{uuid4().hex}.tmp")
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open_private(draft) as file:
            file.write(json.dumps(value).encode())
        os.replace(draft, path)
        _tidy(path.parent)


def _file(mart: Mart, kind: str, of: tuple) -> Path:
    name = hashlib.sha256(json.dumps([made_by(), *of]).encode()).hexdigest()[:32]
    return mart.folder / FOLDER / f"{kind}-{name}.json"


def _tidy(folder: Path) -> None:
    files = sorted(((one.stat().st_mtime, one) for one in folder.iterdir()), reverse=True)
    for place, (at, file) in enumerate(files):
        if place >= MOST or (at < time() - DAY and not file.name.startswith(QUERIES)):
            file.unlink(missing_ok=True)
