"""How fast measures are, one of each kind, beside hand-written DuckDB SQL for the same numbers. Aim: 1 s and 1.5 times.

Run: `.venv/bin/python tests/performance/measures.py [ROWS]`. It makes a mart of made-up facts (200,000 calls unless
told otherwise), then runs each measure and its hand-written twin in turn, several times, and prints medians and ratios.
The twin gets the same files and engine settings; it returns the summary by month and reason (and the quantiles), but no
intervals, no limits and no list of times set aside. Making the query costs the declared measure some 30 ms however many
rows there are, so the ratio is best read at 1,000,000.
"""

import random
import statistics
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter

from tandem.foundation.marts import Mart, month_of
from tandem.measures.catalogue import CATALOGUE
from tandem.measures.results import compute
from tandem.measures.tables import ENCOUNTERS, INCIDENTS, REFERRALS, TABLES
from tandem.vocabulary.facts import EncounterFact, IncidentFact, ReferralFact
from tandem.vocabulary.terms import ContactOutcome

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ZONE = "America/New_York"
PERIOD = {"start_month": "2024-12", "end_month": "2026-11", "zone": ZONE, "now": NOW}
ROUNDS = 7
LOCAL = f"received_at AT TIME ZONE '{ZONE}'"
INSIDE = (
    f"{{at}} >= timestamp '2024-12-01' AT TIME ZONE '{ZONE}' AND {{at}} < timestamp '2026-12-01' AT TIME ZONE '{ZONE}'"
)

ASKED = "coalesce(first_report_at, received_at)"
AHEAD = "epoch_us(received_at) - epoch_us(recorded_at) > 120000000"


def _span(start: str, end: str, lacks: str) -> tuple[str, str, str]:
    """The three queries of a time between two stamps."""
    calls = f"""
    SELECT date_trunc('month', {LOCAL}) AS month, (epoch_us({end}) - epoch_us({start})) / 6e7 AS minutes,
        CASE {lacks}
             WHEN ({start} AT TIME ZONE '{ZONE}')::time = '00:00' OR ({end} AT TIME ZONE '{ZONE}')::time = '00:00'
                 THEN 'date_only'
             WHEN {end} < {start} THEN 'negative'
             WHEN epoch_us({end}) - epoch_us({start}) > 86400000000 THEN 'over_a_day' END AS reason
    FROM incidents WHERE world = 'real' AND {INSIDE.format(at="received_at")}"""
    return (
        f"SELECT month, reason, count(*) FROM ({calls}) GROUP BY ALL",
        f"SELECT month, quantile_cont(minutes, [0.5, 0.9]) FROM ({calls}) WHERE reason IS NULL GROUP BY ALL",
        f"SELECT quantile_cont(minutes, [0.5, 0.9]) FROM ({calls}) WHERE reason IS NULL",
    )


TWINS = {
    "request_to_arrival": _span(
        ASKED, "arrived_at", f"WHEN arrived_at IS NULL THEN 'no_arrival' WHEN {AHEAD} THEN 'clock_ahead'"
    ),
    "dispatch_to_arrival": _span(
        "dispatched_at",
        "arrived_at",
        "WHEN dispatched_at IS NULL THEN 'no_dispatch' WHEN arrived_at IS NULL THEN 'no_arrival'",
    ),
    "hold_share": (
        f"""SELECT date_trunc('month', started_at AT TIME ZONE '{ZONE}') AS month,
            CASE WHEN closed_at IS NULL THEN 'not_closed'
                 WHEN contact_outcome IS DISTINCT FROM 'engaged' THEN 'not_engaged'
                 WHEN held IS NULL THEN 'unknown' END AS reason,
            count(*), sum(held::int) FROM encounters WHERE world = 'real' AND {INSIDE.format(at="started_at")} GROUP BY ALL""",
    ),
    "contact_outcome_mix": (
        f"""SELECT date_trunc('month', started_at AT TIME ZONE '{ZONE}') AS month, contact_outcome,
            CASE WHEN closed_at IS NULL THEN 'not_closed' WHEN contact_outcome IS NULL THEN 'unknown' END AS reason,
            count(*) FROM encounters WHERE world = 'real' AND {INSIDE.format(at="started_at")} GROUP BY ALL""",
    ),
    "loop_closed_14_days": (
        f"""SELECT date_trunc('month', coalesce(sent_at, created_at) AT TIME ZONE '{ZONE}') AS month,
            CASE WHEN sent_at IS NULL THEN 'never_sent' WHEN closed_at < sent_at THEN 'closed_before_sent'
                 WHEN sent_at > timestamptz '2026-11-08 12:00:00+00' THEN 'too_recent' END AS reason,
            count(*), count(closed_at), sum((epoch_us(closed_at) - epoch_us(sent_at) <= 14 * 86400000000)::int)
            FROM referrals WHERE world = 'real' AND {INSIDE.format(at="coalesce(sent_at, created_at)")} GROUP BY ALL""",
    ),
    "repeat_contact_30_days": (
        f"""SELECT date_trunc('month', started_at AT TIME ZONE '{ZONE}') AS month,
            CASE WHEN contact_outcome IS DISTINCT FROM 'engaged' THEN 'not_engaged'
                 WHEN person IS NULL THEN 'unknown_person'
                 WHEN met_at > timestamptz '2026-10-23 12:00:00+00' THEN 'too_recent' END AS reason,
            count(*), sum((epoch_us(next_at) - epoch_us(met_at) <= 30 * 86400000000)::int)
            FROM (SELECT *, min(met_at) OVER (PARTITION BY who ORDER BY met_at
                      RANGE BETWEEN INTERVAL 1 MICROSECOND FOLLOWING AND UNBOUNDED FOLLOWING) AS next_at
                  FROM (SELECT *, coalesce(person, record) AS who, min(started_at) OVER (
                            PARTITION BY coalesce(person, record), coalesce(incident, record)) AS met_at
                        FROM encounters WHERE world = 'real'))
            WHERE {INSIDE.format(at="started_at")} GROUP BY ALL""",
    ),
}


def fill(folder: Path, count: int) -> Mart:
    """Write `count` calls over two years, an encounter for three in four, a referral for one in four."""
    chance, months = random.Random(20261122), {INCIDENTS: {}, ENCOUNTERS: {}, REFERRALS: {}}
    outcomes = [*ContactOutcome, *[ContactOutcome.ENGAGED] * 8, None]
    for i in range(count):
        at = NOW - timedelta(seconds=chance.randrange(720 * 86_400))
        arrived = at + timedelta(minutes=chance.lognormvariate(2.6, 0.5)) if chance.random() < 0.75 else None
        agency, closed = f"agency{i % 6}", at + timedelta(hours=2)
        call = IncidentFact(
            "real", f"i{i}", agency, "a", "911", at, "team_alone", False, "closed", at, arrived, None, None
        )
        months[INCIDENTS].setdefault(month_of(at), []).append(call)
        if arrived:
            who = f"p{chance.randrange(count // 3 + 1)}" if chance.random() < 0.8 else None
            outcome = chance.choice(outcomes)
            contact = ("real", f"e{i}", f"i{i}", who, agency, arrived, closed, outcome, None, 7, 4)
            encounter = EncounterFact(*contact, held=chance.random() < 0.1)
            months[ENCOUNTERS].setdefault(month_of(arrived), []).append(encounter)
        if i % 4 == 0:
            end = at + timedelta(days=chance.expovariate(0.1)) if chance.random() < 0.7 else None
            end = end if end and end < NOW else None
            referral = ReferralFact("real", f"r{i}", None, agency, "s", "food", at, at, None, None, None, end, "sent")
            months[REFERRALS].setdefault(month_of(at), []).append(referral)
    mart = Mart(folder)
    for table, parts in months.items():
        for month, rows in parts.items():
            mart.write(table, TABLES[table].schema, rows, partition=month, filled_to=NOW)
    return mart


def timed(work) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        mart = fill(Path(folder) / "mart", count)
        by_hand = mart._cursor()

        def twin(measure) -> None:
            for sql in TWINS[measure.id]:
                by_hand.sql(f"WITH {mart._sources([measure.table])} SELECT * FROM ({sql})").to_arrow_table()

        measures = [CATALOGUE[id] for id in TWINS]
        declared, hand = {id: [] for id in TWINS}, {id: [] for id in TWINS}
        for measure in measures:
            compute(measure, mart, **PERIOD)
            twin(measure)
        for _ in range(ROUNDS):
            for measure in measures:
                declared[measure.id].append(timed(lambda m=measure: compute(m, mart, **PERIOD)))
                hand[measure.id].append(timed(lambda m=measure: twin(m)))
        print(f"{count:,} calls; median of {ROUNDS} rounds, seconds")
        print(f"{'measure':<26}{'declared':>10}{'by hand':>10}{'ratio':>8}")
        total = [0.0, 0.0]
        for id in TWINS:
            a, b = statistics.median(declared[id]), statistics.median(hand[id])
            total = [total[0] + a, total[1] + b]
            print(f"{id:<26}{a:>10.3f}{b:>10.3f}{a / b:>8.2f}")
        print(f"{'all of these':<26}{total[0]:>10.3f}{total[1]:>10.3f}{total[0] / total[1]:>8.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000)
