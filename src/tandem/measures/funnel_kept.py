"""The way from call to closed loop as it was counted, kept beside its facts like the counts of measures (`counted.py`).

It rests on the files in force of its three tables, the time they are filled to and the code that counts: all must be the
same, or what is kept is not read.
"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timedelta

from tandem.foundation.marts import Ledger, Mart
from tandem.measures import keeping
from tandem.measures.funnel import Funnel, Step, funnel
from tandem.measures.period import Period
from tandem.measures.tables import ENCOUNTERS, INCIDENTS, REFERRALS

TABLES = (INCIDENTS, ENCOUNTERS, REFERRALS)


def filled_to(ledger: Ledger) -> datetime | None:
    """The moment up to which every table of the funnel is filled, None where one never was."""
    times = [ledger.filled_to(table) for table in TABLES]
    return None if None in times else min(times)


def counted(mart: Mart, period: Period, window: timedelta) -> Funnel:
    """What `funnel` counts; read where it is kept and its facts still stand, else counted and kept."""
    ledger = mart.ledger()
    rests_on = [period.as_of.isoformat(), *(file for table in TABLES for file in ledger.files(table))]
    words = ("funnel", period.months[0].id, period.months[-1].id, period.zone, window.days)
    line = keeping.read(mart, keeping.COUNTS, *words)
    if isinstance(line, Mapping) and line.get("rests_on") == rests_on:
        return _funnel(line["funnel"])
    found = funnel(mart, period, window)
    # What is filled to no time is known up to this very moment, which is another one each time: that is not kept, nor
    # what may be newer than the ledger says.
    if filled_to(ledger) is not None and mart.ledger() == ledger:
        keeping.write(mart, keeping.COUNTS, {"rests_on": rests_on, "funnel": asdict(found)}, *words)
    return found


def _funnel(told: Mapping) -> Funnel:
    """A funnel as JSON gave it back: lists are tuples again."""
    steps = tuple(Step(**{**one, "left_out": _pairs(one["left_out"])}) for one in told["steps"])
    return Funnel(**{**told, "steps": steps, "fell_out": _pairs(told["fell_out"])})


def _pairs(told: list) -> tuple[tuple[str, int], ...]:
    return tuple((words, n) for words, n in told)
