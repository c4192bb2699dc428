"""Makers of this room's tests: a plan that lacks nothing, a trial that runs, a call that may be drawn."""

from datetime import timedelta
from unittest.mock import patch
from uuid import UUID

from tandem.domain.trials import actions, drawing
from tandem.domain.trials.actions import run
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.organizations.program import date_here
from tandem.vocabulary.terms import Role
from tests import made

SEED = bytes(range(32))
# What the criteria of the made-up county need to know before they answer "team alone" by rule 25.
CALM = {
    "weapon": "none",
    "violence": "none",
    "suicide": "none",
    "intoxication": "none",
    "medical": "none",
    "crime_complaint": "none",
    "location": "home",
    "will_talk": "yes",
    "contact_wanted": "someone_comes",
}


def told(**more) -> dict:
    """A whole plan as a form sends it."""
    today = date_here()
    return {
        "title": "Team or usual",
        "question": "Do people call again less often when the team comes?",
        "team_words": "The co-responder team",
        "usual_words": "Patrol officers, as before",
        "stop_rule": "Harm in either arm that the board calls serious; a look after 100 calls.",
        "consent": "Waived by the board under 45 CFR 46.116(f): both answers are in use today.",
        "board_name": "Demo County Ethics Board",
        "board_reference": "26-104",
        "board_on": str(today - timedelta(days=9)),
        "first_day": str(today),
        "last_day": str(today + timedelta(days=180)),
        "rules": ["rule-25", "rule-26"],
        "left_out": ["officer"],
        "shares": ["1", "1"],
        "sizes": ["2", "4", "6"],
        "most": "400",
        "strata": "none",
        "drawing": "tap",
        "outcome": "again",
        **more,
    }


def signed(**more) -> tuple[Actor, str, int]:
    """A plan signed by a supervisor and a dispatcher: who wrote it, and its name and number."""
    made.program()
    manager = made.user_with_job(Role.EVALUATOR)
    one = actions.plan(told(**more), actor=manager)
    key = one.plan.name, one.plan.number
    actions.ask(*key, actor=manager, seen=one.plan.content_hash)
    for role in (Role.CLINICAL_SUPERVISOR, Role.DISPATCHER):
        actions.sign(*key, actor=made.user_with_job(role), seen=one.plan.content_hash)
    return manager, *key


def running(**more) -> tuple[Actor, str, int]:
    """A trial that draws from a seed the test knows."""
    manager, name, number = signed(**more)
    with patch.object(run, "fresh_seed", lambda: SEED):
        actions.start(name, number, actor=manager)
    return manager, name, number


def calm_call(**more) -> UUID:
    """A call that may be drawn while a team is free."""
    answers = {**CALM, **more.pop("inputs", {})}
    return made.call(inputs=answers, **more)


def expected(count: int, **parameters) -> list[str]:
    """The first arms of a list with these parameters."""
    listed = drawing.sequence(SEED, drawing.Parameters(**parameters), "all")
    return [next(listed) for _ in range(count)]
