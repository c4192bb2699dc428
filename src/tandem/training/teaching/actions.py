"""Say a need, say that it was met, and set an agency's rule and figures. Each is one act."""

from uuid import UUID

from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.training.teaching.models import Need, Rule
from tandem.training.teaching.rules import MOST_MONTHS
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.training import NeedSource, NeedWord

MOST_TIMES = 999


def propose(*, actor: Actor, organization_id: UUID, word: str, source: str, count: int = 1, said_by: str = "") -> UUID:
    """Something should be rehearsed: `word` of `NeedWord`, from a measure, a review or the trainer. Returns its id.

    The same need of the same source said again while it is open adds to its count. Raises Refusal, NotAllowed.
    """
    if word not in set(NeedWord):
        raise Refusal(("word", "Choose what should be rehearsed from the list."))
    if source not in set(NeedSource):
        raise Refusal(("source", "Choose where this was seen."))
    if not 1 <= count <= MOST_TIMES:
        raise Refusal(("count", f"Write how often, 1 to {MOST_TIMES}."))
    with act(actor, Permission.TRAINING_NEED, kind="need") as doing:
        held = Need.objects.select_for_update().filter(
            organization_id=organization_id, word=word, source=source, met_at=None
        )
        need = held.first() or Need(organization_id=organization_id, word=word, source=source, count=0)
        need.count = min(MOST_TIMES, need.count + count)
        need.said_at, need.said_by_name = doing.at, said_by or actor.name
        need.save()
        doing.about("need", need.pk)
        return need.pk


def meet(need_id: UUID, *, actor: Actor) -> None:
    """It was rehearsed. Doing it twice changes nothing. Raises Absent, NotAllowed."""
    with act(actor, Permission.TRAINING_LEAD, kind="need", subject=need_id) as doing:
        need = Need.objects.select_for_update().filter(pk=need_id, organization_id=actor.organization_id).first()
        if need is None:
            raise Absent
        if need.met_at is None:
            need.met_at, need.met_by_name = doing.at, actor.name
            need.save()


def set_rule(*, actor: Actor, refresh_months: int | None, figures: dict) -> None:
    """After how many months people rehearse again (None: no rule), and the figures of `measures/rehearsed/cost.py`.

    Raises Refusal, NotAllowed, Absent.
    """
    if refresh_months is not None and not 1 <= refresh_months <= MOST_MONTHS:
        raise Refusal(("refresh_months", f"Write 1 to {MOST_MONTHS} months, or leave it empty for no rule."))
    if actor.organization_id is None:
        raise Absent
    with act(actor, Permission.TRAINING_LEAD, kind="teaching", subject=actor.organization_id) as doing:
        Rule.objects.update_or_create(
            organization_id=actor.organization_id,
            defaults={
                "refresh_months": refresh_months,
                "figures": figures,
                "changed_at": doing.at,
                "changed_by_name": actor.name,
            },
        )
