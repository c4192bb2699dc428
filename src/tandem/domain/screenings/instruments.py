"""Which instruments can be given, and in which words: read from `content/instruments/`, kept in memory.

A new screening uses the newest edition. An old one is read and finished in the words the person heard; the hash kept
with it says whether the file still holds them.
"""

import json
from functools import lru_cache

from django.conf import settings

from tandem.foundation.organizations.program import program
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
    return giveable(instrument(name, str(max(numbers))))


def giveable(found: Instrument, category: Category = Category.SCREENING) -> Instrument:
    """The instrument, if its answers belong to the table of `category` and its rules give a score. Raises Refusal."""
    if found.category != category:
        raise Refusal(
            ("instrument", f"{found.short_title} can't be given here: its answers need records of their own.")
        )
    if not found.tiers:
        raise Refusal(("instrument", f"{found.short_title} has no scoring, so that it can't be given as a screening."))
    return found


def as_given(name: str, edition: str, definition_hash: str) -> Instrument:
    """The instrument in the very words of an old screening. Raises Refusal if its file was changed since."""
    found = instrument(name, edition)
    if found.hash != definition_hash:
        raise Refusal(("instrument", f"The words of {found.short_title} were changed within edition {edition}."))
    return found


def offered() -> list[Instrument]:
    """What the program offers, in its order: its own choice, or else the one in `content/instruments/offer.json`.

    What can't be given any more is left out; an offer that names nothing else is empty.
    """
    settings_of = program()
    names = settings_of.instruments if settings_of else []
    return [one for name in names or shipped_offer() if (one := _named(name))]


def shipped_offer(which: str = "offer") -> list[str]:
    """The list `which` of `content/instruments/offer.json`, as "name/edition"."""
    path = settings.CONTENT_DIR / "instruments" / "offer.json"
    return json.loads(path.read_bytes()).get(which, []) if path.is_file() else []


def _named(name: str) -> Instrument | None:
    try:
        return giveable(instrument(*name.split("/", 1)))
    except (Refusal, TypeError):
        return None


def to_give(name: str) -> Instrument:
    """The edition of `name` the program offers, or its newest where it offers none. Raises Refusal."""
    return next((one for one in offered() if one.id == name), None) or newest(name)


def every_edition() -> list[Instrument]:
    """Every edition that can be given, by title and edition: what a program chooses from."""
    found = []
    for path in sorted((settings.CONTENT_DIR / "instruments").glob("*/edition-*.json")):
        one = _named(f"{path.parent.name}/{path.stem.removeprefix('edition-')}")
        found += [one] if one else []
    return sorted(found, key=lambda one: (one.short_title, int(one.edition)))


def available() -> list[Instrument]:
    """The newest edition of everything that can be given here, by title."""
    found = []
    for folder in sorted((settings.CONTENT_DIR / "instruments").iterdir()):
        try:
            found.append(newest(folder.name))
        except Refusal:
            continue
    return sorted(found, key=lambda one: one.short_title)
