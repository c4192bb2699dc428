import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tandem.foundation.marts import Mart, month_of
from tandem.measures.tables import ENCOUNTERS, INCIDENTS, REFERRALS, TABLES
from tandem.vocabulary.facts import EncounterFact, IncidentFact, ReferralFact

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ZONE = "America/New_York"
ANCHOR = {INCIDENTS: "received_at", ENCOUNTERS: "started_at", REFERRALS: "created_at"}


class Facts:
    """A small mart with rows of three kinds; what is not said is ordinary."""

    def __init__(self, folder):
        self.mart = Mart(folder)
        self.random = random.Random(7)
        self.rows = {INCIDENTS: [], ENCOUNTERS: [], REFERRALS: []}

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
