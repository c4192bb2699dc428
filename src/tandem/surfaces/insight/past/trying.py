"""What an import would come to, row by row: the code of the look before is the code of the import."""

from collections.abc import Callable, Iterator
from contextlib import closing

from django.utils.translation import gettext as _

from tandem.foundation import clock
from tandem.foundation.organizations import roster
from tandem.measures.past import actions, records
from tandem.measures.past.mapping import Plan
from tandem.measures.past.sifting import Sifted, sift
from tandem.measures.past.tally import Tally
from tandem.surfaces.insight.facts import pseudonyms
from tandem.surfaces.insight.past.tables import Table, rows
from tandem.vocabulary.refusal import Refusal


def agencies() -> dict[str, str]:
    """The program's organizations by the short name that facts carry."""
    return {one.short_name: one.name for one in roster.organizations()}


def plan_of(found: records.Brought, seen: Table) -> Plan:
    """The mapping on this file. Raises Refusal."""
    if found.mapping is None:
        raise Refusal(("columns", _("Say first what the columns mean.")))
    return found.mapping.plan(seen.names, len(seen.names), agencies())


def tried(found: records.Brought, seen: Table, say: Callable[[int], None] = lambda done: None) -> Tally:
    """Everything counted over the whole file and stored nowhere. `say` is told each row's number. Raises Refusal."""
    tally = Tally()
    with closing(sifted(found, plan_of(found, seen), seen)) as lines:
        for one in lines:
            tally.add(one)
            say(one.number)
    return tally


def sifted(found: records.Brought, plan: Plan, seen: Table) -> Iterator[Sifted]:
    """Each row with what is kept of it. Raises Refusal, also half-way."""
    key = pseudonyms()
    there = records.calls_in(plan.mapping.source, found.id) if "call" in plan.places else frozenset()
    return sift(
        rows(found.file.path, seen),
        plan,
        clock.now(),
        lambda call: bool(there) and actions.keyed(key, "call", plan, call) in there,
    )
