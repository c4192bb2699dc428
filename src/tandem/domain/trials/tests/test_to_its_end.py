"""From draws on the board to the answer by intention to treat, through the mart and the evaluation's own command."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from tandem.domain.incidents.actions import assign, cancel
from tandem.domain.trials import actions
from tandem.domain.trials.models import Allocation
from tandem.domain.trials.tests import made_trials
from tandem.foundation import clock
from tandem.measures.evaluation.designs.trial import newcombe
from tandem.measures.tables import TRIALS
from tandem.subscriptions import follow_trials
from tandem.surfaces.board.tests.conftest import Floor
from tandem.surfaces.insight import facts
from tandem.vocabulary.trials import Arm
from tests import made

CALLS = 44
SPEC = {
    "unit": "call", "arm": "arm", "compare": ["usual", "team"], "outcome": "again", "allocated_at": "drawn_at",
    "outcome_at": "again_at", "received": "received", "outcome_words": "another call within 30 days",
}  # fmt: skip


def filled(month: str) -> int:
    return facts.fill_month(TRIALS, month)


@pytest.fixture
def floor(db):
    made.program()
    return Floor()


@pytest.fixture
def ended(floor, settings, tmp_path):
    """Calls drawn, the first over HTTP, three of them sent otherwise, some followed by another call from the same door."""
    settings.MART_DIR = tmp_path / "marts"
    team, manager = floor.team(), made_trials.running()
    browser, calls = (
        floor.browser(),
        [made_trials.calm_call(agency=floor.police, place=f"{n} Elm") for n in range(CALLS)],
    )
    assert browser.post(reverse("board:verb", args=[calls[0], "draw"])).status_code == 303
    for call in calls[1:]:
        actions.draw(call, actor=floor.dispatcher)
    drawn = list(Allocation.objects.filter(incident__in=calls).order_by("number"))
    usual = [one.incident_id for one in drawn if one.arm == Arm.USUAL]
    assert browser.post(reverse("board:verb", args=[usual[0], "otherwise"]), {"why": "danger"}).status_code == 303
    assign(usual[0], actor=floor.dispatcher, team_id=team)
    cancel(usual[1], actor=floor.dispatcher, reason="Officers were sent by CAD.")
    for one in drawn:
        number = calls.index(one.incident_id)
        if number % (3 if one.arm == Arm.USUAL else 9) == 0:
            made.call(agency=floor.police, place=f"{number} elm")
    return manager, drawn


def test_draws_become_the_answer_by_intention_to_treat(ended, tmp_path):
    (manager, name, number), drawn = ended
    month, later = f"{drawn[0].at:%Y-%m}", clock.now() + timedelta(days=31)
    # While it runs it has no facts: nobody compares the arms.
    with clock.at(later):
        assert filled(month) == 0
        actions.stop(name, number, actor=manager, reason="All calls are drawn.")
        follow_trials()
        follow_trials()
        assert filled(month) == CALLS
    [table] = (tmp_path / "marts" / TRIALS).glob("*.parquet")
    (tmp_path / "spec.json").write_text(json.dumps(SPEC))
    out = StringIO()
    call_command("evaluate", "trial", data=table, spec=tmp_path / "spec.json", json=True, stdout=out)
    report = json.loads(out.getvalue())
    arms = {arm: [one for one in drawn if one.arm == arm] for arm in Arm}
    n0, n1 = len(arms[Arm.USUAL]), len(arms[Arm.TEAM])
    k0, k1 = (sum(_again(one, drawn, step) for one in arms[arm]) for arm, step in ((Arm.USUAL, 3), (Arm.TEAM, 9)))
    assert report["design"] == "trial" and report["n"] == CALLS
    # The call that the team went to after all counts where it was drawn.
    assert report["estimate"] == pytest.approx(k1 / n1 - k0 / n0)
    assert report["interval"] == pytest.approx(newcombe(k1, n1, k0, n0))
    assert any("all count where they were drawn" in one for one in report["warnings"])


def _again(one, drawn, step: int) -> bool:
    """Calls were drawn in the order they came in."""
    return drawn.index(one) % step == 0
