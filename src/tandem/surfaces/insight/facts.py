"""From the rooms of the domain to the mart: whose facts fill which table. The only place that knows both sides.

The mart's secret is its own, derived from the installation's key, so that its pseudonyms join with nothing else.
"""

import hmac
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from heapq import merge
from operator import attrgetter
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from tandem.domain.encounters.facts import facts as encounter_facts
from tandem.domain.encounters.facts import interventions as intervention_facts
from tandem.domain.followups.facts import facts as followup_facts
from tandem.domain.incidents.decision_facts import facts as decision_facts
from tandem.domain.incidents.facts import facts as incident_facts
from tandem.domain.incidents.shift_facts import facts as shift_facts
from tandem.domain.people.answer_facts import facts as answer_facts
from tandem.domain.referrals.facts import facts as referral_facts
from tandem.domain.transfers.facts import facts as transfer_facts
from tandem.domain.trials.facts import facts as trial_facts
from tandem.foundation import clock
from tandem.foundation.acts.models import Log
from tandem.foundation.database import facts as database
from tandem.foundation.marts import Mart, key, month_of
from tandem.foundation.organizations import program
from tandem.measures import fill
from tandem.measures.past import facts as past
from tandem.measures.tables import (
    ANSWERS,
    DECISIONS,
    ENCOUNTERS,
    FOLLOWUPS,
    HANDOFFS,
    INCIDENTS,
    INTERVENTIONS,
    REFERRALS,
    REHEARSALS,
    SHIFTS,
    SIGNS,
    TRANSFERS,
    TRIALS,
)
from tandem.training.teaching import facts as rehearsed
from tandem.vocabulary.timeline import Kind

LABEL = b"tandem mart of the program, 1"


@dataclass(frozen=True)
class _Kept:
    """A table's facts, and the time that says in which month each is kept."""

    facts: object
    at: attrgetter


def _worlds(*sources: Callable, at: attrgetter) -> Callable:
    """Rows of one table from several sources, the oldest first: real ones, those of old files, rehearsed ones."""
    return lambda key, **stretch: merge(*(source(key, **stretch) for source in sources), key=at)


_RECEIVED, _STARTED = attrgetter("received_at"), attrgetter("started_at")
KEPT = {
    INCIDENTS: _Kept(_worlds(incident_facts, past.calls, rehearsed.calls, at=_RECEIVED), _RECEIVED),
    ENCOUNTERS: _Kept(_worlds(encounter_facts, past.contacts, at=_STARTED), _STARTED),
    INTERVENTIONS: _Kept(intervention_facts, attrgetter("started_at")),
    ANSWERS: _Kept(answer_facts, attrgetter("answered_at")),
    REFERRALS: _Kept(referral_facts, attrgetter("created_at")),
    FOLLOWUPS: _Kept(followup_facts, attrgetter("planned_at")),
    TRANSFERS: _Kept(transfer_facts, attrgetter("created_at")),
    SHIFTS: _Kept(shift_facts, attrgetter("started_at")),
    DECISIONS: _Kept(decision_facts, attrgetter("at")),
    TRIALS: _Kept(trial_facts, attrgetter("drawn_at")),
    REHEARSALS: _Kept(rehearsed.rehearsals, attrgetter("started_at")),
    SIGNS: _Kept(rehearsed.signs, attrgetter("shown_at")),
    HANDOFFS: _Kept(rehearsed.handoffs, attrgetter("offered_at")),
}


def mart() -> Mart:
    """The program's mart, in this installation's data folder."""
    return fill.mart(settings.MART_DIR)


def fill_month(table: str, month: str) -> int:
    """Fill one month ("2026-11", UTC) of one table again from the records; return its rows. Safe to repeat."""
    with _reading():
        return fill.fill_month(mart(), table, month, _source(table))


def fill_every_month(table: str) -> Iterator[tuple[str, int]]:
    """Fill one table whole, yielding (month, rows) as each is in force."""
    return fill.fill_every_month(mart(), table, KEPT[table].at, _source(table), clock.now(), reading=_reading)


def never_filled() -> list[str]:
    """The tables of which some month that holds facts was never filled."""
    return [table for table in KEPT if table not in mart().ledger().filled]


def owe(tables: dict[str, list[str]]) -> None:
    """Say in the ledger which months of which tables have changed and wait to be filled again."""
    mart().owe(tables, clock.now())


def months_of(*subjects: UUID) -> set[str]:
    """Every month in which the act log says something about one of these ids: the months their facts may lie in.

    A corrected time may leave one month and enter another, so both times of a correction count.
    """
    return _months(Log.objects.filter(subjects__overlap=list(subjects)))


def months_of_act(act_id: UUID) -> set[str]:
    """Every month that one act, or batch of acts, wrote about."""
    return _months(Log.objects.filter(act_id=act_id))


def _months(lines: QuerySet[Log]) -> set[str]:
    months = {month_of(at) for at in lines.values_list("occurred_at", flat=True).distinct().iterator()}
    for detail in lines.filter(kind=Kind.INCIDENT_CHANGED, detail__field="received_at").values_list(
        "detail", flat=True
    ):
        months |= {month_of(datetime.fromisoformat(detail[side])) for side in ("old", "new") if side in detail}
    return months


@contextmanager
def _reading() -> Iterator[None]:
    """What fills the mart reads as the role of the facts, and by the program's clocks as they stood when it began."""
    with program.held(), database.reading():
        yield


def _source(table: str) -> fill.Source:
    return partial(KEPT[table].facts, pseudonyms())


def pseudonyms() -> Callable[[str, object], str]:
    """Makes the mart's own keys: `pseudonyms()("person", id)`."""
    return partial(key, hmac.digest(settings.SECRET_KEY.encode(), LABEL, "sha256"))
