"""Plan a trial, write on the plan, bring it to be signed. A plan is an edition: two sign its exact words."""

from collections.abc import Mapping
from typing import Any

from django.utils.text import slugify

from tandem.domain.incidents.editions import edition_in_force
from tandem.domain.trials import plans, rules
from tandem.domain.trials.plans import KIND, TrialRow
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.editions import actions
from tandem.foundation.editions.rules import REFUSED, State
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Refusal

LONGEST_KEY = 40


def plan(told: Mapping[str, Any], *, actor: Actor) -> TrialRow:
    """A new plan, for the criteria in force. It may lack much; signatures are asked for later. Raises Refusal."""
    content = rules.shape({**told, "edition": edition_in_force().id})
    name = slugify(content["title"])[:LONGEST_KEY].strip("-") or KIND
    made = actions.begin(
        KIND,
        name,
        content,
        actor=actor,
        side_by_side=True,
        permission=Permission.TRIAL_PLAN,
        must_sign=rules.SIGNERS,
    )
    return plans.trial(made.name, made.number)


def change(name: str, number: int, told: Mapping[str, Any], *, actor: Actor, seen: str) -> TrialRow:
    """Write a plan anew, for the criteria in force. Raises Refusal, Conflict if it changed since `seen`, Absent."""
    one = plans.trial(name, number)
    if one.plan.state is not State.DRAFT:
        raise Refusal(("plan", REFUSED[one.plan.state]))
    content = rules.shape({**told, "edition": edition_in_force().id})
    actions.write(one.id, content, actor=actor, seen=seen, permission=Permission.TRIAL_PLAN)
    return plans.trial(name, number)


def _check(content: Mapping[str, Any]) -> list[str]:
    return [sentence for _field, sentence in plans.plan_problems(content)]


def ask(name: str, number: int, *, actor: Actor, seen: str) -> None:
    """Say that the plan is ready to be signed. Raises Refusal with everything it still lacks, Conflict, Absent."""
    one = plans.trial(name, number)
    actions.ask(one.id, actor=actor, seen=seen, check=_check, permission=Permission.TRIAL_PLAN)


def sign(name: str, number: int, *, actor: Actor, seen: str) -> State:
    """Sign the plan as it was read. Raises Refusal, Conflict, NotAllowed, Absent."""
    one = plans.trial(name, number)
    return actions.sign(one.id, actor=actor, seen=seen, check=_check, permission=Permission.TRIAL_SIGN)


def withdraw(name: str, number: int, *, actor: Actor, reason: str, again: bool) -> TrialRow | None:
    """Give a plan up before it starts; `again` goes on in a new draft, which is returned. Raises Refusal, Absent."""
    one = plans.trial(name, number)
    if one.started:
        raise Refusal(("reason", "This trial was started. Stop it instead."))
    made = actions.withdraw(one.id, actor=actor, reason=reason, again=again, permission=Permission.TRIAL_PLAN)
    return plans.trial(made.name, made.number) if made else None
