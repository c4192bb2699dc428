"""The criteria of the demo: edition 1 in force since the city began, edition 2 written, and waiting for a last signature.

The newcomer who signs in as dispatcher or officer can give it, and the manager can choose from when it holds.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from tandem.demo import cast
from tandem.demo.cast import Cast
from tandem.domain.incidents.actions import drafts
from tandem.domain.incidents.criteria import table
from tandem.domain.incidents.criteria.cases import Case, full
from tandem.domain.incidents.criteria.rules import Rule, first_fit
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.terms import Response

BLOCKS = "Police two blocks away, out of sight. They come only if the team asks."
PLAN_AND_WEAPON = Rule(
    "",
    "",
    (("weapon", ("somewhere",)), ("suicide", ("plan",))),
    Response.TEAM_POLICE_STAGED,
    "They have a plan to die and there is a weapon in the home, not near: bring police close, keep them out of view.",
    "Police at the corner and out of sight. The team asks first to meet outside.",
    "Soft uniform",
    "Unmarked, no lights near the place.",
)
NEW_CASE = ("A plan to die and a gun locked away", {"weapon": "somewhere", "violence": "none", "suicide": "plan"})
WAITING = 13  # Where a weapon somewhere in the home is decided: the new row comes before it.
TRAFFIC = 19  # Where a vehicle, traffic and an edge are decided.


def plan(company: Cast, start: datetime, end: datetime) -> None:
    """Adopt, write, ask and sign through the acts that people's clicks go through, at the times people would have."""
    with clock.at(start):
        drafts.adopt(cast.EDITION, actor=Actor.system("demo city", Permission.EDITION_ADOPT))
    manager, supervisor = company.named("manager").actor(), company.named("supervisor").actor()
    with clock.at(end - timedelta(days=9)):
        one = drafts.begin(cast.EDITION, actor=manager)
        one = drafts.change(one.key, _written, actor=manager, seen=one.content_hash)
    with clock.at(end - timedelta(days=7)):
        drafts.ask(one.key, actor=manager, seen=one.content_hash)
    with clock.at(end - timedelta(days=6, hours=3)):
        drafts.sign(one.key, actor=supervisor, seen=one.content_hash)


def _written(content: dict[str, Any]) -> dict[str, Any]:
    """Somebody sitting in a car no longer brings police by itself; a plan with a weapon in the home has a row."""
    rules = list(table.draft_of(content).rules)
    rules[WAITING] = replace(rules[WAITING], staging=BLOCKS)
    still = tuple((name, tuple(v for v in values if v != "vehicle")) for name, values in rules[TRAFFIC].conditions)
    rules[TRAFFIC] = replace(
        rules[TRAFFIC],
        conditions=still,
        reason="They are in traffic or at an edge: police keep the place safe and stay out of view.",
    )
    changed = table.inserted(rules, WAITING, PLAN_AND_WEAPON)
    origin = [*range(WAITING), None, *range(WAITING, len(rules))]
    written = table.with_places(table.with_rules(content, table.draft_of(content).fields, rules), changed, origin)
    draft = table.draft_of(written)
    cases = [*draft.cases, Case(*NEW_CASE, Response.TEAM_POLICE_STAGED, f"rule-{WAITING + 1}")]
    return table.with_cases(written, [_as_decided(case, draft.rules) for case in cases])


def _as_decided(case: Case, rules: tuple[Rule, ...]) -> Case:
    decided = first_fit(rules, full(case.inputs))
    return replace(case, response=decided.response, rule=decided.id)
