"""Choose where to go, write the notice, or call it off. Nothing leaves here."""

from collections.abc import Mapping
from uuid import UUID

from tandem.domain.encounters.actions import held
from tandem.domain.transfers.models import Link, Stay, Transfer
from tandem.domain.transfers.notice import checked
from tandem.domain.transfers.places import place
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import Act, act
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.transfers import TransferState

# What a notice says of the way to one place is not true of another.
OF_THE_WAY = ("expected_at",)


def changed(doing: Act, transfer: Transfer) -> None:
    """Tell the outbox, the person's page and, where a unit is on a call, the board."""
    doing.publish("transfer.changed", transfer=transfer.pk)
    doing.tell("person", transfer.encounter.person_id)
    if transfer.encounter.incident_id:
        doing.tell("board", transfer.encounter.incident_id)


def held_transfer(transfer_id: UUID, actor: Actor) -> Transfer:
    """The transfer, locked, for the team or the starter of its encounter. Raises Absent for anyone else."""
    found = Transfer.objects.filter(pk=transfer_id).values_list("encounter_id", flat=True).first()
    if found is None:
        raise Absent
    encounter = held(found, actor)
    transfer = Transfer.objects.select_for_update(of=("self",)).select_related("stay", "facility").get(pk=transfer_id)
    transfer.encounter = encounter
    return transfer


def begin(encounter_id: UUID, *, actor: Actor, facility_id: UUID, instead_of: UUID | None = None) -> UUID:
    """Begin a transfer to a hospital or crisis center; its id. A second tap finds the one begun and not told yet.

    `instead_of` is a transfer of the same contact: its notice is carried over whole, so that the next place is told
    without writing anything again. Raises Refusal, Absent.
    """
    with act(actor, Permission.TRANSFER_WRITE, kind="encounter", subject=encounter_id) as doing:
        encounter = held(encounter_id, actor)
        where = place(facility_id)
        if where is None:
            raise Refusal(("facility", "Choose a hospital or a crisis center of the directory."))
        mine = Transfer.objects.filter(encounter=encounter)
        found = mine.filter(facility_id=facility_id, state=TransferState.DRAFT).first()
        before = mine.filter(pk=instead_of).first() if instead_of else None
        if instead_of and before is None:
            raise Absent
        if found and (before is None or found.instead_of_id == before.pk):
            doing.about("transfer", found.pk)
            return found.pk
        draft = {name: value for name, value in before.draft.items() if name not in OF_THE_WAY} if before else {}
        transfer = Transfer.objects.create(
            encounter=encounter,
            organization_id=encounter.organization_id,
            facility_id=facility_id,
            instead_of=before,
            draft=draft,
            state_at=doing.at,
            created_at=doing.at,
            created_by=actor.id,
        )
        Stay.objects.create(transfer=transfer, assignment_id=encounter.assignment_id, place=where.name)
        doing.about("transfer", transfer.pk)
        changed(doing, transfer)
        return transfer.pk


def write(transfer_id: UUID, *, actor: Actor, told: Mapping) -> None:
    """Keep the notice as it is being written; see `notice.checked` for `told`. Raises Refusal by field."""
    with act(actor, Permission.TRANSFER_WRITE, kind="transfer", subject=transfer_id) as doing:
        transfer = held_transfer(transfer_id, actor)
        if transfer.state == TransferState.CANCELLED:
            raise Refusal(("state", "You are not going there any more. Choose a place again."))
        transfer.draft = checked(told, now=doing.at)
        transfer.save()


def call_off(transfer_id: UUID, *, actor: Actor) -> None:
    """You are not going there any more: the links stop, and nothing that was said is lost. Raises Refusal once there."""
    with act(actor, Permission.TRANSFER_WRITE, kind="transfer", subject=transfer_id) as doing:
        transfer = held_transfer(transfer_id, actor)
        if transfer.state == TransferState.CANCELLED:
            return
        if transfer.stay.arrived_at:
            raise Refusal(("state", "You arrived there already. Correct the time if that is wrong."))
        transfer.state, transfer.state_at = TransferState.CANCELLED, doing.at
        transfer.save()
        Link.objects.filter(transfer=transfer, stopped_at=None).update(stopped_at=doing.at)
        changed(doing, transfer)
