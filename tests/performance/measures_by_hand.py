"""Hand-written SQL for the numbers of measures, one of each shape the catalogue has.

`STANDS_FOR` says which of the others each stands for: they differ in a column, a number of days or a word only. It gives
the summary by month and reason (and the quantiles), but no intervals, no limits and no list of times set aside.
"""

from made_facts import ZONE

from tandem.measures.tables import ENCOUNTERS, FOLLOWUPS, INCIDENTS, REFERRALS, SHIFTS, TRANSFERS

MONTH = f"date_trunc('month', {{at}} AT TIME ZONE '{ZONE}')"
INSIDE = (
    f"{{at}} >= timestamp '2024-12-01' AT TIME ZONE '{ZONE}' AND {{at}} < timestamp '2026-12-01' AT TIME ZONE '{ZONE}'"
)
ASKED = "coalesce(first_report_at, received_at)"
AHEAD = "epoch_us(received_at) - epoch_us(recorded_at) > 120000000"


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
    "arrival_within_hour": (
        _grouped(
            INCIDENTS,
            "received_at",
            f"""CASE WHEN arrived_at IS NULL THEN 'no_arrival' WHEN {AHEAD} THEN 'clock_ahead'
                WHEN ({ASKED} AT TIME ZONE '{ZONE}')::time = '00:00' OR (arrived_at AT TIME ZONE '{ZONE}')::time = '00:00'
                    THEN 'date_only'
                WHEN arrived_at < {ASKED} THEN 'negative'
                WHEN epoch_us(arrived_at) - epoch_us({ASKED}) > 86400000000 THEN 'over_a_day' END""",
            f"count(*), sum((epoch_us(arrived_at) - epoch_us({ASKED}) <= 3600000000)::int),"
            f" sum((epoch_us(arrived_at) - epoch_us({ASKED}) <= 7200000000)::int)",
        ),
    ),
    "groups_known": (
        _grouped(
            ENCOUNTERS,
            "started_at",
            _engaged("false"),
            "count(*), sum((race IS NOT NULL AND gender IS NOT NULL AND age_band IS NOT NULL AND language IS NOT NULL)::int),"
            " count(race), count(gender), count(age_band), count(language), count(veteran)",
        ),
    ),
    "unmet_reasons_mix": (
        _grouped(
            REFERRALS,
            "created_at",
            """CASE WHEN created_at > timestamptz '2026-10-23 12:00:00+00' THEN 'too_recent'
                WHEN epoch_us(least(seen_at, closed_at)) - epoch_us(created_at) <= 30 * 86400000000 THEN 'met'
                WHEN need IS NULL THEN 'other_need' END""",
            """CASE WHEN coalesce(seen_at, closed_at) IS NOT NULL THEN 'late' WHEN state = 'cancelled' THEN 'taken_back'
                WHEN state IN ('declined', 'failed') THEN coalesce(reason, 'unknown') WHEN sent_at IS NULL THEN 'never_sent'
                WHEN accepted_at IS NOT NULL THEN 'not_seen' ELSE 'no_answer' END AS why, count(*)""",
        ),
    ),
    "calmer_with": (
        _grouped(
            "interventions",
            "started_at",
            """CASE WHEN contact_outcome IS DISTINCT FROM 'engaged' THEN 'not_engaged'
                WHEN distress_before - distress_after IS NULL THEN 'unknown' WHEN distress_before < 2 THEN 'calm_before' END""",
            "count(*), sum((distress_before - distress_after >= 2)::int), sum((distress_before - distress_after < 0)::int),"
            " sum((force <> 'none')::int), sum(held::int)",
        ),
    ),
    "treated_mix": (
        _grouped(
            "answers",
            "answered_at",
            "NULL",
            "answer, count(*)",
            rows="(SELECT * FROM answers WHERE asked_of = 'person' AND question = 'treated')",
        ),
    ),
    "officer_hours_returned": (
        _grouped(
            TRANSFERS,
            "created_at",
            """CASE WHEN NOT officer_came THEN 'no_officer' WHEN officer_came IS NULL AND officer_free_at IS NULL THEN 'unknown'
                WHEN officer_free_at IS NULL THEN 'no_free_time' WHEN x IS NULL THEN 'no_end'
                WHEN x > 24 THEN 'over_a_day' END""",
            "count(*), sum(greatest(x, 0)), sum(greatest(x, 0) * greatest(x, 0)), sum((x > 0)::int)",
            rows="(SELECT *, (epoch_us(coalesce(took_over_at, clinician_free_at)) - epoch_us(officer_free_at)) / 3.6e9 AS x"
            " FROM transfers)",
        ),
    ),
}

STANDS_FOR: dict[str, tuple[str, ...]] = {
    "request_to_arrival": ("request_to_dispatch", "request_to_clear", "wait_by_phone", "officer_wait"),
    "dispatch_to_arrival": ("arrival_to_engagement", "on_scene_time"),
    "eligible_served": ("override_share", "response_mix"),
    "hold_share": (
        "arrest_share", "citation_share", "calming_share", "interpreter_share", "rights_told_share", "ed_transport_share",
        "force_share", "injury_share", "other_injury_share",
    ),
    "contact_outcome_mix": ("disposition_mix", "transport_mix"),
    "loop_closed_14_days": (
        "loop_closed_7_days", "loop_closed_30_days", "loop_closed_90_days", "referral_accepted_7_days", "seen_30_days",
        "warm_share", "referral_mix",
    ),
    "followup_72_hours": ("followup_reached", "followup_7_days", "followup_30_days"),
    "calls_per_unit_hour": ("unit_hours", "unit_utilization"),
    "repeat_contact_30_days": ("repeat_contact_90_days",),
    "hold_after_90_days": ("hold_after_365_days", "arrest_after_90_days", "arrest_after_365_days"),
    "connected_90_days": ("referred_7_days", "connected_30_days", "connected_365_days"),
    "unmet_reasons_mix": ("unmet_needs_mix",),
    "calmer_with": ("calming_mix",),
    "treated_mix": ("would_help_mix", "family_satisfied", "officer_satisfied", "partner_satisfied"),
    "officer_hours_returned": ("officer_waiting_hours",),
}  # fmt: skip
