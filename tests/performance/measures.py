"""How fast measures are, one of each shape, beside hand-written DuckDB SQL for the same numbers; and the whole page.

Run: `.venv/bin/python tests/performance/measures.py [CALLS] [--page-only]`. It makes a mart of made-up facts over two
years (1,000,000 calls unless told otherwise) with SQL, then runs each measure and its hand-written twin in turn, several
times, and prints medians and ratios. The twin gets the same files, the same engine and the same settings; it returns the
summary by month and reason (and the quantiles), but no intervals, no limits and no list of times set aside. Aims: any
measure at most 1.5 times its twin at 10,000,000 calls, the page of all measures at most 2 s at 1,000,000.
"""

import statistics
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import duckdb

from tandem.foundation.marts import Ledger, Mart
from tandem.foundation.marts.ledger import Partition
from tandem.foundation.marts.schema import columns
from tandem.measures.catalogue import CATALOGUE
from tandem.measures.results import compute, compute_all
from tandem.measures.tables import ENCOUNTERS, FOLLOWUPS, INCIDENTS, REFERRALS, SHIFTS, TABLES

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ZONE = "America/New_York"
PERIOD = {"start_month": "2024-12", "end_month": "2026-11", "zone": ZONE, "now": NOW}
PAGE = {**PERIOD, "start_month": "2025-12"}
ROUNDS = 5
MONTH = f"date_trunc('month', {{at}} AT TIME ZONE '{ZONE}')"
INSIDE = (
    f"{{at}} >= timestamp '2024-12-01' AT TIME ZONE '{ZONE}' AND {{at}} < timestamp '2026-12-01' AT TIME ZONE '{ZONE}'"
)
ASKED = "coalesce(first_report_at, received_at)"
AHEAD = "epoch_us(received_at) - epoch_us(recorded_at) > 120000000"

# How the made-up rows come about: each column that is not a plain unknown, as SQL over one row number `i` and its time `at`.
CALLS = """
SELECT i, timestamptz '2024-12-01 05:00:00+00' + to_microseconds((hash(i) % 62208000000000)::BIGINT) AS tm,
    (hash(i + 1) % 1000) / 1000.0 AS a, (hash(i + 2) % 1000) / 1000.0 AS b, (hash(i + 3) % 1000) / 1000.0 AS c,
    (hash(i + 4) % 1000) / 1000.0 AS d
FROM range({count}) t(i)"""
AREAS = "'area ' || (i % 12)"
PERSON = {
    "age_band": "CASE WHEN a < 0.7 THEN ['18_24', '25_34', '35_44', '65_on'][1 + i % 4] END",
    "gender": "CASE WHEN b < 0.6 THEN ['woman', 'man'][1 + i % 2] END",
    "race": "CASE WHEN c < 0.5 THEN ['white', 'black', 'hispanic', 'several'][1 + i % 4] END",
    "language": "CASE WHEN d < 0.8 THEN ['en', 'en', 'en', 'es'][1 + i % 4] END",
    "shift": "['day', 'evening', 'night'][1 + i % 3]",
    "edition": "'demo/2'",
    "area": AREAS,
    "world": "'real'",
    "agency": "'agency ' || (i % 6)",
}
WHO = "CASE WHEN c < 0.8 THEN 'p' || (hash(i + 9) % {persons}) END"
MADE: dict[str, tuple[str, str, dict[str, str]]] = {
    INCIDENTS: (
        "received_at",
        "true",
        {
            "record": "'i' || i",
            "origin": "'911'",
            "received_at": "tm",
            "response": "'team_alone'",
            "recommended": "CASE WHEN b < 0.9 THEN ['team_alone', 'police_led', 'phone_988'][1 + i % 3] END",
            "overridden": "d < 0.1",
            "state": "'closed'",
            "dispatched_at": "CASE WHEN a < 0.8 THEN tm + to_seconds((60 + 600 * b)::BIGINT) END",
            "arrived_at": "CASE WHEN a < 0.75 THEN tm + to_seconds((300 + 3000 * b * c)::BIGINT) END",
            "engaged_at": "CASE WHEN a < 0.6 THEN tm + to_seconds((500 + 3200 * b * c)::BIGINT) END",
            "cleared_at": "CASE WHEN a < 0.7 THEN tm + to_seconds((2000 + 6000 * b)::BIGINT) END",
            "behavioral_health": "true",
            "reports": "1",
            "first_report_at": "tm",
            "recorded_at": "tm",
            "tele_asked_at": "CASE WHEN d < 0.1 THEN tm END",
            "tele_taken_at": "CASE WHEN d < 0.08 THEN tm + to_seconds((100 + 900 * b)::BIGINT) END",
        },
    ),
    ENCOUNTERS: (
        "started_at",
        "a < 0.75",
        {
            "record": "'e' || i",
            "incident": "'i' || i",
            "person": WHO,
            "started_at": "tm",
            "closed_at": "CASE WHEN d < 0.98 THEN tm + to_hours(1) END",
            "contact_outcome": "CASE WHEN b < 0.6 THEN 'engaged' ELSE ['declined', 'unable_to_locate', NULL][1 + i % 3] END",
            "disposition": "CASE WHEN d < 0.9 THEN ['safety_plan', 'involuntary_hold', 'arrest', 'voluntary_transport',"
            " 'resolved_on_scene'][1 + i % 5] END",
            "distress_before": "CASE WHEN b < 0.5 THEN 5 + i % 5 END",
            "distress_after": "CASE WHEN b < 0.4 THEN i % 8 END",
            "transported_to": "CASE WHEN i % 5 = 3 THEN 'respite' WHEN i % 5 = 1 THEN 'emergency_department' END",
            "held": "CASE WHEN d < 0.9 THEN i % 5 = 1 END",
            "force": "CASE WHEN c < 0.7 THEN CASE WHEN d < 0.05 THEN 'hands' ELSE 'none' END END",
            "person_injury": "CASE WHEN c < 0.7 THEN 'none' END",
            "other_injury": "CASE WHEN c < 0.7 THEN 'none' END",
            "arrested": "i % 5 = 2",
            "cited": "false",
            "rights": "CASE WHEN i % 5 = 1 THEN 'both' END",
            "interpreter_needed": "i % 20 = 0",
            "interpreter": "CASE WHEN i % 20 = 0 THEN 'phone' END",
            "needs": "d < 0.5",
            "calmed": "i % 3",
            "worked": "'yes'",
        },
    ),
    "interventions": (
        "started_at",
        "a < 0.5",
        {
            "record": "'e' || i",
            "person": WHO,
            "started_at": "tm",
            "intervention": "['time', 'distance', 'listened', 'choices'][1 + i % 4]",
            "worked": "CASE WHEN d < 0.8 THEN ['yes', 'partly', 'no'][1 + i % 3] END",
            "contact_outcome": "'engaged'",
            "distress_before": "5 + i % 5",
            "distress_after": "CASE WHEN b < 0.7 THEN i % 8 END",
            "force": "'none'",
            "held": "false",
            "arrested": "false",
        },
    ),
    "answers": (
        "answered_at",
        "a < 0.05",
        {
            "record": "'o' || i",
            "asked_of": "['person', 'person', 'officer', 'partner'][1 + i % 4]",
            "question": "['treated', 'would_help', 'satisfied', 'satisfied'][1 + i % 4]",
            "answer": "['well', 'sooner', 'yes', 'no'][1 + i % 4]",
            "answered_at": "date_trunc('month', tm)",
        },
    ),
    REFERRALS: (
        "created_at",
        "i % 4 = 0",
        {
            "record": "'r' || i",
            "person": WHO,
            "service": "'service ' || (i % 40)",
            "need": "['food', 'shelter', 'psychiatry'][1 + i % 3]",
            "created_at": "tm",
            "sent_at": "CASE WHEN d < 0.95 THEN tm END",
            "accepted_at": "CASE WHEN b < 0.8 THEN tm + to_hours((1 + 200 * c)::INT) END",
            "seen_at": "CASE WHEN b < 0.6 THEN tm + to_hours((24 + 600 * c)::INT) END",
            "closed_at": "CASE WHEN b < 0.4 THEN tm + to_hours((48 + 1200 * c)::INT) END",
            "state": "CASE WHEN b < 0.4 THEN 'completed' WHEN b < 0.6 THEN 'seen' ELSE 'sent' END",
            "warm": "c < 0.5",
        },
    ),
    FOLLOWUPS: (
        "planned_at",
        "a < 0.5",
        {
            "record": "'f' || i",
            "person": WHO,
            "window": "['first', 'week', 'month'][1 + i % 3]",
            "planned_at": "tm",
            "due_from": "tm + to_hours(24)",
            "due_by": "tm + to_hours(72)",
            "attempts": "i % 4",
            "reached_at": "CASE WHEN b < 0.7 THEN tm + to_hours((24 + 70 * c)::INT) END",
            "missed": "b >= 0.5",
        },
    ),
    "transfers": (
        "created_at",
        "a < 0.1",
        {
            "record": "'t' || i",
            "encounter": "'e' || i",
            "facility": "'Hospital'",
            "facility_kind": "'hospital'",
            "created_at": "tm",
            "arrived_at": "tm",
            "took_over_at": "tm + to_minutes((30 + 90 * b)::INT)",
            "officer_free_at": "tm + to_minutes((10 + 60 * c)::INT)",
            "officer_came": "d < 0.8",
            "state": "'taken_over'",
        },
    ),
    SHIFTS: (
        "started_at",
        "i % 4 = 1",
        {
            "record": "'s' || i",
            "started_at": "tm",
            "until_at": "tm + to_hours(8)",
            "ended_at": "tm + to_minutes((360 + 180 * b)::INT)",
            "members": "2",
            "officers": "1",
            "calls": "i % 5",
            "busy_minutes": "CASE WHEN c < 0.95 THEN 40.0 * (i % 5) END",
        },
    ),
}


def _grouped(table: str, at: str, reason: str, more: str = "count(*)", rows: str = "") -> str:
    return (
        f"SELECT {MONTH.format(at=at)} AS month, {reason} AS reason, {more} FROM {rows or table}"
        f" WHERE world = 'real' AND {INSIDE.format(at=at)} GROUP BY ALL"
    )


def _span(start: str, end: str, lacks: str) -> tuple[str, ...]:
    """The queries of a time between two stamps."""
    calls = f"""
    SELECT {MONTH.format(at="received_at")} AS month, (epoch_us({end}) - epoch_us({start})) / 6e7 AS minutes,
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


def _engaged(unknown: str) -> str:
    return f"""CASE WHEN closed_at IS NULL THEN 'not_closed' WHEN contact_outcome IS DISTINCT FROM 'engaged' THEN 'not_engaged'
        WHEN {unknown} THEN 'unknown' END"""


def _repeat(days: int, event: str = "true") -> str:
    return f"""SELECT {MONTH.format(at="started_at")} AS month,
        CASE WHEN contact_outcome IS DISTINCT FROM 'engaged' THEN 'not_engaged'
             WHEN person IS NULL THEN 'unknown_person'
             WHEN met_at > timestamptz '2026-11-22 12:00:00+00' - to_days({days}) THEN 'too_recent' END AS reason,
        count(*), sum((epoch_us(next_at) - epoch_us(met_at) <= {days} * 86400000000)::int)
        FROM (SELECT *, min(CASE WHEN {event} THEN met_at END) OVER (PARTITION BY who ORDER BY met_at
                  RANGE BETWEEN INTERVAL 1 MICROSECOND FOLLOWING AND UNBOUNDED FOLLOWING) AS next_at
              FROM (SELECT *, coalesce(person, record) AS who, min(started_at) OVER (
                        PARTITION BY coalesce(person, record), coalesce(incident, record)) AS met_at
                    FROM encounters WHERE world = 'real'))
        WHERE {INSIDE.format(at="started_at")} GROUP BY ALL"""


_SENT = "coalesce(sent_at, created_at)"
# One of each shape the catalogue has: what is not here differs in a column or a word only.
TWINS: dict[str, tuple[str, ...]] = {
    "request_to_arrival": _span(
        ASKED, "arrived_at", f"WHEN arrived_at IS NULL THEN 'no_arrival' WHEN {AHEAD} THEN 'clock_ahead'"
    ),
    "dispatch_to_arrival": _span(
        "dispatched_at",
        "arrived_at",
        "WHEN dispatched_at IS NULL THEN 'no_dispatch' WHEN arrived_at IS NULL THEN 'no_arrival'",
    ),
    "eligible_served": (
        _grouped(
            INCIDENTS,
            "received_at",
            """CASE WHEN recommended IS NULL OR recommended = 'not_decidable' THEN 'not_decided'
                WHEN recommended = 'phone_988' THEN 'not_eligible'
                WHEN arrived_at IS NULL AND state IN ('open', 'assigned') THEN 'running' END""",
            "count(*), count(arrived_at), count(*) FILTER (arrived_at IS NULL AND dispatched_at IS NULL),"
            " count(*) FILTER (arrived_at IS NULL AND state = 'cancelled')",
        ),
    ),
    "hold_share": (_grouped(ENCOUNTERS, "started_at", _engaged("held IS NULL"), "count(*), sum(held::int)"),),
    "contact_outcome_mix": (
        _grouped(
            ENCOUNTERS,
            "started_at",
            "CASE WHEN closed_at IS NULL THEN 'not_closed' WHEN contact_outcome IS NULL THEN 'unknown' END",
            "contact_outcome, count(*)",
        ),
    ),
    "distress_mix": (
        _grouped(
            ENCOUNTERS,
            "started_at",
            _engaged("distress_before - distress_after IS NULL"),
            "greatest(-1, least(2, distress_before - distress_after)), count(*)",
        ),
    ),
    "loop_closed_14_days": (
        _grouped(
            REFERRALS,
            _SENT,
            """CASE WHEN sent_at IS NULL THEN 'never_sent' WHEN closed_at < sent_at THEN 'closed_before_sent'
                WHEN sent_at > timestamptz '2026-11-08 12:00:00+00' THEN 'too_recent' END""",
            "count(*), count(closed_at), sum((epoch_us(closed_at) - epoch_us(sent_at) <= 14 * 86400000000)::int)",
        ),
    ),
    "followup_72_hours": (
        _grouped(
            FOLLOWUPS,
            "planned_at",
            """CASE WHEN due_by > timestamptz '2026-11-22 12:00:00+00' AND NOT coalesce(reached_at <= due_by, false)
                THEN 'not_due' END""",
            "count(*), sum((reached_at <= due_by)::int), sum((reached_at > due_by)::int),"
            " sum((attempts = 0 AND NOT coalesce(reached_at <= due_by, false))::int), sum(missed::int)",
            rows="(SELECT * FROM followups WHERE \"window\" = 'first')",
        ),
    ),
    "calls_per_unit_hour": (
        _grouped(
            SHIFTS,
            "started_at",
            """CASE WHEN ended_at IS NULL THEN 'running' WHEN ended_at < started_at THEN 'negative'
                WHEN epoch_us(ended_at) - epoch_us(started_at) > 57600000000 THEN 'too_long' END""",
            "count(*), sum(x), sum(x * x), sum(calls), sum(x * calls), sum(calls * calls), sum((calls = 0)::int)",
            rows="(SELECT *, (epoch_us(ended_at) - epoch_us(started_at)) / 3.6e9 AS x FROM shifts)",
        ),
    ),
    "repeat_contact_30_days": (_repeat(30),),
    "repeat_contact_365_days": (_repeat(365),),
    "hold_after_90_days": (_repeat(90, "held"),),
    "connected_90_days": (
        f"""SELECT {MONTH.format(at="started_at")} AS month,
        CASE WHEN contact_outcome IS DISTINCT FROM 'engaged' THEN 'not_engaged' WHEN person IS NULL THEN 'unknown_person'
             WHEN needs IS NULL THEN 'unknown' WHEN NOT needs THEN 'nothing_needed'
             WHEN started_at > timestamptz '2026-11-22 12:00:00+00' - to_days(90) THEN 'too_recent' END AS reason,
        count(*), sum((epoch_us(next_at) - epoch_us(started_at) <= 90 * 86400000000)::int)
        FROM encounters LEFT JOIN (
            SELECT record AS met, min(came) AS next_at FROM encounters JOIN (
                SELECT person AS whom, least(seen_at, closed_at) AS came FROM referrals
                WHERE world = 'real' AND person IS NOT NULL AND least(seen_at, closed_at) IS NOT NULL
            ) ON whom = person AND came >= started_at WHERE world = 'real' GROUP BY record
        ) ON met = record
        WHERE world = 'real' AND {INSIDE.format(at="started_at")} GROUP BY ALL""",
    ),
}


def fill(folder: Path, count: int) -> Mart:
    """Write the facts of `count` calls over two years, and all that comes of them, month by month."""
    mart, ledger, by = Mart(folder), Ledger(), duckdb.connect()
    mart.folder.mkdir(mode=0o700, parents=True)
    by.execute("SET TimeZone = 'UTC'")
    by.execute(f"CREATE TABLE calls AS {CALLS.format(count=count)}")
    for table, words in TABLES.items():
        if table not in MADE:
            continue
        at, where, told = MADE[table]
        told = {**PERSON, **told}
        row = ", ".join(
            f'({told.get(c.name, "NULL").replace("{persons}", str(count // 3 + 1))})::{c.duckdb} AS "{c.name}"'
            for c in columns(words.schema)
        )
        (mart.folder / table).mkdir(mode=0o700)
        by.execute(f"CREATE TABLE made AS SELECT {row} FROM calls WHERE {where}")
        months = by.execute(f"SELECT strftime({at}, '%Y-%m') AS m, count(*) FROM made GROUP BY 1 ORDER BY 1").fetchall()
        for month, rows in months:
            file = f"{table}/{month}.1.parquet"
            by.execute(
                f"COPY (SELECT * FROM made WHERE strftime({at}, '%Y-%m') = '{month}' ORDER BY {at})"
                f" TO '{mart.folder / file}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 20480)"
            )
            ledger = ledger.with_partition(table, month, Partition(file, 1, rows))
        ledger = ledger.with_filled(table, NOW)
        by.execute("DROP TABLE made")
    ledger.save(mart.folder)
    return mart


def timed(work) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started


def side_by_side(mart: Mart) -> None:
    """Each measure and its twin in turn, in one process, so that what else the machine does hits both alike."""
    by_hand = mart._cursor()

    def twin(measure) -> None:
        for sql in TWINS[measure.id]:
            by_hand.sql(f"WITH {mart._sources(list(measure.tables))} SELECT * FROM ({sql})").to_arrow_table()

    print(f"{'measure':<26}{'declared':>10}{'by hand':>10}{'ratio':>8}")
    total = [0.0, 0.0]
    for measure in (CATALOGUE[id] for id in TWINS):
        compute(measure, mart, **PERIOD)
        twin(measure)
        declared, hand = [], []
        for _ in range(ROUNDS):
            declared.append(timed(lambda m=measure: compute(m, mart, **PERIOD)))
            hand.append(timed(lambda m=measure: twin(m)))
        a, b = statistics.median(declared), statistics.median(hand)
        total = [total[0] + a, total[1] + b]
        print(f"{measure.id:<26}{a:>10.3f}{b:>10.3f}{a / b:>8.2f}", flush=True)
    print(f"{'all of these':<26}{total[0]:>10.3f}{total[1]:>10.3f}{total[0] / total[1]:>8.2f}")


def page(mart: Mart) -> None:
    """All measures over twelve months, as the page of the catalogue asks for them, with nothing kept from before."""
    first = timed(lambda: compute_all(CATALOGUE.values(), mart, **PAGE))
    again = [timed(lambda: compute_all(CATALOGUE.values(), mart, **PAGE)) for _ in range(ROUNDS)]
    one_by_one = timed(lambda: [compute(one, mart, **PAGE) for one in CATALOGUE.values()])
    print(
        f"all {len(CATALOGUE)} measures: first in a process {first:.2f} s, then {statistics.median(again):.2f} s;",
        end=" ",
    )
    print(f"one query after another {one_by_one:.2f} s")


def main(count: int, only_page: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        mart = fill(Path(folder) / "mart", count)
        print(f"{count:,} calls; median of {ROUNDS} rounds, seconds", flush=True)
        page(mart)
        if not only_page:
            side_by_side(mart)


if __name__ == "__main__":
    numbers = [int(one.replace("_", "")) for one in sys.argv[1:] if not one.startswith("-")]
    main(numbers[0] if numbers else 1_000_000, "--page-only" in sys.argv)
