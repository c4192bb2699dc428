"""The log of draws, for those who draw none: how many calls each arm has, and every draw with what a check of it found.

How the calls ended is not read here. While a trial runs nobody compares its arms.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tandem.domain.trials import drawing
from tandem.domain.trials.models import Allocation
from tandem.domain.trials.plans import parameters_of, trial
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent
from tandem.vocabulary.trials import OTHERWISE_LABELS, Arm, Otherwise


@dataclass(frozen=True)
class Counts:
    """Calls drawn, by stratum: (stratum, usual, team). Nothing of how they ended."""

    strata: tuple[tuple[str, int, int], ...]
    otherwise: int

    @property
    def usual(self) -> int:
        return sum(usual for _name, usual, _team in self.strata)

    @property
    def team(self) -> int:
        return sum(team for _name, _usual, team in self.strata)


def counts(trial_id: UUID, *, actor: Actor) -> Counts:
    """How many calls each arm has, by stratum. For those who draw none. Raises NotAllowed."""
    with act(actor, Permission.TRIAL_READ, kind="trial", subject=trial_id):
        rows = Allocation.objects.filter(trial_id=trial_id).values_list("stratum", "arm", "deviation__id")
        found = list(rows)
    arms = Counter((stratum, arm) for stratum, arm, _other in found)
    strata = sorted({stratum for stratum, _arm, _other in found})
    return Counts(
        tuple((one, arms[one, Arm.USUAL], arms[one, Arm.TEAM]) for one in strata),
        sum(other is not None for _stratum, _arm, other in found),
    )


@dataclass(frozen=True)
class LogRow:
    """One draw, and the code of why something else was sent, if it was."""

    entry: drawing.Entry
    at: datetime
    otherwise: str

    @property
    def otherwise_words(self) -> str:
        return OTHERWISE_LABELS[Otherwise(self.otherwise)] if self.otherwise else ""


@dataclass(frozen=True)
class Log:
    """The whole log with what a check of it found: `faults` empty is whole. `opened`: checked against the seed too."""

    rows: tuple[LogRow, ...]
    faults: tuple[str, ...]
    opened: bool


def log(name: str, number: int, *, actor: Actor) -> Log:
    """Every draw of a trial, checked as it is read. For those who draw none. Raises NotAllowed, Absent."""
    one = trial(name, number)
    if not one.started:
        raise Absent
    with act(actor, Permission.TRIAL_READ, kind="trial", subject=one.id):
        found = list(Allocation.objects.filter(trial_id=one.id).select_related("deviation").order_by("id"))
    rows = tuple(
        LogRow(entry_of(each), each.at, each.deviation.why if hasattr(each, "deviation") else "") for each in found
    )
    seed = bytes.fromhex(one.seed) if one.seed else None
    parameters = parameters_of(one.parameters)
    faults = drawing.faults([each.entry for each in rows], one.commitment, seed, parameters)
    return Log(rows, tuple(faults), seed is not None)


def entry_of(one: Allocation) -> drawing.Entry:
    """The row as its hash was made of."""
    return drawing.Entry(
        number=one.number,
        call=one.call,
        stratum=one.stratum,
        place=one.place,
        arm=one.arm,
        at=drawing.moment(one.at),
        edition=one.edition,
        rule=one.rule,
        teams=one.teams,
        previous=one.previous,
        hash=one.hash,
    )
