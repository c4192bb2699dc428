"""What makes a call a behavioral-health call, in words, and what its call type alone would suggest."""

from dataclasses import dataclass

from tandem.domain.incidents.models import Incident
from tandem.foundation.patterns import any_matches
from tandem.vocabulary.behavioral import SAID_BY_SHORT, SIGN_LABELS, SaidBy, Sign


@dataclass(frozen=True)
class Behavioral:
    """`flag` is None while nobody has said either. `suggested` is only ever True then: by call type, stored nowhere.

    `signs` are (sign in words, who said it in words).
    """

    flag: bool | None
    signs: tuple[tuple[str, str], ...]
    suggested: bool

    @property
    def words(self) -> str:
        """One line for a row: "Behavioral health: talks of dying"; "" where there is nothing to say."""
        if self.flag:
            return f"Behavioral health: {', '.join(name.lower() for name, _by in self.signs)}"
        return "Behavioral health? Suggested by call type" if self.suggested else ""


def behavioral(one: Incident, standing: list[str]) -> Behavioral:
    """What was said of this call, else what the `standing` patterns suggest for its call type."""
    unsaid = one.behavioral_health is None
    return Behavioral(
        flag=one.behavioral_health,
        signs=tuple((SIGN_LABELS[Sign(sign)], SAID_BY_SHORT[SaidBy(by)]) for sign, by in one.signs.items()),
        suggested=unsaid and bool(one.call_type) and any_matches(standing, one.call_type),
    )
