"""Keep the breach log: record an incident, the four factors, who was told, and close it when nothing is owed any more."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from tandem.domain.oversight import rules
from tandem.domain.oversight.breaches import owed
from tandem.domain.oversight.models import Breach, Due
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.foundation.organizations.program import date_here
from tandem.vocabulary.oversight import FACTOR_LABELS, BreachNotice
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.text import clean


def record_breach(
    *,
    actor: Actor,
    title: str,
    what_happened: str,
    discovered_on: date | None,
    affected: int | None,
    per_state: Mapping[str, int],
    part2: bool,
) -> UUID:
    """Write an incident down; its id. Raises Refusal naming the fields."""
    errors = []
    for name, words, limit in (("title", title, 120), ("what_happened", what_happened, 2000)):
        try:
            clean(name, words, limit, required=True)
        except Refusal as refused:
            errors += refused.errors
    if discovered_on is None or discovered_on > date_here():
        errors.append(("discovered_on", "Say on which day it was discovered; not a day that is still to come."))
    if affected is None or affected < 1:
        errors.append(("affected", "Say how many people it is about; your best count is enough."))
    elif sum(per_state.values()) > affected:
        errors.append(("per_state", "The states add up to more than everybody."))
    if errors:
        raise Refusal(*errors)
    with act(actor, Permission.OVERSIGHT, kind="breach") as doing:
        made = Breach.objects.create(
            organization_id=actor.organization_id,
            title=title,
            what_happened=what_happened,
            discovered_on=discovered_on,
            affected=affected,
            per_state=dict(per_state),
            part2=part2,
            recorded_at=doing.at,
            recorded_by_name=actor.name,
        )
        doing.about("breach", made.pk)
    return made.pk


def record_factors(breach_id: UUID, *, actor: Actor, factors: Mapping[str, str], not_breach: bool) -> None:
    """Write down the four factors of 45 CFR 164.402(2); only with all four is it "not a breach". Raises Refusal, Conflict."""
    told = {name: clean(name, factors.get(name, ""), 1000) for name in FACTOR_LABELS}
    if not_breach and (missing := rules.missing_factors(told)):
        raise Refusal(*((name, "All four are needed to say that it was not a breach.") for name in missing))
    with act(actor, Permission.OVERSIGHT, kind="breach", subject=breach_id) as doing:
        one = _open(breach_id, actor)
        one.factors, one.not_breach = told, not_breach
        one.save()
        doing.detail = {"not_breach": not_breach}


def record_told(breach_id: UUID, *, actor: Actor, notice: str, state: str, told_on: date | None, how: str) -> None:
    """Write down that one notice was given. Raises Refusal by field, Conflict, Absent."""
    clean("how", how, 200, required=True)
    today = date_here()
    if notice not in list(BreachNotice):
        raise Absent
    with act(actor, Permission.OVERSIGHT, kind="breach", subject=breach_id) as doing:
        one = _open(breach_id, actor)
        if (notice, state) not in {(str(each.kind), each.state) for each in owed(one)}:
            raise Absent
        if told_on is None or not one.discovered_on <= told_on <= today:
            raise Refusal(("told_on", "Say on which day, from the discovery until today."))
        Due.objects.create(
            breach=one,
            notice=notice,
            state=state,
            told_on=told_on,
            how=how,
            recorded_at=doing.at,
            recorded_by_name=actor.name,
        )
        doing.detail = {"notice": notice}


def close_breach(breach_id: UUID, *, actor: Actor) -> None:
    """Close it. Raises Refusal while a notice is owed of which nobody wrote down that it was given; Conflict, Absent."""
    with act(actor, Permission.OVERSIGHT, kind="breach", subject=breach_id) as doing:
        one = _open(breach_id, actor)
        told = [(each.notice, each.state) for each in one.told.all()]
        if not one.not_breach and (left := rules.still_due(owed(one), told)):
            count = len(left)
            raise Refusal(("close", f"{count} {'notice is' if count == 1 else 'notices are'} still to be recorded."))
        one.closed_at, one.closed_by_name = doing.at, actor.name
        one.save()


def _open(breach_id: UUID, actor: Actor) -> Breach:
    found = Breach.objects.select_for_update().filter(pk=breach_id, organization_id=actor.organization_id).first()
    if found is None:
        raise Absent
    if found.closed_at:
        raise Conflict(("close", "This is closed. Record a new incident."))
    return found
