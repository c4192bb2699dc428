"""The calls behind a count of a replay, opened by a release, or a count and why there are no rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import pyarrow as pa
import pyarrow.compute as pc

from tandem.disclosure import NotReleased
from tandem.domain.incidents import editions
from tandem.domain.incidents import records as incidents
from tandem.domain.releases.opening import open_list, shown
from tandem.foundation.accounts.actor import Actor
from tandem.planning.replay.mixes import Mixes
from tandem.planning.replay.moves import pairs_of
from tandem.surfaces.plan.lab.reading import Facts, Stretch
from tandem.vocabulary.criteria import FOR_THE_TEAM
from tandem.vocabulary.law import Category
from tandem.vocabulary.refusal import Absent
from tandem.vocabulary.terms import ORIGIN_LABELS

PAGE = 25


@dataclass(frozen=True)
class Call:
    """One call as this reader may see it."""

    number: str
    received_at: datetime
    place: str
    origin: str
    answer: str


def stretch_of(arguments: dict) -> Stretch:
    """The stretch that a run replayed."""
    until = datetime.fromisoformat(arguments["until"])
    return Stretch(until - timedelta(days=int(arguments["days"])), until)


def moved(draft_key: str, arguments: dict, move: tuple[str, str, str, str]) -> list[str]:
    """The records of the calls that make one move (was, now, side, row), newest first."""
    in_force, draft = editions.edition_in_force(), editions.edition(draft_key)
    pairs = pairs_of(move, in_force, draft)
    decisions = _stood(arguments)
    mixes = Mixes(decisions["inputs"])
    was, now = mixes.decided(in_force), mixes.decided(draft)
    return _records(decisions, mixes, [(was[at], now[at]) in pairs for at in range(len(was))])


def unserved(arguments: dict, why: str) -> list[str]:
    """The records of calls for the team under the edition in force that got none, for one reason or for all."""
    in_force = editions.edition_in_force()
    decisions = _stood(arguments)
    decisions = decisions.filter(pc.invert(decisions["served"]))
    if why != "all":
        decisions = decisions.filter(pc.equal(decisions["unserved"], why))
    mixes = Mixes(decisions["inputs"])
    return _records(decisions, mixes, [in_force.rules[at].response in FOR_THE_TEAM for at in mixes.decided(in_force)])


def _stood(arguments: dict) -> pa.Table:
    decisions = Facts().decisions(stretch_of(arguments), "record")
    return decisions.filter(decisions["stood"])


def _records(decisions: pa.Table, mixes: Mixes, wanted: list[bool]) -> list[str]:
    return decisions["record"].filter(mixes.joined(wanted, pa.bool_())).to_pylist()[::-1]


def opened(actor: Actor, keys: Iterable[str]) -> list[Call]:
    """Open the calls of one page; those this reader may not open are missing."""
    try:
        release = open_list(actor, "drill")
    except Absent:
        return []
    if not release.allows(Category.CAD_FACTS):
        return []
    found = []
    for key in keys:
        try:
            found.append(incidents.call(UUID(key), release=release))
        except (Absent, NotReleased):
            continue
    shown(actor, release, [one.id for one in found])
    return [
        Call(one.number, one.received_at, one.area, ORIGIN_LABELS.get(one.origin, one.origin), one.response)
        for one in found
    ]
