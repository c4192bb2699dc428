"""The live shift at a receiving place: told ahead, arrived, an officer who leaves first, a hand-over, a free clinician."""

from collections.abc import Iterator
from uuid import UUID

from tandem.demo.stage import Stage
from tandem.domain.encounters.models import Encounter
from tandem.domain.releases.receiving import tell
from tandem.domain.transfers import actions
from tandem.domain.transfers.places import places
from tandem.foundation.accounts.actor import Actor
from tandem.vocabulary.terms import Disposition
from tandem.vocabulary.transfers import Hold, TransferState, TransferTime

GOES = (Disposition.VOLUNTARY_TRANSPORT, Disposition.INVOLUNTARY_HOLD, Disposition.EMS_MEDICAL)


def taken_there(stage: Stage, encounter_id: UUID, actor: Actor) -> Iterator[float]:
    """Nothing, unless the contact ended with going somewhere. Yields the seconds until the next step."""
    ended = Encounter.objects.values_list("disposition", flat=True).get(pk=encounter_id)
    found = places()
    if ended not in GOES or not found:
        return
    dice = stage.dice
    where = dice.one(found)
    transfer_id = actions.begin(encounter_id, actor=actor, facility_id=where.id)
    held = ended == Disposition.INVOLUNTARY_HOLD
    told = {
        "why": "Has not slept for days and hears voices.",
        "risk": "No plan to hurt anybody. Steps back when crowded.",
        "hold": Hold.YES if held else Hold.NO,
        "hold_basis": "State emergency hold" if held else "",
        "with": ["officer", "clinician"],
        "minutes_away": "12",
    }
    actions.write(transfer_id, actor=actor, told=told)
    tell(transfer_id, actor=actor, medium="voice", said_to="Charge nurse")
    yield dice.between(5, 12)
    ready = {"said": TransferState.READY, "where": "Ambulance bay", "recorded_for": "Charge nurse"}
    actions.answer(transfer_id, actor=actor, **ready)
    yield dice.between(10, 25)
    actions.stamp(transfer_id, actor=actor, which=TransferTime.ARRIVED)
    yield dice.between(10, 25)
    actions.stamp(transfer_id, actor=actor, which=TransferTime.OFFICER_FREE)
    yield dice.between(30, 60)
    actions.stamp(transfer_id, actor=actor, which=TransferTime.TOOK_OVER, said_by="Charge nurse")
    yield dice.between(2, 6)
    actions.stamp(transfer_id, actor=actor, which=TransferTime.CLINICIAN_FREE)
