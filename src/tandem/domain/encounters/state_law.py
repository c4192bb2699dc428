"""Which state's law a hold is written under: read from `content/state-law/`, kept in memory."""

import json
from datetime import date
from functools import lru_cache

from django.conf import settings

from tandem.domain.encounters.forms.law import StateLaw, read
from tandem.foundation.organizations.program import program


@lru_cache(maxsize=64)
def edition(name: str) -> StateLaw | None:
    """The edition "co/1" is `content/state-law/co/edition-1.json`; None for "" and for one that is not there.

    Raises BadLaw for a file that can't be read as law: a hold must not be written under half of one.
    """
    state, _, number = name.partition("/")
    path = settings.CONTENT_DIR / "state-law" / state / f"edition-{number}.json"
    if not (len(state) == 2 and state.isalpha() and number.isdecimal() and path.is_file()):
        return None
    return read(json.loads(path.read_bytes()), name)


def in_force(on: date) -> StateLaw | None:
    """The law of the program's state on that day, None where no file says it."""
    found = program()
    state = found.state.lower() if found else ""
    if not state.isalpha():
        return None
    files = (settings.CONTENT_DIR / "state-law" / state).glob("edition-*.json")
    laws = [edition(f"{state}/{path.stem.removeprefix('edition-')}") for path in files]
    then = [law for law in laws if law and law.valid_from <= on]
    return max(then, key=lambda law: (law.valid_from, law.edition), default=None)
