"""Draw one call, once; and send otherwise for somebody's safety. The log is written before anything is known of the end."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tandem.domain.incidents.actions.decide import available, locked
from tandem.domain.incidents.models import Incident
from tandem.domain.incidents.rules import LIVE_STATES
from tandem.domain.incidents.splits import shift_at
from tandem.domain.trials import drawing, plans, rules
from tandem.domain.trials.actions.run import hold
from tandem.domain.trials.models import Allocation, Deviation, Trial
from tandem.domain.trials.standing import standing as standing_of
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import Act, act
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.timeline import Kind
from tandem.vocabulary.trials import BAR_LABELS, Arm, Drawing, Stratum, TrialState

EVERYWHERE = "all"
UNKNOWN_AREA = "no area"


@dataclass(frozen=True)
class Drawn:
    """What was drawn for a call, and when: the first draw, however often it is asked for."""

    arm: Arm
    at: datetime
    fresh: bool


def draw(incident_id: UUID, *, actor: Actor) -> Drawn:
    """Draw this call; a second time, or by a second dispatcher at once, gives the same. Raises Refusal, Absent."""
    with act(actor, Permission.TRIAL_DRAW, kind="incident", subject=incident_id) as doing:
        # The call before the trial, everywhere: two dispatchers wait here, and the second finds what the first drew.
        incident = locked(incident_id)
        before = Allocation.objects.filter(incident=incident).first()
        if before:
            return Drawn(Arm(before.arm), before.at, fresh=False)
        found = _running()
        if found is None:
            raise Refusal(("draw", "No trial is running."))
        teams = available(doing.at)
        standing = standing_of(incident, teams)
        why = rules.bar(standing, found.edition.content)
        if why:
            raise Refusal(("draw", f"This call is not in the trial: {BAR_LABELS[why]}."))
        made = _allocate(found, incident, standing, actor)
        _told(doing, incident, made)
        doing.log(Kind.TRIAL_DRAWN, incident.pk, found.pk, at=made.at, edition=str(found.edition), arm=made.arm)
        return Drawn(Arm(made.arm), made.at, fresh=True)


def draw_by_itself(incident_id: UUID, *, actor: Actor) -> Drawn | None:
    """Draw this call if the running trial draws by itself and the call may be drawn; else None, and nothing is written."""
    found = plans.open_trial()
    if found is None or found.edition.content["drawing"] != Drawing.AT_ONCE:
        return None
    if plans.state_now(found, plans.drawn_by(found.pk)) is not TrialState.RUNNING:
        return None
    incident = Incident.objects.filter(pk=incident_id).first()
    if incident is None or Allocation.objects.filter(incident=incident).exists():
        return None
    if rules.bar(standing_of(incident, available(clock.now())), found.edition.content):
        return None
    try:
        return draw(incident_id, actor=actor)
    except Refusal:
        # Between the look and the draw the call, its teams or the trial changed.
        return None


def _running() -> Trial | None:
    """The trial that draws now, held until this act ends."""
    hold()
    found = plans.open_trial()
    drawn = Allocation.objects.filter(trial=found).count()
    return found if found and plans.state_now(found, drawn) is TrialState.RUNNING else None


def stratum_of(incident: Incident, strata: str) -> str:
    if strata == Stratum.SHIFT:
        return shift_at(incident.received_at, incident.agency_id)
    return (incident.area or UNKNOWN_AREA) if strata == Stratum.AREA else EVERYWHERE


def _allocate(found: Trial, incident: Incident, standing: rules.Standing, actor: Actor) -> Allocation:
    seed = plans.seed_of(found)
    if not seed:
        raise Refusal(("draw", "The seed of this trial did not come along with the archive. Stop the trial."))
    parameters = plans.parameters_of(found.parameters)
    stratum = stratum_of(incident, parameters.strata)
    of_trial = Allocation.objects.filter(trial=found)
    last = of_trial.order_by("-number").first()
    place = of_trial.filter(stratum=stratum).count() + 1
    # An act that waited for another began before it: the log's own times never run back.
    at = max(clock.now(), last.at) if last else clock.now()
    entry = drawing.Entry(
        number=last.number + 1 if last else 1,
        call=drawing.call_key(incident.pk),
        stratum=stratum,
        place=place,
        arm=drawing.arm_at(bytes.fromhex(seed), parameters, stratum, place),
        at=drawing.moment(at),
        edition=standing.edition,
        rule=standing.rule,
        teams=standing.teams,
        previous=last.hash if last else found.commitment,
    )
    told = {name: value for name, value in vars(entry).items() if name not in ("at", "hash")}
    return Allocation.objects.create(
        trial=found, incident=incident, at=at, drawn_by=actor.id, hash=entry.hashed(), **told
    )


def send_otherwise(incident_id: UUID, *, actor: Actor, why: str) -> None:
    """Say that something else is sent than was drawn, and why. The call stays in its arm. Raises Refusal, Absent.

    Said once: a second tap changes nothing.
    """
    code = rules.check_otherwise(why)
    with act(actor, Permission.TRIAL_DRAW, kind="incident", subject=incident_id) as doing:
        incident = locked(incident_id)
        drawn = Allocation.objects.filter(incident=incident).first()
        if drawn is None:
            raise Refusal(("why", "This call was not drawn. Send whom you would send."))
        if incident.state not in LIVE_STATES:
            raise Refusal(("why", "This call is closed. Reopen it first."))
        if Deviation.objects.filter(allocation=drawn).exists():
            return
        Deviation.objects.create(allocation=drawn, why=code, at=doing.at, by=actor.id, by_name=actor.name)
        _told(doing, incident, drawn)
        doing.log(Kind.TRIAL_OTHERWISE, incident.pk, drawn.trial_id, why=code, arm=drawn.arm)


def _told(doing: Act, incident: Incident, drawn: Allocation) -> None:
    # A drawn call is kept for as long as this moment stands, so that the board shows each change of it.
    incident.changed_at = doing.at
    incident.save(update_fields=["changed_at"])
    doing.publish("incident.changed", incident=incident.pk)
    doing.tell("board", incident.pk)
