"""Which edition of the criteria is in force: named by the program, read from `content/criteria/`, kept in memory."""

from functools import lru_cache

from django.conf import settings

from tandem.domain.incidents.criteria.edition import Edition, load
from tandem.foundation.organizations.program import program
from tandem.vocabulary.refusal import Refusal


@lru_cache(maxsize=32)
def edition(name: str) -> Edition:
    """The edition `demo-county/1` is the file `content/criteria/demo-county/edition-1.json`. Raises Refusal."""
    folder, _, number = name.partition("/")
    path = settings.CONTENT_DIR / "criteria" / folder / f"edition-{number}.json"
    if not (folder.replace("-", "").isalnum() and number.isdigit() and path.is_file()):
        raise Refusal(("edition", f"There is no criteria edition named {name!r}."))
    return load(path)


def available() -> list[Edition]:
    """Every edition that ships or was put into the content folder."""
    found = sorted((settings.CONTENT_DIR / "criteria").glob("*/edition-*.json"))
    return [edition(f"{path.parent.name}/{path.stem.removeprefix('edition-')}") for path in found]


def edition_in_force() -> Edition:
    """The program's edition. Raises Refusal before set-up."""
    found = program()
    if found is None:
        raise Refusal(("edition", "Tandem is not set up yet: no deployment criteria are in force."))
    return edition(found.edition)
