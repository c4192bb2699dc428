"""Words that suggest something: that a note tells about substance use care, or that a psychotherapy note holds more than
it may. Read from `content/part2/`, an edition each; they suggest and ask, and never decide where a text is kept.
"""

import json
from functools import lru_cache

from django.conf import settings

from tandem.foundation.patterns import LONGEST_TEXT, any_matches
from tandem.vocabulary.substances import OrdinaryPart

EDITION = "edition-1.json"


@lru_cache(maxsize=4)
def _edition(name: str) -> dict[str, list[str]]:
    path = settings.CONTENT_DIR / "part2" / name / EDITION
    return json.loads(path.read_bytes())["patterns"] if path.is_file() else {}


def _found(patterns: list[str], text: str) -> bool:
    # A pattern is looked for in a thousand characters at a time, with an overlap so that no word falls between two.
    step = LONGEST_TEXT - 100
    return any(any_matches(patterns, text[at : at + LONGEST_TEXT]) for at in range(0, max(1, len(text)), step))


def tells_of_use(text: str) -> bool:
    """Whether the words look like alcohol or drug treatment, so that the author is asked once."""
    return _found([one for group in _edition("use").values() for one in group], text)


def ordinary_parts(text: str) -> list[OrdinaryPart]:
    """What the words of a psychotherapy note seem to hold that belongs into the ordinary record."""
    return [part for part in OrdinaryPart if _found(_edition("psychotherapy").get(part, []), text)]
