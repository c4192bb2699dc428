"""Hear the place: by its link, or as the team writes down who said what by phone or at the door."""

from uuid import UUID

from tandem.domain.transfers.actions.begin import changed, held_transfer
from tandem.domain.transfers.links import live
from tandem.domain.transfers.models import Answer, Link, Transfer
from tandem.domain.transfers.rules import REASON_LIMIT, SAID_BY_LIMIT, WHERE_LIMIT, answer_problem
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import Act, act
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.text import clean
from tandem.vocabulary.timeline import Kind
from tandem.vocabulary.transfers import TransferState


def by_link(transfer_id: UUID, actor: Actor, doing: Act) -> Transfer:
    """The transfer, if the actor's link is for it and still works in this very transaction. Raises Absent."""
    found = Transfer.objects.select_for_update(of=("self",)).select_related("stay", "facility", "encounter")
    transfer = found.filter(pk=transfer_id).first()
    link = Link.objects.filter(pk=actor.id, transfer_id=transfer_id).first()
    if transfer is None or actor.kind != "link" or link is None or transfer.facility_id != actor.organization_id:
        raise Absent
    link.transfer = transfer
    if not live(link, doing.at):
        raise Absent
    return transfer


def opened(transfer_id: UUID, *, actor: Actor) -> None:
    """The desk opened the page. Opened is not a yes; opening again, or later, changes nothing."""
    with act(actor, Permission.TRANSFER_ANSWER, kind="transfer", subject=transfer_id) as doing:
        transfer = by_link(transfer_id, actor, doing)
        Link.objects.filter(pk=actor.id, opened_at=None).update(opened_at=doing.at)
        if transfer.state == TransferState.TOLD:
            transfer.state, transfer.state_at = TransferState.OPENED, doing.at
            transfer.save()
            changed(doing, transfer)


def answer(
    transfer_id: UUID,
    *,
    actor: Actor,
    said: str,
    where: str = "",
    reason_kind: str = "",
    reason: str = "",
    recorded_for: str = "",
) -> None:
    """What the place says: ready, no bed yet, or can't take and why. It may change its answer until care is taken over.

    `where` is the entrance, room or bed. `recorded_for` names who said it, and is owed where the team writes it down.
    Raises Refusal with the field, Absent.
    """
    clean("where", where, WHERE_LIMIT)
    clean("reason", reason, REASON_LIMIT)
    link = actor.kind == "link"
    clean("recorded_for", recorded_for, SAID_BY_LIMIT, required=not link)
    permission = Permission.TRANSFER_ANSWER if link else Permission.TRANSFER_WRITE
    with act(actor, permission, kind="transfer", subject=transfer_id) as doing:
        transfer = by_link(transfer_id, actor, doing) if link else held_transfer(transfer_id, actor)
        cant = said == TransferState.CANT_TAKE
        found = answer_problem(transfer.state, said, reason_kind, taken_over=bool(transfer.stay.took_over_at))
        if found:
            raise Refusal(found)
        transfer.state, transfer.state_at, transfer.answered_at = said, doing.at, doing.at
        transfer.save()
        Answer.objects.create(
            transfer=transfer,
            state=said,
            at=doing.at,
            answered_by=actor.id,
            by_name=actor.name,
            recorded_for="" if link else recorded_for,
            where="" if cant else where,
            reason_kind=reason_kind if cant else "",
            reason=reason if cant else "",
        )
        # Words and reasons stay in their columns; the log says which answer it was.
        doing.log(
            Kind.TRANSFER_ANSWERED,
            transfer.encounter.incident_id,
            transfer.encounter.person_id,
            transfer.pk,
            transfer.encounter_id,
            said=said,
            by_link=link,
        )
        changed(doing, transfer)
