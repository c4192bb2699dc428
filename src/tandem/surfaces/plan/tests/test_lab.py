"""The lab through its door: which state a replay is in, what it says, who opens the calls behind a count."""

from datetime import timedelta

import pytest

from tandem.foundation import clock
from tandem.foundation.jobs.models import Run
from tandem.foundation.jobs.work import execute
from tandem.measures.tables import DECISIONS, TABLES
from tandem.planning.replay.tests.cases import city, decided
from tandem.surfaces.plan.lab.reading import Facts
from tandem.vocabulary.facts import DecisionFact

CALM = {"weapon": "none", "violence": "none", "suicide": "thoughts", "medical": "none", "will_talk": "yes"}
HARBOR = "/criteria/harbor-city/1/replay/"


@pytest.fixture
def mart(settings, tmp_path):
    settings.MART_DIR = tmp_path / "marts"
    return Facts().mart


def recorded(mart, rows) -> None:
    now = clock.now()
    facts = [DecisionFact(**row) for row in rows]
    mart.write(DECISIONS, TABLES[DECISIONS].schema, facts, partition=f"{now:%Y-%m}", filled_to=now)


def year(n: int, known=CALM, **other):
    at = clock.now() - timedelta(days=3)
    return [decided(city(), known, at + timedelta(minutes=one), **other) for one in range(n)]


def tried(client, path=HARBOR) -> str:
    """Ask for a replay, let the worker do it, and read the page."""
    assert client.post(path, {"days": "365"}).status_code == 303
    run = Run.objects.latest("asked_at")
    execute(str(run.pk))
    return client.get(path).content.decode()


def test_a_manager_tries_a_shipped_edition(mart, manager):
    recorded(mart, [*year(40), *year(5, {})])
    assert "Beside edition 1, in force" in manager.get(HARBOR).content.decode()
    html = tried(manager)
    assert "What if we had used edition 1?" in html and "45 calls" in html
    assert "5 calls can be decided by neither edition" in html
    assert "gives the same answer as the live decision for all 45 decisions" in html
