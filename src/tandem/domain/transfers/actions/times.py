"""Stamp the four times of a transfer, once each, and put one right with the old one kept."""

from datetime import datetime
from uuid import UUID

from tandem.domain.encounters.models import Encounter
from tandem.domain.incidents.models import Incident
from tandem.domain.staffing.models import TeamMember
from tandem.domain.transfers.actions.answer import by_link
from tandem.domain.transfers.actions.begin import changed
from tandem.domain.transfers.models import Transfer
from tandem.domain.transfers.records.person import times_of
from tandem.domain.transfers.rules import REASON_LIMIT, SAID_BY_LIMIT, TIME_FIELD, time_problem
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import Act, act
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.text import clean
from tandem.vocabulary.timeline import Kind
from tandem.vocabulary.transfers import TRANSFER_TIME_LABELS, TransferState, TransferTime


def _held(transfer_id: UUID, actor: Actor, doing: Act) -> Transfer:
    """The transfer, locked, for anyone of the team that went (police too), a dispatcher by radio, or the desk's link."""
    if actor.kind == "link":
        return by_link(transfer_id, actor, doing)
    found = Transfer.objects.select_for_update(of=("self",)).select_related("stay__assignment", "encounter")
    transfer = found.filter(pk=transfer_id).first()
    if transfer is None or not _may(actor, transfer):
        raise Absent
    return transfer


def _may(actor: Actor, transfer: Transfer) -> bool:
    if actor.kind != "user":
        return True
    went = transfer.stay.assignment
    if went is None:
        own = transfer.organization_id == actor.organization_id
        return own and Encounter.objects.filter(pk=transfer.encounter_id, started_by=actor.id).exists()
    by_radio = actor.may(Permission.INCIDENT_ASSIGN)
    return by_radio or TeamMember.objects.filter(team_id=went.team_id, user_id=actor.id).exists()


def stamp(
    transfer_id: UUID, *, actor: Actor, which: TransferTime, at: datetime | None = None, said_by: str = ""
) -> datetime:
    """Stamp one of the four times; a second tap changes nothing and returns the first time.

    The desk's link stamps the hand-over only. Anyone else who stamps that says who at the place said so (`said_by`).
    Raises Refusal where the order is impossible or the transfer was called off, Absent for anyone who wasn't there.
    """
    link = actor.kind == "link"
    took_over = which == TransferTime.TOOK_OVER
    clean("said_by", said_by, SAID_BY_LIMIT, required=took_over and not link)
    if link and not took_over:
        raise Absent
    permission = Permission.TRANSFER_ANSWER if link else Permission.UNIT_STATUS
    with act(actor, permission, kind="transfer", subject=transfer_id) as doing:
        transfer = _held(transfer_id, actor, doing)
        stay, name = transfer.stay, TIME_FIELD[which]
        if first := getattr(stay, name):
            return first
        if transfer.state == TransferState.CANCELLED:
            raise Refusal((name, "You are not going there any more. Choose a place again."))
        moment = at or doing.at
        if link and stay.arrived_at is None:
            # The desk has the person in front of it: the team forgot to tap.
            stay.arrived_at = moment
            _log(doing, transfer, TransferTime.ARRIVED, moment)
        _set(transfer, which, moment, doing)
        if took_over:
            stay.took_over_said_by = said_by or actor.name
        stay.save()
        _log(doing, transfer, which, moment)
        _tell(doing, transfer)
        return moment


def correct_time(transfer_id: UUID, *, actor: Actor, which: TransferTime, at: datetime, reason: str) -> None:
    """Put a wrong time right. The first one stays in the log with the reason. Raises Refusal, Absent."""
    clean("reason", reason, REASON_LIMIT, required=True)
    with act(actor, Permission.INCIDENT_CORRECT, kind="transfer", subject=transfer_id) as doing:
        transfer = _held(transfer_id, actor, doing)
        name = TIME_FIELD[which]
        old = getattr(transfer.stay, name)
        if old is None:
            raise Refusal((name, f"Not said yet: {TRANSFER_TIME_LABELS[which].lower()}."))
        _set(transfer, which, at, doing)
        transfer.stay.save()
        doing.log(
            Kind.TRANSFER_CORRECTED,
            *_subjects(transfer),
            which=which,
            old=old.isoformat(),
            new=at.isoformat(),
            reason=reason,
        )
        _tell(doing, transfer)


def _set(transfer: Transfer, which: TransferTime, at: datetime, doing: Act) -> None:
    setattr(transfer.stay, TIME_FIELD[which], at)
    problem = time_problem(times_of(transfer.stay), which, doing.at)
    if problem:
        raise Refusal((TIME_FIELD[which], problem))


def _subjects(transfer: Transfer) -> tuple[UUID | None, ...]:
    """The call, the team and the transfer: a unit's time names no person."""
    went = transfer.stay.assignment
    return transfer.encounter.incident_id, went.team_id if went else None, transfer.pk


def _log(doing: Act, transfer: Transfer, which: TransferTime, at: datetime) -> None:
    doing.log(Kind.TRANSFER_TIMED, *_subjects(transfer), at=at, which=which, place=transfer.stay.place)


def _tell(doing: Act, transfer: Transfer) -> None:
    changed(doing, transfer)
    incident_id = transfer.encounter.incident_id
    if incident_id:
        # A drawn call is kept for as long as this moment stands, so that each change of its teams moves it.
        Incident.objects.filter(pk=incident_id).update(changed_at=doing.at)
    if transfer.stay.assignment_id:
        doing.tell("teams", transfer.stay.assignment.team_id)
