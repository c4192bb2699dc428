"""A mart of made-up facts over two years, made with SQL: as many calls as wanted and all that comes of them.

Keys are as long as those of a real mart. Some times can't be right and some are unknown, so that what is left out is worked
out too.
"""

from datetime import UTC, datetime
from pathlib import Path

import duckdb

from tandem.foundation.marts import Ledger, Mart
from tandem.foundation.marts.ledger import Partition
from tandem.foundation.marts.schema import columns
from tandem.measures.tables import ENCOUNTERS, FOLLOWUPS, INCIDENTS, REFERRALS, SHIFTS, TABLES

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ZONE = "America/New_York"
PERIOD = {"start_month": "2024-12", "end_month": "2026-11", "zone": ZONE, "now": NOW}
PAGE = {**PERIOD, "start_month": "2025-12"}

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
WHO = "CASE WHEN c < 0.8 THEN md5('p' || (hash(i + 9) % {persons})) END"
MADE: dict[str, tuple[str, str, dict[str, str]]] = {
    INCIDENTS: (
        "received_at",
        "true",
        {
            "record": "md5('i' || i)",
            "origin": "'911'",
            "received_at": "tm",
            "response": "'team_alone'",
            "recommended": "CASE WHEN b < 0.9 THEN ['team_alone', 'police_led', 'phone_988'][1 + i % 3] END",
            "overridden": "d < 0.1",
            "state": "'closed'",
            "dispatched_at": "CASE WHEN a < 0.8 THEN tm + to_seconds((60 + 600 * b)::BIGINT) END",
            "arrived_at": "CASE WHEN i % 500 = 0 THEN tm - to_minutes(5) WHEN i % 500 = 1 THEN tm + to_days(2)"
            " WHEN i % 500 = 2 THEN date_trunc('day', tm) + to_hours(29)"
            " WHEN a < 0.75 THEN tm + to_seconds((300 + 3000 * b * c)::BIGINT) END",
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
            "record": "md5('e' || i)",
            "incident": "md5('i' || i)",
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
            "record": "md5('e' || i)",
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
            "record": "md5('o' || i)",
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
            "record": "md5('r' || i)",
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
            "record": "md5('f' || i)",
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
            "record": "md5('t' || i)",
            "encounter": "md5('e' || i)",
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
            "record": "md5('s' || i)",
            "started_at": "tm",
            "until_at": "tm + to_hours(8)",
            "ended_at": "CASE WHEN i % 100 = 1 THEN tm - to_hours(1) ELSE tm + to_minutes((360 + 180 * b)::INT) END",
            "members": "2",
            "officers": "1",
            "calls": "i % 5",
            "busy_minutes": "CASE WHEN c < 0.95 THEN 40.0 * (i % 5) END",
        },
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
