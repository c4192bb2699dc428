"""Adopt criteria, write the next edition, bring it to be signed and put it in force. The acts are those of editions.

Each change of a draft says which words it was made on (`seen`), so that two people never overwrite each other.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from tandem.domain.incidents import editions
from tandem.domain.incidents.criteria import edition as criteria
from tandem.domain.incidents.criteria.edition import BadEdition
from tandem.domain.incidents.criteria.findings import to_mend
from tandem.domain.incidents.criteria.table import draft_of, stored
from tandem.domain.incidents.editions import KIND, Listed, listed
from tandem.foundation import strict_json
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.editions import actions, records
from tandem.foundation.editions.rules import REFUSED
from tandem.foundation.organizations.program import program
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Refusal

LARGEST_FILE = 512 * 1024
DEEPEST = 16
MOST_FAULTS = 12
Change = Callable[[dict[str, Any]], dict[str, Any]]


def adopt(name: str, *, actor: Actor, since: datetime | None = None) -> None:
    """Take criteria that ship as the program's own edition, in force at once. Raises Refusal, NotAllowed."""
    found = editions.shipped(name)
    content = editions.listed(name).content
    actions.adopt(KIND, found.program, found.number, dict(content), actor=actor, since=since)


def _adopt_what_holds() -> None:
    """An installation from before editions were kept takes what it has been deciding by as its own first edition."""
    own = program()
    if own and records.in_force(KIND) is None:
        adopt(own.edition, actor=Actor.system("editions", Permission.EDITION_ADOPT), since=own.set_up_at)


def begin(name: str, *, actor: Actor) -> Listed:
    """A new draft with the words of any edition, under the name of the program's own. Raises Refusal, NotAllowed."""
    source = listed(name)
    if actor.may(Permission.EDITION_WRITE):
        _adopt_what_holds()
    made = actions.begin(KIND, source.name, dict(source.content), actor=actor, based_on=source.key)
    return listed(made.key)


def upload(body: bytes, *, actor: Actor) -> Listed:
    """A file of an edition, as downloaded or written elsewhere, as a new draft. Nothing in it is ever run.

    Raises Refusal naming each place that can't be taken. Number, state and approval in the file count for nothing.
    """
    try:
        document = strict_json.loads(body, limit=LARGEST_FILE, depth=DEEPEST)
    except strict_json.BadJSON as bad:
        raise Refusal(("file", str(bad))) from None
    problems = criteria.upload_problems(document)
    if not problems:
        problems = list(draft_of(document).problems)
    if problems:
        more = [f"And {len(problems) - MOST_FAULTS} more."] if len(problems) > MOST_FAULTS else []
        raise Refusal(*[("file", problem) for problem in [*problems[:MOST_FAULTS], *more]])
    if actor.may(Permission.EDITION_WRITE):
        _adopt_what_holds()
    made = actions.begin(KIND, document["edition"]["program"], stored(document), actor=actor)
    return listed(made.key)


def change(name: str, how: Change, *, actor: Actor, seen: str) -> Listed:
    """Write `how(content)` into a draft. Raises Refusal, Conflict if it changed since `seen`, NotAllowed."""
    found = listed(name)
    if found.row is None:
        raise Refusal(("edition", "This edition ships with Tandem. Begin a draft from it."))
    if not found.editable:
        raise Refusal(("edition", REFUSED[found.state]))
    actions.write(found.row.id, how(dict(found.content)), actor=actor, seen=seen)
    return listed(name)


def _check(number: int) -> Callable[[Any], list[str]]:
    """What keeps this content from being signed: a fault of the table, or a test case that does not pass."""

    def check(content: Any) -> list[str]:
        problems = to_mend(content)
        if problems:
            return problems
        about = {**content["edition"], "number": number, "state": "draft", "approved_by": []}
        try:
            criteria.read({**content, "edition": about})
        except BadEdition as bad:
            return list(bad.problems)
        return []

    return check


def _own(name: str):
    found = listed(name)
    if found.row is None:
        raise Refusal(("edition", "This edition ships with Tandem. Begin a draft from it."))
    return found.row


def ask(name: str, *, actor: Actor, seen: str) -> None:
    """Say that a draft is ready to be signed. Raises Refusal with everything that must be mended first."""
    row = _own(name)
    actions.ask(row.id, actor=actor, seen=seen, check=_check(row.number))


def sign(name: str, *, actor: Actor, seen: str) -> None:
    """Sign an edition whose table holds and whose test cases pass. Raises Refusal, Conflict, NotAllowed."""
    row = _own(name)
    actions.sign(row.id, actor=actor, seen=seen, check=_check(row.number))


def put_in_force(name: str, *, actor: Actor, since: datetime | None = None) -> datetime:
    """Let an approved edition decide calls from `since` on, at once if None. Returns the moment."""
    return actions.put_in_force(_own(name).id, actor=actor, since=since)


def take_back(name: str, *, actor: Actor) -> None:
    """Take a date ahead back."""
    actions.take_back(_own(name).id, actor=actor)


def withdraw(name: str, *, actor: Actor, reason: str, again: bool) -> Listed | None:
    """Stop an edition before it holds; `again` goes on in a new draft, which is returned."""
    made = actions.withdraw(_own(name).id, actor=actor, reason=reason, again=again)
    return listed(made.key) if made else None
