"""A trial on the board, over HTTP: one tap draws, the panel says what to send, and safety comes first."""

import re

import pytest
from django.urls import reverse

from tandem.domain.trials import actions
from tandem.domain.trials.models import Allocation, Deviation
from tandem.domain.trials.tests import made_trials
from tandem.vocabulary.terms import Role
from tests import made

TEAM, USUAL = "send the team", "send the usual response"


@pytest.fixture(scope="module")
def trial(floor):
    floor.team()
    return made_trials.running()


def calm(floor, **more):
    return made_trials.calm_call(agency=floor.police, **more)


def page(browser, call) -> str:
    return browser.get(reverse("board:call", args=[call])).text


def tap(browser, call, verb, **told):
    return browser.post(reverse("board:verb", args=[call, verb]), told)


def test_one_tap_draws_and_the_panel_says_what_to_send(floor, trial):
    browser, call = floor.browser(), calm(floor)
    before = page(browser, call)
    assert "This call is one for the trial" in before and 'hx-post="/board/call/' in before
    # One filled button a view: the draw comes first.
    panel = before[before.index('id="panel-') :]
    assert re.findall(r'class="btn go"[^>]*>([^<]+)<', panel[: panel.index("What changed")]) == ["Draw"]
    assert TEAM not in before and USUAL not in before
    assert tap(browser, call, "draw").status_code == 303
    after = page(browser, call)
    arm = Allocation.objects.get(incident_id=call).arm
    assert (TEAM if arm == "team" else USUAL) in after and "Drawn for a trial" in after
    second = floor.browser(floor.actor(Role.DISPATCHER))
    assert tap(second, call, "draw").status_code == 303
    assert Allocation.objects.filter(incident_id=call).count() == 1


def test_a_call_with_no_choice_has_no_lot_and_none_can_be_forced(floor, trial):
    browser, call = floor.browser(), calm(floor, inputs={"weapon": "in_hand"})
    assert "trial" not in page(browser, call)
    answer = tap(browser, call, "draw")
    assert answer.status_code == 422 and "life or safety may be at stake" in answer.text
    asked = calm(floor, inputs={"suicide": "unknown"})
    assert "not everything about safety has been answered" in page(browser, asked)
    assert not Allocation.objects.filter(incident_id__in=[call, asked]).exists()


def test_safety_comes_first_with_one_tap_and_a_reason(floor, trial):
    browser, call = floor.browser(), calm(floor)
    tap(browser, call, "draw")
    form = browser.get(reverse("board:verb", args=[call, "otherwise"])).text
    assert 'name="why" value="danger"' in form
    assert tap(browser, call, "otherwise", why="").status_code == 422
    assert tap(browser, call, "otherwise", why="danger").status_code == 303
    assert "Somebody may be in danger" in page(browser, call)
    assert Deviation.objects.get(allocation__incident_id=call).why == "danger"


def test_who_does_not_dispatch_draws_nothing(floor, trial):
    call = calm(floor)
    for role in (Role.OFFICER, Role.EVALUATOR):
        browser = floor.browser(floor.actor(role))
        assert {tap(browser, call, verb, why="danger").status_code for verb in ("draw", "otherwise")} == {404}
    assert not Allocation.objects.filter(incident_id=call).exists()


def test_a_paused_trial_says_nothing_on_the_board(floor, trial):
    _manager, name, number = trial
    actions.pause(name, number, actor=made.user_with_job(Role.CLINICAL_SUPERVISOR), reason="A look at the first.")
    call = calm(floor)
    assert "trial" not in page(floor.browser(), call)
    actions.resume(name, number, actor=_manager, reason="Looked into it.")
