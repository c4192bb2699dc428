"""A measure by group through its page: whole for a supervisor, without small groups for an evaluator, absent for others."""

from datetime import UTC, datetime

import pytest

from tandem.measures.tables import ENCOUNTERS
from tandem.measures.tests.test_splits import met
from tandem.surfaces.insight import facts
from tandem.vocabulary.facts import EncounterFact
from tandem.vocabulary.terms import Role
from tests import made
from tests.signed_in import sit

pytestmark = pytest.mark.django_db
PAGE = "/measures/hold_share/by/gender/"


@pytest.fixture
def held(settings, tmp_path, monkeypatch):
    """Sixty women of whom twenty were held, fifty men of whom fifteen were, and three who answered otherwise."""
    settings.MART_DIR = tmp_path / "marts"
    made.program()
    groups = [("woman", 60, 20), ("man", 50, 15), ("nonbinary", 3, 1)]
    rows = [met(i, i < k, name) for name, n, k in groups for i in range(n)]
    facts.mart().write(ENCOUNTERS, EncounterFact, rows, partition="2026-01")
    monkeypatch.setattr("tandem.foundation.clock.now", lambda: datetime(2026, 3, 1, tzinfo=UTC))


def seen(client, role: Role, path: str = PAGE):
    sit(client, made.user_with_job(role))
    return client.get(path)


def test_a_supervisor_sees_every_group(client, held):
    page = seen(client, Role.CLINICAL_SUPERVISOR).content.decode()
    assert "Woman or girl" in page and "33 %" in page and "30 %" in page and "too few to say" in page
    assert "No group differs from the others by more than chance explains." in page and "not shown" not in page


def test_an_evaluator_is_shown_no_small_group_and_nothing_that_gives_it_away(client, held):
    answer = seen(client, Role.EVALUATOR)
    page = answer.content.decode()
    rows = {row.label: row for row in answer.context["rows"]}
    assert rows["Nonbinary"].hidden and sum(row.hidden for row in rows.values()) >= 2
    hidden = [row for row in rows.values() if row.hidden]
    assert page.count('unknown">not shown') == len(hidden) and not any(row.n or row.counted for row in hidden)


@pytest.mark.parametrize(
    "path", ["/measures/hold_share/by/past/", "/measures/hold_share/by/name/", "/measures/none/by/gender/"]
)
def test_a_split_there_is_none_of_is_absent(client, held, path):
    assert seen(client, Role.CLINICAL_SUPERVISOR, path).status_code == 404


def test_for_others_there_is_no_such_page(client, held):
    assert seen(client, Role.OFFICER).status_code == 404
