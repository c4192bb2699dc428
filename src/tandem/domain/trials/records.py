"""What a trial says of one call: what was drawn, or whether it may be drawn."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tandem.disclosure import ListRelease, Release
from tandem.domain.incidents.actions.decide import available
from tandem.domain.incidents.models import Incident
from tandem.domain.trials import rules
from tandem.domain.trials.models import Allocation
from tandem.domain.trials.plans import drawn_by, open_trial, state_now
from tandem.domain.trials.standing import standing
from tandem.foundation import clock
from tandem.vocabulary.law import Category
from tandem.vocabulary.trials import OTHERWISE_LABELS, Arm, Bar, Otherwise, TrialState


@dataclass(frozen=True)
class OnCall:
    """What a trial says of one call: `arm` once it was drawn, else `bar`, why it may not be, None where it may."""

    key: str
    title: str
    arm: Arm | None
    words: str
    bar: Bar | None
    at: datetime | None = None
    otherwise: str = ""
    otherwise_at: datetime | None = None
    otherwise_by: str = ""


def on_call(incident_id: UUID, *, release: ListRelease | Release) -> OnCall | None:
    """What the board says of this call: its draw, or whether it may be drawn now. None where no trial concerns it."""
    release.require(Category.CAD_FACTS)
    drawn = Allocation.objects.select_related("trial__edition", "deviation").filter(incident_id=incident_id).first()
    if drawn:
        return _drawn(drawn)
    found = open_trial()
    if found is None or state_now(found, drawn_by(found.pk)) != TrialState.RUNNING:
        return None
    incident = Incident.objects.filter(pk=incident_id).first()
    if incident is None:
        return None
    plan = found.edition.content
    why = rules.bar(standing(incident, available(clock.now())), plan)
    return OnCall(str(found.edition), plan["title"], None, "", why)


def _drawn(one: Allocation) -> OnCall:
    plan = one.trial.edition.content
    other = getattr(one, "deviation", None)
    return OnCall(
        key=str(one.trial.edition),
        title=plan["title"],
        arm=Arm(one.arm),
        words=plan[f"{one.arm}_words"],
        bar=None,
        at=one.at,
        otherwise=OTHERWISE_LABELS[Otherwise(other.why)] if other else "",
        otherwise_at=other.at if other else None,
        otherwise_by=other.by_name if other else "",
    )
