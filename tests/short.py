"""The short form of a test with a long list: some of it in `bin/test`, all of it in `bin/test --long fuzz`.

What is chosen is the same each time. A test that uses it is marked `fuzz`, so that the long form finds it.
"""

import os
import unicodedata
from collections.abc import Sequence

LONG = os.environ.get("TANDEM_LONG") == "1"
ODD = {"Cc", "Cs", "Co"}


def few[One](all_of_them: Sequence[One], every: int) -> list[One]:
    """Every so many of them, from the first; all of them in the long form."""
    return list(all_of_them if LONG else all_of_them[::every])


def few_strings(strings: Sequence[str], every: int) -> list[str]:
    """As `few`, and always those with a control or surrogate character, which break most readers."""
    if LONG:
        return list(strings)
    odd = [one for one in strings if any(unicodedata.category(letter) in ODD for letter in one)]
    return list(dict.fromkeys([*strings[::every], *odd[::4]]))
