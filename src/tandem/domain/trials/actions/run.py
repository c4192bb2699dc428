"""Start a trial, and pause, resume or stop it. Starting seals the list; stopping opens the seed for good."""

import secrets

from django.db import connection

from tandem.domain.trials import drawing, plans, rules
from tandem.domain.trials.models import Allocation, Seed, Trial, TrialStep
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import Act, act
from tandem.foundation.editions.rules import State
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.text import clean
from tandem.vocabulary.timeline import Kind
from tandem.vocabulary.trials import LAST_STEPS, TRIAL_STATE_LABELS, Step, TrialState

KINDS = {
    Step.STARTED: Kind.TRIAL_STARTED,
    Step.PAUSED: Kind.TRIAL_PAUSED,
    Step.RESUMED: Kind.TRIAL_RESUMED,
    Step.STOPPED: Kind.TRIAL_STOPPED,
    Step.ENDED: Kind.TRIAL_ENDED,
}
LONGEST_REASON = 200


def fresh_seed() -> bytes:
    """A seed nobody chose."""
    return secrets.token_bytes(drawing.SEED_BYTES)


def start(name: str, number: int, *, actor: Actor) -> str:
    """Make the list, seal it, publish what binds it, and let calls be drawn. Returns the commitment.

    Raises Refusal where the plan is not signed, no longer fits the criteria, or another trial is open; Absent.
    """
    with act(actor, Permission.TRIAL_PLAN, kind="trial") as doing:
        hold()
        one = plans.trial(name, number)
        if one.started:
            raise Conflict(("start", "Somebody started this trial already."))
        if one.plan.state is not State.APPROVED:
            raise Refusal(("start", "A trial starts once its plan is approved and both have signed it."))
        lacking = plans.plan_problems(one.told)
        if lacking:
            raise Refusal(*[("start", sentence) for _field, sentence in lacking])
        other = plans.open_trial()
        if other and plans.state_now(other, _drawn(other)) is not TrialState.OVER:
            raise Refusal(
                ("start", f"The trial “{other.edition.content['title']}” is open. Only one draws calls at a time.")
            )
        seed = fresh_seed()
        parameters = drawing.Parameters(
            trial=one.plan.key,
            plan=one.plan.content_hash,
            shares=tuple(one.told["shares"]),
            sizes=tuple(one.told["sizes"]),
            strata=one.told["strata"],
        )
        made = Trial.objects.create(
            id=one.id,
            edition_id=one.id,
            organization_id=actor.organization_id,
            scheme=drawing.SCHEME,
            commitment=drawing.commitment(seed, parameters),
            parameters=parameters.as_json(),
            started_at=doing.at,
            started_by=actor.id,
            started_by_name=actor.name,
        )
        Seed.objects.create(trial=made, seed=seed.hex())
        doing.about("trial", made.pk)
        # Into the audit trail, whose checkpoints leave the machine: nobody can put another list in its place later.
        doing.detail = {"commitment": made.commitment}
        _step(made, Step.STARTED, "", doing)
        return made.commitment


def pause(name: str, number: int, *, actor: Actor, reason: str) -> None:
    """Draw no call until somebody resumes it. Raises Refusal, Absent."""
    _move(name, number, Step.PAUSED, Permission.TRIAL_STOP, actor, reason)


def resume(name: str, number: int, *, actor: Actor, reason: str) -> None:
    """Draw again. Whoever plans decides it. Raises Refusal, Absent."""
    _move(name, number, Step.RESUMED, Permission.TRIAL_PLAN, actor, reason)


def stop(name: str, number: int, *, actor: Actor, reason: str) -> None:
    """End it for good, at once. The seed lies open from now on. Raises Refusal, Absent."""
    _move(name, number, Step.STOPPED, Permission.TRIAL_STOP, actor, reason)


def _move(name: str, number: int, step: Step, permission: Permission, actor: Actor, reason: str) -> None:
    clean("reason", reason, LONGEST_REASON, required=True)
    one = plans.trial(name, number)
    with act(actor, permission, kind="trial", subject=one.id) as doing:
        hold()
        found = Trial.objects.select_related("edition").filter(pk=one.id).first()
        if found is None:
            raise Absent
        state = plans.state_now(found, _drawn(found))
        if state not in rules.MOVES[step]:
            raise Refusal(("reason", f"This can't be done now. The trial is: {TRIAL_STATE_LABELS[state].lower()}."))
        _step(found, step, reason, doing)


def _step(found: Trial, step: Step, reason: str, doing: Act) -> None:
    by = doing.actor
    opened = plans.seed_of(found) if step in LAST_STEPS else ""
    told = {"by": by.id, "by_name": by.name, "reason": reason, "opened": opened}
    TrialStep.objects.create(trial=found, step=step, at=doing.at, **told)
    doing.log(KINDS[step], found.pk, **({"reason": reason} if reason else {}))
    doing.publish("trial.changed", trial=found.pk)


def _drawn(found: Trial) -> int:
    return Allocation.objects.filter(trial=found).count()


def end_over(*, actor: Actor) -> int:
    """Write the last step of each trial that its days or its calls have ended; returns how many. Safe to repeat."""
    closed = TrialStep.objects.filter(step__in=LAST_STEPS).values("trial_id")
    over = [one for one in Trial.objects.exclude(pk__in=closed) if plans.state_now(one, _drawn(one)) is TrialState.OVER]
    for one in over:
        with act(actor, Permission.TRIAL_FOLLOW, kind="trial", subject=one.pk) as doing:
            hold()
            if not TrialStep.objects.filter(trial=one, step__in=LAST_STEPS).exists():
                _step(one, Step.ENDED, "", doing)
    return len(over)


def hold() -> None:
    """One at a time starts, moves or draws, until this act ends: no draw slips in behind a stop, no place is given twice.

    A lock of its own, for the rows of this room are never changed and so can't be held.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('tandem.trials'))")
