"""A trial through its verbs: two sign, it starts sealed, each call is drawn once, and nobody changes the log."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from tandem.domain.incidents.actions import assign, override
from tandem.domain.trials import actions, drawing, log, plans
from tandem.domain.trials.models import Allocation, Deviation, Seed, Trial
from tandem.domain.trials.tests import made_trials
from tandem.domain.trials.tests.made_trials import calm_call, expected
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor, NotAllowed
from tandem.foundation.acts.act import act
from tandem.foundation.acts.models import Log
from tandem.foundation.audit.models import Entry
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Conflict, Refusal
from tandem.vocabulary.terms import Response, Role
from tandem.vocabulary.trials import Arm, Otherwise, TrialState
from tests import made


@pytest.fixture
def team(db):
    made.program()
    return made.team(made.user_with_job(Role.CLINICIAN), made.user_with_job(Role.OFFICER))


@pytest.fixture
def trial(team):
    return made_trials.running()


@pytest.fixture
def dispatcher(team):
    return made.user_with_job(Role.DISPATCHER)


def refused(doing, *args, **told) -> str:
    with pytest.raises(Refusal) as no:
        doing(*args, **told)
    return no.value.errors[0][1]


def test_nothing_starts_without_board_signatures_and_a_choice(team):
    manager, supervisor = made.user_with_job(Role.EVALUATOR), made.user_with_job(Role.CLINICAL_SUPERVISOR)
    one = actions.plan(made_trials.told(board_reference=""), actor=manager)
    key, seen = (one.plan.name, one.plan.number), one.plan.content_hash
    assert "board's reference" in refused(actions.ask, *key, actor=manager, seen=seen)
    one = actions.change(*key, made_trials.told(), actor=manager, seen=seen)
    seen = one.plan.content_hash
    actions.ask(*key, actor=manager, seen=seen)
    actions.sign(*key, actor=supervisor, seen=seen)
    assert "both have signed" in refused(actions.start, *key, actor=manager)
    with pytest.raises(NotAllowed):
        actions.sign(*key, actor=manager, seen=seen)
    actions.sign(*key, actor=made.user_with_job(Role.OFFICER), seen=seen)
    with pytest.raises(NotAllowed):
        actions.start(*key, actor=supervisor)
    actions.start(*key, actor=manager)
    assert plans.trial(*key).state is TrialState.RUNNING
    with pytest.raises(Conflict):
        actions.start(*key, actor=manager)
    again = made_trials.signed(title="Another")
    assert "Only one draws calls" in refused(actions.start, *again[1:], actor=again[0])


def test_calls_are_drawn_as_the_list_says_and_once(trial, dispatcher):
    manager, name, number = trial
    row = plans.trial(name, number)
    drawn = [actions.draw(calm_call(), actor=dispatcher) for _ in range(4)]
    listed = expected(4, **{**row.parameters, "shares": (1, 1), "sizes": (2, 4, 6)})
    assert [one.arm for one in drawn] == listed
    call = calm_call()
    first, second = actions.draw(call, actor=dispatcher), actions.draw(call, actor=made.user_with_job(Role.DISPATCHER))
    assert first.fresh and not second.fresh and (second.arm, second.at) == (first.arm, first.at)
    kept = log.log(name, number, actor=manager)
    assert kept.faults == () and not kept.opened and [one.entry.number for one in kept.rows] == [1, 2, 3, 4, 5]
    assert str(call) not in str(kept)


@pytest.mark.parametrize(("drawing", "drawn"), [("at_once", 2), ("tap", 0)])
def test_only_a_trial_that_draws_by_itself_does(team, drawing, drawn):
    made_trials.running(drawing=drawing)
    worker = Actor.system("Draw for the trial", Permission.TRIAL_DRAW)
    first, armed, second = calm_call(), calm_call(inputs={"weapon": "in_hand"}), calm_call()
    for call in (first, armed, second, first):
        actions.draw_by_itself(call, actor=worker)
    assert list(Allocation.objects.order_by("id").values_list("incident", flat=True)) == [first, second][:drawn]


def test_no_lot_for_a_call_where_there_is_no_choice(trial, team, dispatcher):
    weapon = calm_call(inputs={"weapon": "in_hand"})
    assert "life or safety may be at stake" in refused(actions.draw, weapon, actor=dispatcher)
    chosen = calm_call()
    override(chosen, actor=dispatcher, response=Response.POLICE_LED, reason="Known to carry a weapon.")
    assert "chose another response" in refused(actions.draw, chosen, actor=dispatcher)
    sent = calm_call()
    assign(sent, actor=dispatcher, team_id=team)
    assert "a team was sent already" in refused(actions.draw, sent, actor=dispatcher)
    assert "no team is free" in refused(actions.draw, calm_call(), actor=dispatcher)
    assert not Allocation.objects.exists()
    with pytest.raises(NotAllowed):
        actions.draw(calm_call(), actor=made.user_with_job(Role.EVALUATOR))


def test_whoever_may_stop_it_stops_it_at_once(trial, dispatcher):
    manager, name, number = trial
    officer = made.user_with_job(Role.OFFICER)
    assert "can't be empty" in refused(actions.pause, name, number, actor=officer, reason=" ")
    actions.pause(name, number, actor=officer, reason="Something went wrong at Elm Street.")
    assert "No trial is running" in refused(actions.draw, calm_call(), actor=dispatcher)
    with pytest.raises(NotAllowed):
        actions.resume(name, number, actor=officer, reason="Looked into it.")
    actions.resume(name, number, actor=manager, reason="Looked into it.")
    actions.draw(calm_call(), actor=dispatcher)
    assert plans.trial(name, number).seed == ""
    actions.stop(name, number, actor=made.user_with_job(Role.CLINICAL_SUPERVISOR), reason="Harm in one arm.")
    row = plans.trial(name, number)
    assert row.state is TrialState.STOPPED and row.newest.reason == "Harm in one arm."
    assert row.seed == made_trials.SEED.hex()
    kept = log.log(name, number, actor=manager)
    assert kept.opened and kept.faults == ()
    assert "can't be done now" in refused(actions.resume, name, number, actor=manager, reason="Again.")


def test_its_days_end_it_without_a_hand(trial, dispatcher):
    _manager, name, number = trial
    call = calm_call()
    with clock.at(clock.now() + timedelta(days=200)):
        assert plans.trial(name, number).state is TrialState.OVER
        assert "No trial is running" in refused(actions.draw, call, actor=dispatcher)
        night = Actor.system("night", Permission.TRIAL_FOLLOW)
        assert [actions.end_over(actor=night) for _ in range(2)] == [1, 0]
        assert plans.trial(name, number).state is TrialState.OVER and plans.open_trial() is None


def test_sent_otherwise_is_said_once_and_the_call_stays_in_its_arm(trial, dispatcher):
    call = calm_call()
    assert "was not drawn" in refused(actions.send_otherwise, call, actor=dispatcher, why="danger")
    drawn = actions.draw(call, actor=dispatcher)
    assert "Say why" in refused(actions.send_otherwise, call, actor=dispatcher, why="I felt like it")
    actions.send_otherwise(call, actor=dispatcher, why=Otherwise.DANGER)
    actions.send_otherwise(call, actor=dispatcher, why=Otherwise.MEDICAL)
    assert Deviation.objects.get().why == Otherwise.DANGER
    assert Allocation.objects.get().arm == drawn.arm


def test_nobody_reads_the_seed_or_what_comes_next_while_it_runs(trial, dispatcher):
    """Not in a record, a line of the log, the audit trail, or the column as the database keeps it."""
    _manager, name, number = trial
    actions.draw(calm_call(), actor=dispatcher)
    secret = made_trials.SEED.hex()
    row = plans.trial(name, number)
    assert secret not in str(row) and row.commitment
    lines = [(one.detail, one.words) for one in Log.objects.all()]
    assert secret not in str(lines) + str(list(Entry.objects.values()))
    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text || s::text FROM trials_trial t, trials_seed s")
        [(whole,)] = cursor.fetchall()
    assert secret not in whole and made_trials.SEED.hex()[:16] not in whole
    assert Seed.objects.get().seed == secret
    # The commitment went where nobody reaches it any more.
    assert Entry.objects.filter(detail__commitment=row.commitment).exists()


def test_the_log_of_draws_refuses_every_change(trial, dispatcher):
    actions.draw(calm_call(), actor=dispatcher)
    for change in ("UPDATE trials_allocation SET arm = 'team'", "DELETE FROM trials_allocation"):
        within = transaction.atomic(), act(dispatcher, Permission.TRIAL_DRAW), connection.cursor()
        with pytest.raises(DatabaseError), within[0], within[1], within[2] as cursor:
            cursor.execute(change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Allocation.objects.create(trial=Trial.objects.get(), incident_id=calm_call(), number=9, place=9, at=clock.now())


def test_strata_have_lists_of_their_own(team, dispatcher):
    _manager, name, number = made_trials.running(strata="area")
    for area in ("North", "South", "North", ""):
        actions.draw(calm_call(area=area), actor=dispatcher)
    places = list(Allocation.objects.order_by("number").values_list("stratum", "place"))
    assert places == [("North", 1), ("South", 1), ("North", 2), ("no area", 1)]
    parameters = plans.parameters_of(plans.trial(name, number).parameters)
    for one in Allocation.objects.all():
        assert Arm(one.arm) is drawing.arm_at(made_trials.SEED, parameters, one.stratum, one.place)
