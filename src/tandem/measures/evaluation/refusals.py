"""How the engine refuses: in one sentence that names the field and what to do."""

from dataclasses import dataclass

TO_INSTALL = (
    "Evaluation needs its statistics libraries, and this installation does without them: run `bin/extra evaluate` "
    "and start again."
)


class SpecError(ValueError):
    """The spec or the table cannot be used. `field` is the field of the spec to look at; "" is the table itself."""

    def __init__(self, field: str, sentence: str):
        super().__init__(f"{field}: {sentence}" if field else sentence)
        self.field, self.sentence = field, sentence


class NotInstalled(RuntimeError):
    """The libraries of the extra `evaluate` are not there."""

    def __init__(self) -> None:
        super().__init__(TO_INSTALL)


@dataclass(frozen=True)
class Barrier:
    """Why a design cannot be carried by the data, or is weaker for it: plain words that hold the number."""

    id: str
    words: str
    number: float | None = None
    field: str = ""
