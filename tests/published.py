"""A program with two whole months of facts, small places among them, and a browser that nobody signed in."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from tandem.foundation.accounts.actor import Actor
from tandem.foundation.marts import Mart, month_of
from tandem.measures.reports import actions
from tandem.measures.tables import ENCOUNTERS, INCIDENTS, REFERRALS, TABLES
from tandem.vocabulary.facts import EncounterFact, IncidentFact, ReferralFact
from tandem.vocabulary.permissions import Permission
from tests.made import program

PUBLISHER = Actor.system("Publisher", Permission.PAGE_DECIDE, Permission.PAGE_PUBLISH)
AT = {INCIDENTS: "received_at", ENCOUNTERS: "started_at", REFERRALS: "created_at"}


class City:
    """Calls by place and month; `connected` of them end in a service, `arrests` in an arrest."""

    def __init__(self, folder):
        self.mart, self.rows = Mart(folder), {INCIDENTS: [], ENCOUNTERS: [], REFERRALS: []}
        self._draw = random.Random(3)

    def month(self, month: str, place: str, *, answered: int, connected: int, unserved: int = 0, arrests: int = 0):
        year, number = map(int, month.split("-"))
        for i in range(answered + unserved):
            at = datetime(year, number, 1 + i % 27, 14, 7, i % 60, tzinfo=UTC)
            here = at + timedelta(minutes=self._draw.randint(8, 40)) if i < answered else None
            self.rows[INCIDENTS].append(
                IncidentFact(
                    "real", str(uuid4()), "Rivermont PD", place, "911", at, "team_alone", False, "closed", here, here,
                    here, here,
                )
            )  # fmt: skip
            if here:
                self._contact(here, place, connected=i < connected, arrested=i >= answered - arrests)

    def _contact(self, at: datetime, place: str, *, connected: bool, arrested: bool) -> None:
        person = uuid4().hex
        met = EncounterFact(
            "real", str(uuid4()), None, person, "Juniper", at, at + timedelta(hours=1), "engaged", None, None, None,
            arrested=arrested,
        )  # fmt: skip
        self.rows[ENCOUNTERS].append(replace(met, area=place))
        if connected:
            seen = at + timedelta(days=2)
            self.rows[REFERRALS].append(
                ReferralFact(
                    "real", str(uuid4()), person, "Juniper", "Food", "food", at, at, at, None, seen, None, "seen"
                )
            )

    def fill(self, to: datetime) -> None:
        for table, rows in self.rows.items():
            months: dict[str, list] = {}
            for row in rows:
                months.setdefault(month_of(getattr(row, AT[table])), []).append(row)
            for month, its in months.items():
                self.mart.write(table, TABLES[table].schema, its, partition=month, filled_to=to)
            self.mart.mark_filled(table, to)

    def publish(self, at: datetime) -> str:
        self.fill(at)
        return actions.publish(actor=PUBLISHER, mart=self.mart, zone="America/New_York", now=at)


# Alder Heights and County would be found out one by the other if only County were hidden.
SEPTEMBER = {"Old Town": (60, 41), "Harbor": (50, 33), "Alder Heights": (40, 22), "County": (24, 8)}
OCTOBER = {"Old Town": (55, 37), "Harbor": (47, 29), "Alder Heights": (44, 25), "County": (12, 3)}


@pytest.fixture
def city(settings, tmp_path, db):
    settings.MART_DIR = tmp_path / "marts"
    program()
    found = City(settings.MART_DIR)
    september(found)
    return found


@pytest.fixture
def visitor():
    return Client()


def september(city: City) -> None:
    for place, (answered, connected) in SEPTEMBER.items():
        city.month("2026-09", place, answered=answered, connected=connected, unserved=20, arrests=answered // 3)


def october(city: City) -> None:
    for place, (answered, connected) in OCTOBER.items():
        city.month("2026-10", place, answered=answered, connected=connected, unserved=15, arrests=answered // 3)


def noon(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 16, tzinfo=UTC)


def opened() -> None:
    actions.decide(actor=PUBLISHER, wanted=True)
