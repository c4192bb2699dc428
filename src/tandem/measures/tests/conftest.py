import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tandem.foundation.marts import Mart, month_of
from tandem.measures.tables import (
    ANSWERS,
    ENCOUNTERS,
    FOLLOWUPS,
    INCIDENTS,
    INTERVENTIONS,
    REFERRALS,
    SHIFTS,
    TABLES,
    TRANSFERS,
)
from tandem.vocabulary.facts import (
    AnswerFact,
    EncounterFact,
    FollowupFact,
    IncidentFact,
    InterventionFact,
    ReferralFact,
    ShiftFact,
    TransferFact,
)

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ZONE = "America/New_York"
ANCHOR = {INCIDENTS: "received_at", ENCOUNTERS: "started_at", REFERRALS: "created_at", TRANSFERS: "created_at"}
ANCHOR |= {SHIFTS: "started_at", FOLLOWUPS: "planned_at", INTERVENTIONS: "started_at", ANSWERS: "answered_at"}


class Facts:
    """A small mart with rows of every kind; what is not said is ordinary."""

    def __init__(self, folder):
        self.mart = Mart(folder)
        self.random = random.Random(7)
        self.rows = {table: [] for table in TABLES}

    def call(self, at, minutes=10.0, **other):
        arrived = None if minutes is None else at + timedelta(minutes=minutes)
        row = IncidentFact(
            "real", self._key("i"), "agency", None, "911", at, "team_alone", False, "closed", at, arrived, None, None
        )
        return self._add(INCIDENTS, row, other)

    def encounter(self, at, outcome="engaged", person=None, incident=None, **other):
        row = EncounterFact(
            "real",
            self._key("e"),
            incident,
            person,
            "agency",
            at,
            at + timedelta(hours=1),
            outcome,
            None,
            None,
            None,
        )
        return self._add(ENCOUNTERS, row, other)

    def referral(self, sent, closed_after=None, **other):
        closed = None if closed_after is None else sent + closed_after
        row = ReferralFact(
            "real", self._key("r"), None, "agency", "s", "food", sent, sent, None, None, None, closed, "sent"
        )
        return self._add(REFERRALS, row, other)

    def shift(self, at, hours=8.0, calls=2, busy=60.0, **other):
        ended = None if hours is None else at + timedelta(hours=hours)
        planned = at + timedelta(hours=8)
        return self._add(
            SHIFTS, ShiftFact("real", self._key("s"), "agency", at, planned, ended, 2, 1, calls, busy), other
        )

    def transfer(self, at, arrived=0, officer_free=30, took_over=90, **other):
        """Times in minutes after `at`; None is not known."""
        times = [None if one is None else at + timedelta(minutes=one) for one in (arrived, took_over, officer_free)]
        row = TransferFact(
            "real", self._key("t"), None, "e", None, "agency", "Hospital", "hospital", at, at, at, at, *times, None,
            True, False, "taken_over",
        )  # fmt: skip
        return self._add(TRANSFERS, row, other)

    def followup(self, planned, reached_after=None, window="first", days=3, **other):
        due = planned + timedelta(days=days)
        reached = None if reached_after is None else planned + reached_after
        row = FollowupFact(
            "real", self._key("f"), None, "agency", window, planned, planned + timedelta(days=1), due, 1, reached, None,
            reached is None or reached > due,
        )  # fmt: skip
        return self._add(FOLLOWUPS, row, other)

    def intervention(self, at, way="time", worked="yes", before=8, after=4, **other):
        row = InterventionFact(
            "real", self._key("w"), None, "agency", at, way, worked, "engaged", before, after, "none", False, False
        )
        return self._add(INTERVENTIONS, row, other)

    def answer(self, at, answer="well", question="treated", asked_of="person", **other):
        return self._add(ANSWERS, AnswerFact("real", self._key("o"), "agency", asked_of, question, answer, at), other)

    def fill(self, to=NOW):
        for table, rows in self.rows.items():
            months = {}
            for row in rows:
                months.setdefault(month_of(getattr(row, ANCHOR[table])), []).append(row)
            for month, its in months.items():
                self.mart.write(table, TABLES[table].schema, its, partition=month, filled_to=to)
            self.mart.mark_filled(table, to)
        return self.mart

    def _key(self, kind):
        return f"{kind}{sum(map(len, self.rows.values())):05d}"

    def _add(self, table, row, other):
        self.rows[table].append(replace(row, **other))
        return self.rows[table][-1]


@pytest.fixture
def facts(tmp_path):
    return Facts(tmp_path / "mart")
