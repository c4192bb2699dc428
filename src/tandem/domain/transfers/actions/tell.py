"""Tell the place: what the sealed package carries is kept word for word, and a link made for the desk."""

import secrets
from datetime import timedelta
from uuid import UUID

from tandem.disclosure import Package
from tandem.domain.transfers.actions.begin import changed, held_transfer
from tandem.domain.transfers.links import LinkSecret, digest, token_of
from tandem.domain.transfers.models import Link, Notice, Transfer
from tandem.domain.transfers.rules import SAID_BY_LIMIT, SECRET_BYTES
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import Act, act
from tandem.foundation.organizations.program import program
from tandem.vocabulary.law import Basis, Purpose
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.text import clean
from tandem.vocabulary.timeline import Kind
from tandem.vocabulary.transfers import ComesWith, TransferState

LINK, VOICE = "link", "voice"
LINK_HOURS = 12


def tell(transfer_id: UUID, *, actor: Actor, package: Package, medium: str, said_to: str = "") -> LinkSecret | None:
    """Keep what left for the place, and make the desk's link unless it was told by `voice`, to `said_to`.

    The package comes from `domain.releases`. Telling again keeps the answer given so far and stops the link made
    before. Raises ValueError for a package that is not for this transfer, Refusal where it was called off.
    """
    clean("said_to", said_to, SAID_BY_LIMIT, required=medium == VOICE)
    with act(actor, Permission.TRANSFER_WRITE, kind="transfer", subject=transfer_id) as doing:
        transfer = held_transfer(transfer_id, actor)
        _require_package(transfer, package)
        if transfer.state == TransferState.CANCELLED:
            raise Refusal(("state", "You are not going there any more. Choose a place again."))
        Notice.objects.create(
            transfer=transfer,
            disclosure=package.id,
            body=package.body["notice"],
            medium=medium,
            said_to=said_to,
            sent_at=doing.at,
            sent_by=actor.id,
            sent_by_name=actor.name,
        )
        _store(transfer, doing)
        doing.log(
            Kind.TRANSFER_TOLD,
            transfer.encounter.incident_id,
            transfer.encounter.person_id,
            transfer.pk,
            transfer.encounter_id,
            medium=medium,
            disclosure=str(package.id),
        )
        changed(doing, transfer)
        Link.objects.filter(transfer=transfer, stopped_at=None).update(stopped_at=doing.at)
        return _new_link(transfer, doing) if medium == LINK else None


def _store(transfer: Transfer, doing: Act) -> None:
    draft = transfer.draft
    if transfer.state == TransferState.DRAFT:
        transfer.state, transfer.state_at = TransferState.TOLD, doing.at
    transfer.told_at = transfer.told_at or doing.at
    transfer.expected_at = draft.get("expected_at") or None
    transfer.hold = draft.get("hold", "")
    with_them = draft.get("with", [])
    # Nobody named is not the same as no officer.
    transfer.officer_came = ComesWith.OFFICER in with_them if with_them else None
    transfer.save()


def _require_package(transfer: Transfer, package: Package) -> None:
    if (
        package.recipient_organization_id != transfer.facility_id
        or package.purpose != Purpose.TREATMENT
        or package.basis != Basis.NONE
        or package.body.get("transfer") != str(transfer.pk)
    ):
        raise ValueError("This package is not for this transfer.")


def _new_link(transfer: Transfer, doing: Act) -> LinkSecret:
    settings = program()
    hours = settings.transfer_link_hours if settings else LINK_HOURS
    secret = secrets.token_urlsafe(SECRET_BYTES)
    link = Link.objects.create(
        transfer=transfer,
        secret_hash=digest(secret),
        made_at=doing.at,
        expires_at=doing.at + timedelta(hours=hours),
    )
    return LinkSecret(link.pk, token_of(link.pk, secret), link.expires_at)
