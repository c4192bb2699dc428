"""Patterns that a program writes itself, run by RE2: time grows with the text, never with the pattern's cleverness.

A pattern RE2 can't run in bounded memory (look-arounds, back-references, huge repeats) is refused with a sentence.
Such a pattern in Python's own engine can hang a process on forty characters (CWE-1333).
"""

from collections.abc import Iterable
from functools import lru_cache

import re2

from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.text import clean

LONGEST_PATTERN = 200
LONGEST_TEXT = 1_000
# What one compiled pattern may take; counted repeats of repeats need more and are refused.
MEMORY = 1 << 20


@lru_cache(maxsize=512)
def _compiled(pattern: str):
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.never_capture = True
    options.max_mem = MEMORY
    return re2.compile(pattern, options)


def checked(field: str, pattern: str) -> str:
    """`pattern` without the space around it, if RE2 can run it. Raises Refusal naming `field`."""
    wanted = clean(field, pattern, LONGEST_PATTERN, required=True).strip()
    try:
        _compiled(wanted)
    except re2.error as problem:
        said = problem.args[0].decode("utf-8", "replace") if isinstance(problem.args[0], bytes) else problem.args[0]
        raise Refusal(
            (field, f"This pattern can't be used ({said}). Plain words with .* between them are enough.")
        ) from None
    return wanted


def any_matches(patterns: Iterable[str], text: str) -> bool:
    """Whether one of these patterns, each taken by `checked` before, is found in the first thousand characters."""
    shown = text[:LONGEST_TEXT]
    return any(_compiled(one).search(shown) is not None for one in patterns)
