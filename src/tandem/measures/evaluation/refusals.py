"""How the engine refuses: in one sentence that names the field and what to do."""

import re
from dataclasses import dataclass
from importlib.util import find_spec

LIBRARIES = ("numpy", "pandas", "scipy", "statsmodels", "diff_diff")
TO_INSTALL = (
    "Evaluation needs its statistics libraries, and this installation does without them: run `bin/extra evaluate` "
    "and start again."
)


class SpecError(ValueError):
    """The spec or the table cannot be used. `field` is the field of the spec to look at; "" is the table itself."""

    def __init__(self, field: str, sentence: str):
        field, sentence = _sayable(field), _sayable(sentence)
        super().__init__(f"{field}: {sentence}" if field else sentence)
        self.field, self.sentence = field, sentence


def _sayable(said: str) -> str:
    """The words, even where they quote a hostile cell: nothing endless, and no half character, which no file can hold."""
    return re.sub(r"\S{100,}", lambda word: f"{word[0][:60]}…", said).encode("utf-8", "replace").decode()


class NotInstalled(RuntimeError):
    """The libraries of the extra `evaluate` are not there."""

    def __init__(self) -> None:
        super().__init__(TO_INSTALL)


def need_libraries() -> None:
    """Raise NotInstalled unless all libraries of the extra are there."""
    if not all(find_spec(name) for name in LIBRARIES):
        raise NotInstalled


@dataclass(frozen=True)
class Barrier:
    """Why a design cannot be carried by the data, or is weaker for it: plain words that hold the number."""

    id: str
    words: str
    number: float | None = None
    field: str = ""
