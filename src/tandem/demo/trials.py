"""A trial of the demo: planned by the manager, asked to be signed, and signed by nobody. No call of the city is drawn."""

from datetime import datetime, timedelta

from tandem.demo.cast import Cast
from tandem.domain.trials import actions
from tandem.foundation import clock
from tandem.foundation.organizations.program import date_here


def plan(company: Cast, end: datetime) -> None:
    """Write the plan and ask, as the manager would. Whoever looks around can sign it as supervisor and as dispatcher."""
    manager = company.named("manager").actor()
    with clock.at(end - timedelta(days=3)):
        one = actions.plan(_told(), actor=manager)
    with clock.at(end - timedelta(days=2)):
        actions.ask(one.plan.name, one.plan.number, actor=manager, seen=one.plan.content_hash)


def _told() -> dict:
    today = date_here()
    return {
        "title": "Team or patrol",
        "question": "Do people need help again less often when the co-responder team comes, or when patrol comes?",
        "team_words": "The co-responder team",
        "usual_words": "Patrol officers trained in crisis response, as before the program",
        "outcome": "again",
        "rules": ["rule-25", "rule-26", "rule-27"],
        "left_out": ["children_there", "officer"],
        "shares": ["1", "1"],
        "sizes": ["2", "4", "6"],
        "strata": "shift",
        "drawing": "tap",
        "board_name": "Demo State University, Institutional Review Board",
        "board_reference": "IRB 26-0417",
        "board_on": str(today - timedelta(days=21)),
        "consent": "Waived under 45 CFR 46.116(f): both answers are in use today, and asking at the door would delay help.",
        "stop_rule": "The board looks after 100 and 200 calls at injuries, force and deaths. One serious harm that the"
        " answer may have caused pauses the trial the same day.",
        "first_day": str(today + timedelta(days=14)),
        "last_day": str(today + timedelta(days=14 + 364)),
        "most": "400",
    }
