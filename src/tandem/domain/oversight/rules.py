"""When whom of a breach has to be told, and what is owed before a record of it may be closed. Pure.

Federal rules: without unreasonable delay and within 60 days of discovery (45 CFR 164.404(b)); for 500 or more the
Secretary at the same time, for fewer within 60 days after the year's end (164.408); media of a state where more than
500 of its residents are affected (164.406). Part 2 records follow the same rules (42 CFR 2.16(b)).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tandem.vocabulary.oversight import FACTOR_LABELS, BreachNotice

SIXTY_DAYS = timedelta(days=60)
MANY = 500


@dataclass(frozen=True)
class Notice:
    """One notice that is due. `state` is two letters where it is about one; `source` is the citation."""

    kind: BreachNotice
    by: date
    source: str
    state: str = ""
    words: str = ""


@dataclass(frozen=True)
class StateRule:
    """What one state asks beside the federal rules. `days` is None where it names no number."""

    state: str
    days: int | None
    who: str
    least: int
    source: str
    verified: bool


def notices(
    discovered: date, affected: int, per_state: Mapping[str, int], states: Mapping[str, StateRule]
) -> list[Notice]:
    """Every notice a breach owes, the soonest first. A state without a rule of its own owes a look at its law."""
    soon = discovered + SIXTY_DAYS
    found = [Notice(BreachNotice.PERSONS, soon, "45 CFR 164.404(b)")]
    if affected >= MANY:
        found.append(Notice(BreachNotice.HHS, soon, "45 CFR 164.408(b)"))
    else:
        found.append(Notice(BreachNotice.HHS, date(discovered.year, 12, 31) + SIXTY_DAYS, "45 CFR 164.408(c)"))
    for state, count in sorted(per_state.items()):
        if count > MANY:
            found.append(Notice(BreachNotice.MEDIA, soon, "45 CFR 164.406", state))
        rule = states.get(state)
        if rule is None:
            words = "No rule of this state is written down here. Ask counsel, then record what you did."
            found.append(Notice(BreachNotice.STATE, soon, "", state, words))
        elif count >= rule.least:
            by = discovered + timedelta(days=rule.days) if rule.days else soon
            note = "" if rule.verified else " Not verified: ask counsel."
            found.append(Notice(BreachNotice.STATE, by, rule.source, state, rule.who + note))
    return sorted(found, key=lambda one: (one.by, one.kind, one.state))


def still_due(owed: Iterable[Notice], told: Iterable[tuple[str, str]]) -> list[Notice]:
    """Those of which nobody recorded that they were given. `told` is (kind, state)."""
    given = set(told)
    return [one for one in owed if (str(one.kind), one.state) not in given]


def missing_factors(factors: Mapping[str, str]) -> list[str]:
    """Which of the four factors are not written down (164.402(2)): all are owed to say it was not a breach."""
    return [name for name in FACTOR_LABELS if not factors.get(name, "").strip()]
