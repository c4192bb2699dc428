"""Trials through their door: planned, signed by two, sealed, stopped by anybody in charge, and checked by anybody."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from tandem.domain.trials import actions, sheet
from tandem.domain.trials.models import Seed, Trial
from tandem.domain.trials.tests import made_trials
from tandem.surfaces.program.tests.conftest import at_the_page as browser
from tandem.vocabulary.terms import Role
from tests import made
from tests.short import few
from tests.signed_in import stale


def typed(**more) -> dict:
    """A whole plan as a browser sends it."""
    told = made_trials.told(**more)
    return {**told, "shares": " ".join(told["shares"]), "sizes": ", ".join(told["sizes"])}


def at(page: str, key=("team-or-usual", 1)) -> str:
    return reverse(page, args=key)


def do(who, verb, **told):
    return who.post(at("trial_do"), {"verb": verb, **told})


def seen(who) -> str:
    return who.get(at("trial")).context["one"].plan.content_hash


@pytest.fixture
def house(db):
    made.program()
    made.team(made.user_with_job(Role.CLINICIAN), made.user_with_job(Role.OFFICER))
    return made.user_with_job(Role.EVALUATOR)


@pytest.fixture
def trial(house):
    manager, *key = made_trials.running()
    return browser(manager), tuple(key)


def test_from_a_first_draft_to_a_sealed_list(house):
    manager, supervisor = browser(house), browser(made.user_with_job(Role.CLINICAL_SUPERVISOR))
    dispatcher = browser(made.user_with_job(Role.DISPATCHER))
    form = manager.get(reverse("trial_new")).text
    assert "Rule 25" in form and "Rule 1:" not in form
    answer = manager.post(reverse("trial_new"), typed(board_reference="", rules=[]), follow=True)
    assert "Write the board" in answer.text and "Ask for signatures" not in answer.text
    assert do(manager, "ask", seen=seen(manager)).status_code == 422
    assert manager.post(at("trial_write"), {**typed(), "seen": seen(manager)}).status_code == 303
    assert do(supervisor, "sign", seen=seen(supervisor)).status_code == 422
    days = manager.get(at("trial")).text
    assert f"{date.fromisoformat(typed()['last_day']):%b} " in days and typed()["last_day"] not in days
    assert do(manager, "ask", seen=seen(manager)).status_code == 303
    assert "Sign this plan" in supervisor.get(at("trial")).text
    assert do(supervisor, "sign", seen="0" * 64).status_code == 409
    for who in (supervisor, dispatcher):
        assert do(who, "sign", seen=seen(who)).status_code == 303
    assert manager.get(at("trial_write")).status_code == 404
    assert supervisor.post(at("trial_start")).status_code == 404
    stale(manager)
    assert manager.post(at("trial_start")).status_code != 302 and not Trial.objects.exists()
    fresh = browser(house)
    assert fresh.post(at("trial_start")).status_code == 303
    page = fresh.get(at("trial")).text
    assert "This trial draws calls now" in page and Trial.objects.get().commitment in page
    assert Seed.objects.get().seed not in page


@pytest.mark.fuzz
def test_bad_words_come_back_with_what_was_typed(db):
    made.program()
    manager = browser(made.user_with_job(Role.EVALUATOR))
    wrong = (
        ("title", "", "This can&#x27;t be empty"),
        ("question", "a\0b", "NUL"),
        ("first_day", "tomorrow", "like 2026-11-22"),
        ("most", "9e9", "whole numbers"),
        ("left_out", "gossip", "Choose from the list"),
        ("sizes", "2, six", "whole numbers"),
    )
    for name, value, words in few(wrong, every=2):
        answer = manager.post(reverse("trial_new"), typed(usual_words="Patrol as before") | {name: value})
        assert answer.status_code == 422 and words in answer.text and "Patrol as before" in answer.text


def test_while_it_runs_nobody_sees_an_outcome_the_seed_or_the_arms_they_could_count_on(trial):
    manager, key = trial
    dispatcher = made.user_with_job(Role.DISPATCHER)
    for _ in range(3):
        actions.draw(made_trials.calm_call(), actor=dispatcher)
    told, drawing = manager.get(at("trial", key)), browser(dispatcher).get(at("trial", key))
    assert told.context["counts"].usual + told.context["counts"].team == 3 and "for neither arm" in told.text
    assert drawing.context["counts"] is None and "3 calls drawn" in drawing.text
    assert browser(dispatcher).get(at("trial_log", key)).status_code == 404
    shown = [manager.get(at(page, key)).text for page in ("trial", "trial_log", "trial_log_file", "trial_seal_file")]
    assert made_trials.SEED.hex() not in "".join(shown)
    assert "The log is whole" in shown[1] and json.loads(shown[3])["seed"] is None


@pytest.mark.fuzz
def test_whoever_is_in_charge_stops_it_at_once_and_says_why(trial):
    """A pause is ended by those who plan; a stop by nobody."""
    manager, key = trial
    roles = (Role.CLINICAL_SUPERVISOR, Role.OFFICER, Role.DISPATCHER, Role.PRIVACY_OFFICER)
    for role in few(roles, every=4):
        who = browser(made.user_with_job(role))
        assert do(who, "pause", reason="").status_code == 422
        assert do(who, "pause", reason="A look first.").status_code == 303
        assert do(who, "resume", reason="On.").status_code == 404
        assert do(manager, "resume", reason="Looked into it.").status_code == 303
    assert do(who, "stop", reason="Two people were hurt.").status_code == 303
    page = who.get(at("trial", key)).text
    assert "Stopped for good" in page and "Two people were hurt." in page and made_trials.SEED.hex() in page
    assert do(manager, "resume", reason="On.").status_code == 422


@pytest.mark.fuzz
def test_there_is_no_trial_for_anybody_else(db):
    made_trials.signed()
    pages = [reverse("trials"), reverse("trial_new"), *(at(page) for page in ("trial", "trial_log", "trial_seal_file"))]
    for number, role in enumerate((Role.CLINICIAN, Role.PEER, Role.TRAINER, Role.AGENCY_ADMIN)):
        who = browser(made.user_with_job(role))
        assert {who.get(page).status_code for page in few(pages[number:], every=4)} == {404}


def test_a_plan_is_given_up_and_goes_on_in_a_new_draft(house):
    manager, (_planner, *key) = browser(house), made_trials.signed()
    assert manager.post(at("trial_withdraw", key), {"reason": ""}).status_code == 422
    answer = manager.post(at("trial_withdraw", key), {"reason": "The board asks for more.", "again": "on"})
    assert answer.url == at("trial", ("team-or-usual", 2))
    assert "This plan was given up" in manager.get(at("trial", key)).text


def test_both_files_are_checked_elsewhere(trial, tmp_path):
    manager, key = trial
    dispatcher = made.user_with_job(Role.DISPATCHER)
    for _ in range(4):
        actions.draw(made_trials.calm_call(area="=North"), actor=dispatcher)
    assert do(manager, "stop", reason="Done.").status_code == 303
    log, seal = tmp_path / "log.csv", tmp_path / "seal.json"
    log.write_text(manager.get(at("trial_log_file", key)).text)
    seal.write_text(manager.get(at("trial_seal_file", key)).text)
    assert "each call got what its list says" in verified(log, seal)
    lines = log.read_text().splitlines(keepends=True)
    log.write_text("".join([*lines[:2], lines[3], lines[2], *lines[4:]]))
    with pytest.raises(SystemExit):
        verified(log, seal)
    log.write_text("call,arm\n1,team\n")
    with pytest.raises(CommandError, match="no log of draws"):
        verified(log, seal)


def verified(log, seal) -> str:
    out = StringIO()
    call_command("trial", "verify", log, seal, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"scheme":"other","parameters":{}}',
        '{"parameters":{"shares":[0,0]}}',
        "[" * 9999,
        '{"seed":"zz"}',
    ],
)
def test_a_file_that_is_no_seal_is_refused_in_words(text):
    with pytest.raises(sheet.BadFile):
        sheet.bound(text)
