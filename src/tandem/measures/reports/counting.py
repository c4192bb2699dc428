"""Counts of one month from the facts, for freezing: by place, and never more than the public page will add up."""

import hashlib
import json
from datetime import datetime

import ibis

from tandem.foundation.marts import Mart
from tandem.measures import funnel
from tandem.measures.catalogue import CATALOGUE
from tandem.measures.period import Period
from tandem.measures.reports.page import ARRESTED, CLOSED, CONNECTED, OUTCOMES, SERVED
from tandem.measures.results import compute
from tandem.measures.tables import ENCOUNTERS, INCIDENTS, REFERRALS

ARRESTS = CATALOGUE["arrest_share"]
WAIT = CATALOGUE["request_to_arrival"]
EDITION = f"funnel/{funnel.EDITION} {ARRESTS.id}/{ARRESTS.edition} {WAIT.id}/{WAIT.edition}"


def month_counts(mart: Mart, month: str, *, zone: str, now: datetime) -> dict:
    """Return what one month counted: `{"served": {"yes": {place: n}, "no": n}, "connected": …, "arrested": …}`.

    Also, for packs: of the connected, how many loops were closed by place, and contacts that met nobody, by outcome.
    """
    period = Period.of(month, month, zone=zone, as_of=now)
    found = funnel.tables(mart)
    calls, met = funnel.calls(found, period), funnel.contacts(found, period)
    engaged, nobody = met.filter(met.engaged), met.filter(~met.engaged)
    ended = ARRESTS.expression({ENCOUNTERS: found[ENCOUNTERS]}, period)
    ended = ended.filter(ended.in_denominator)
    by_outcome = nobody.group_by("outcome").aggregate(n=nobody.count())
    return {
        SERVED: _by_place(mart, calls, "served"),
        CONNECTED: _by_place(mart, engaged, "connected"),
        ARRESTED: _by_place(mart, ended.mutate(place=ibis.null("string")), "in_numerator"),
        CLOSED: _by_place(mart, engaged, "closed")["yes"],
        OUTCOMES: {row["outcome"]: row["n"] for row in mart.run(by_outcome).to_pylist()},
    }


def _by_place(mart: Mart, table, column: str) -> dict:
    rows = mart.run(table.group_by("place").aggregate(n=table.count(), yes=table[column].sum())).to_pylist()
    yes = {row["place"] or "": row["yes"] or 0 for row in rows}
    return {"yes": yes, "no": sum(row["n"] for row in rows) - sum(yes.values())}


def wait(mart: Mart, first: str, last: str, *, zone: str, now: datetime) -> dict | None:
    """Return the median and the 90th percentile of the wait in whole minutes, None under 20 calls."""
    found = compute(WAIT, mart, start_month=first, end_month=last, zone=zone, now=now)
    return None if found.value is None else {"median": round(found.value), "tail": round(found.tail)}


def snapshot(mart: Mart) -> str:
    """Return the fingerprint of the facts in force: the files of the tables counted, SHA-256."""
    ledger = mart.ledger()
    files = {table: sorted(ledger.files(table)) for table in (INCIDENTS, ENCOUNTERS, REFERRALS)}
    return hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()


def filled_to(mart: Mart) -> datetime | None:
    """Return the moment up to which every table counted is filled, None where one never was."""
    times = [mart.ledger().filled_to(table) for table in (INCIDENTS, ENCOUNTERS, REFERRALS)]
    return None if None in times else min(times)
