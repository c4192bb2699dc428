"""Transfers of care of the demo: some told ahead, some not; officers who leave first and officers who wait it out."""

from datetime import datetime, timedelta

from tandem.demo import calibration as k
from tandem.demo.cast import Cast, Worker
from tandem.demo.dice import Dice
from tandem.demo.store import Store
from tandem.domain.encounters.models import Encounter
from tandem.domain.transfers.models import Answer, Stay, Transfer
from tandem.foundation.organizations.models import Organization
from tandem.vocabulary.scene import TransportTo
from tandem.vocabulary.terms import Disposition
from tandem.vocabulary.timeline import Kind
from tandem.vocabulary.transfers import CantTake, ComesWith, Hold, TransferState, TransferTime

_WHERE = {
    TransportTo.EMERGENCY_DEPARTMENT: "Cedar Hollow",
    TransportTo.PSYCHIATRIC_HOSPITAL: "Cedar Hollow",
    TransportTo.CRISIS_CENTER: "Lakeside",
}
_FIRST_WORDS = (
    "Came by choice after a talk at home.",
    "Has not slept for days and hears voices.",
    "Says he can't go on.",
)
_SHORTEST = timedelta(minutes=12)


def went(
    encounter: Encounter,
    about: tuple,
    writer: Worker,
    clear: datetime,
    officer: bool,
    cast: Cast,
    dice: Dice,
    store: Store,
) -> None:
    """Where the team brought the person, and the four times, inside the visit: from the way there to the team's clear."""
    short = _WHERE.get(encounter.transported_to)
    if short is None or clear - encounter.started_at < _SHORTEST or not dice.happens(k.TRANSFER_WRITTEN):
        return
    place = cast.organizations[short]
    there = (clear - encounter.started_at) * dice.between(0.35, 0.6)
    arrived = clear - there
    told = arrived - timedelta(minutes=dice.between(6, 15)) if dice.happens(k.TOLD_AHEAD) else None
    if told and dice.happens(k.PLACE_CANT_TAKE):
        _said_no(encounter, about, writer, told, cast, dice, store, other=place)
        told += timedelta(minutes=3)
    took_over = arrived + there * dice.between(0.5, 0.85) if dice.happens(k.HAND_OVER_SAID) else None
    leaves_first = dice.happens(k.OFFICER_LEAVES_FIRST)
    officer_free = arrived + there * dice.between(0.1, 0.3) if leaves_first else clear
    row = _transfer(encounter, writer, place, told or arrived, dice)
    row.told_at, row.officer_came = told, officer
    if told:
        row.state = dice.weighted(
            {TransferState.READY: 0.62, TransferState.NO_BED_YET: 0.2, TransferState.OPENED: 0.18}
        )
        row.expected_at = arrived
        row.hold = Hold.YES if encounter.disposition == Disposition.INVOLUNTARY_HOLD else Hold.NO
        store.log(Kind.TRANSFER_TOLD, told, writer, *about[:2], row.pk, about[2], medium="voice")
    stay = Stay(
        transfer_id=row.pk,
        assignment_id=encounter.assignment_id,
        place=place.name,
        arrived_at=arrived,
        took_over_at=took_over,
        took_over_said_by="Charge nurse" if took_over else "",
        officer_free_at=officer_free if officer else None,
        clinician_free_at=clear,
    )
    store.add(row, stay)
    if row.state in (TransferState.READY, TransferState.NO_BED_YET):
        _answer(row, about, writer, told + timedelta(minutes=2), dice, store)
    times = {
        TransferTime.ARRIVED: arrived,
        TransferTime.TOOK_OVER: took_over,
        TransferTime.OFFICER_FREE: stay.officer_free_at,
        TransferTime.CLINICIAN_FREE: clear,
    }
    for which, at in times.items():
        if at:
            store.log(Kind.TRANSFER_TIMED, at, writer, about[0], row.pk, which=which, place=place.name)


def _transfer(encounter: Encounter, writer: Worker, place: Organization, at: datetime, dice: Dice) -> Transfer:
    return Transfer(
        id=dice.id(),
        encounter_id=encounter.pk,
        organization_id=encounter.organization_id,
        facility_id=place.pk,
        draft={"why": dice.one(_FIRST_WORDS), "with": [str(ComesWith.CLINICIAN)]},
        state=TransferState.DRAFT,
        state_at=at,
        created_at=at,
        created_by=writer.user_id,
    )


def _said_no(
    encounter: Encounter,
    about: tuple,
    writer: Worker,
    told: datetime,
    cast: Cast,
    dice: Dice,
    store: Store,
    *,
    other: Organization,
) -> None:
    """The place asked first, which couldn't take the person."""
    first = cast.organizations["Lakeside" if other.short_name == "Cedar Hollow" else "Cedar Hollow"]
    row = _transfer(encounter, writer, first, told - timedelta(minutes=2), dice)
    row.told_at, row.state = told - timedelta(minutes=2), TransferState.CANT_TAKE
    store.add(row, Stay(transfer_id=row.pk, assignment_id=encounter.assignment_id, place=first.name))
    store.log(Kind.TRANSFER_TOLD, row.told_at, writer, *about[:2], row.pk, about[2], medium="voice")
    _answer(row, about, writer, told, dice, store)


def _answer(row: Transfer, about: tuple, writer: Worker, at: datetime, dice: Dice, store: Store) -> None:
    no = row.state == TransferState.CANT_TAKE
    row.state_at = row.answered_at = at
    store.add(
        Answer(
            transfer_id=row.pk,
            state=row.state,
            at=at,
            answered_by=writer.user_id,
            by_name=writer.name,
            recorded_for="Charge nurse",
            where="" if no else dice.one(("Ambulance bay", "Walk-in entrance", "Room 4", "")),
            reason_kind=dice.one((CantTake.FULL, CantTake.DIVERTING, CantTake.NO_STAFF)) if no else "",
        )
    )
    store.log(Kind.TRANSFER_ANSWERED, at, writer, *about[:2], row.pk, about[2], said=str(row.state), by_link=False)
