"""A signed-in browser, and a small mart made of facts, for the Insight door."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.marts import Mart, month_of
from tandem.measures.tables import ENCOUNTERS, INCIDENTS, REFERRALS, SHIFTS, TABLES
from tandem.surfaces.insight.facts import KEPT
from tandem.vocabulary.facts import EncounterFact, IncidentFact, ReferralFact, ShiftFact
from tests.made import program
from tests.signed_in import sit


def signed_in(actor: Actor) -> Client:
    """A browser signed in to one job."""
    client = Client()
    sit(client, actor)
    return client


@dataclass
class Facts:
    """Facts to be put in the mart; what is not said is ordinary."""

    mart: Mart
    rows: dict[str, list] = field(default_factory=lambda: {table: [] for table in TABLES})

    def call(self, at: datetime, minutes: float | None = 10, **other) -> None:
        arrived = None if minutes is None else at + timedelta(minutes=minutes)
        row = IncidentFact(
            "real", str(uuid4()), "Rivermont PD", None, "911", at, "team_alone", False, "closed", at, arrived, None,
            None,
        )  # fmt: skip
        self.rows[INCIDENTS].append(replace(row, **other))

    def encounter(self, at: datetime, outcome: str = "engaged", **other) -> None:
        row = EncounterFact(
            "real", str(uuid4()), None, None, "Juniper", at, at + timedelta(hours=1), outcome, None, None, None
        )
        self.rows[ENCOUNTERS].append(replace(row, **other))

    def referral(self, sent: datetime, closed_after: timedelta | None = None, **other) -> None:
        closed = sent + closed_after if closed_after else None
        row = ReferralFact(
            "real", str(uuid4()), None, "Juniper", "Food", "food", sent, sent, None, None, None, closed, "sent"
        )
        self.rows[REFERRALS].append(replace(row, **other))

    def shift(self, at: datetime, hours: float = 8.0, calls: int = 2, **other) -> None:
        ended = at + timedelta(hours=hours)
        row = ShiftFact("real", str(uuid4()), "Rivermont PD", at, ended, ended, 2, 1, calls, 60.0)
        self.rows[SHIFTS].append(replace(row, **other))

    def fill(self) -> None:
        now = clock.now()
        for table, rows in self.rows.items():
            months: dict[str, list] = {}
            for row in rows:
                months.setdefault(month_of(KEPT[table].at(row)), []).append(row)
            for month, its in months.items():
                self.mart.write(table, TABLES[table].schema, its, partition=month, filled_to=now)
            self.mart.mark_filled(table, now)


@pytest.fixture
def facts(settings, tmp_path, db):
    settings.MART_DIR = tmp_path / "marts"
    program()
    return Facts(Mart(settings.MART_DIR))


@pytest.fixture
def noon():
    """Today at 16:00 UTC or earlier, never exactly midnight where the program is."""
    return clock.now().replace(minute=7, second=3, microsecond=0) - timedelta(hours=1)
