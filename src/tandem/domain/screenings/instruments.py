"""Which instruments can be given, and in which words: read from `content/instruments/`, kept in memory.

A new screening uses the newest edition. An old one is read and finished in the words the person heard; the hash kept
with it says whether the file still holds them.
"""

from functools import lru_cache

from django.conf import settings

from tandem.foundation.questionnaires.definition import load
from tandem.foundation.questionnaires.instrument import Instrument
from tandem.vocabulary.law import Category
from tandem.vocabulary.refusal import Refusal


@lru_cache(maxsize=64)
def instrument(name: str, edition: str) -> Instrument:
    """The edition in `content/instruments/cssrs-screener/edition-1.json` is ("cssrs-screener", "1"). Raises Refusal."""
    path = settings.CONTENT_DIR / "instruments" / name / f"edition-{edition}.json"
    named = name.replace("-", "").isalnum() and edition.isdecimal()
    if not (named and path.is_file()):
        raise Refusal(("instrument", f"There is no instrument named {name!r} in edition {edition!r}."))
    found = load(path)
    if (found.id, found.edition) != (name, edition):
        raise Refusal(("instrument", f"The file of {name!r}, edition {edition!r}, holds another one."))
    return found


@lru_cache(maxsize=64)
def newest(name: str) -> Instrument:
    """The edition given to people from now on. Raises Refusal, also for one whose answers have no table here.

    Each category of law has a table of its own, and this room's is for screening answers only.
    """
    named = name.replace("-", "").isalnum()
    files = (settings.CONTENT_DIR / "instruments" / name).glob("edition-*.json") if named else ()
    editions = [path.stem.removeprefix("edition-") for path in files]
    numbers = [int(one) for one in editions if one.isdecimal()]
    if not numbers:
        raise Refusal(("instrument", f"There is no instrument named {name!r}."))
    found = instrument(name, str(max(numbers)))
    if found.category != Category.SCREENING:
        raise Refusal(("instrument", f"{found.short_title} can't be given yet: its answers need records of their own."))
    if not found.tiers:
        raise Refusal(("instrument", f"{found.short_title} has no scoring, so that it can't be given as a screening."))
    return found


def as_given(name: str, edition: str, definition_hash: str) -> Instrument:
    """The instrument in the very words of an old screening. Raises Refusal if its file was changed since."""
    found = instrument(name, edition)
    if found.hash != definition_hash:
        raise Refusal(("instrument", f"The words of {found.short_title} were changed within edition {edition}."))
    return found


def available() -> list[Instrument]:
    """The newest edition of everything that can be given here, by title."""
    found = []
    for folder in sorted((settings.CONTENT_DIR / "instruments").iterdir()):
        try:
            found.append(newest(folder.name))
        except Refusal:
            continue
    return sorted(found, key=lambda one: one.short_title)
