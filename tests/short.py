"""The short form of a test with a long list: some of it in `bin/test`, all of it in `bin/test --long fuzz`.

What is chosen is the same each time. A test that uses it is marked `fuzz`, so that the long form finds it.
"""

import os
import unicodedata
from collections.abc import Sequence

from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers

LONG = os.environ.get("TANDEM_LONG") == "1"
ODD = {"Cc", "Cs", "Co"}
# Made-up values: a quarter of them in `bin/test`, as many as each test asks for in the long forms.
# That a busy machine draws them slowly says nothing of what is tested.
settings.register_profile("tandem", max_examples=100 if LONG else 25, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("tandem")
if not LONG:
    # To draw from the constants in our sources too, each process would parse all of them; the long forms do.
    providers._get_local_constants = providers.Constants


def tries(many: int) -> int:
    """So many examples in the long form, a quarter of them in `bin/test`."""
    return many if LONG else max(4, many // 4)


def few[One](all_of_them: Sequence[One], every: int) -> list[One]:
    """Every so many of them, from the first; all of them in the long form."""
    return list(all_of_them if LONG else all_of_them[::every])


def few_strings(strings: Sequence[str], every: int) -> list[str]:
    """As `few`, and always those with a control or surrogate character, which break most readers."""
    if LONG:
        return list(strings)
    odd = [one for one in strings if any(unicodedata.category(letter) in ODD for letter in one)]
    return list(dict.fromkeys([*strings[::every], *odd[::4]]))
