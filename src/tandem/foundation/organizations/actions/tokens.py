"""Tokens of machines: made by an administrator, shown once."""

from uuid import UUID

from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.foundation.organizations.models import Organization, Token
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import OrganizationKind


def issue_intake_token(*, actor: Actor) -> str | None:
    """A token for the dispatch center's CAD; None while there is no dispatch center. The secret is shown once."""
    with act(actor, Permission.PROGRAM_SET_UP, kind="token"):
        dispatch = Organization.objects.filter(kind=OrganizationKind.PSAP, in_program=True).first()
        return Token.issue(dispatch, f"CAD of {dispatch.short_name}"[:60], "intake") if dispatch else None


def issue_consents_token(organization_id: UUID | None, *, actor: Actor) -> str:
    """A token with which a provider's own system hands over signed consents. The secret is shown once. Raises Refusal."""
    with act(actor, Permission.PROGRAM_SET_UP, kind="token"):
        holds = Organization.objects.filter(pk=organization_id, in_program=True, registered_provider=True).first()
        if holds is None:
            raise Refusal(("organization", "Choose the provider whose system sends consents."))
        return Token.issue(holds, f"Consents of {holds.short_name}"[:60], "consents")


def end_token(token_id: UUID, *, actor: Actor) -> None:
    """The machine is not let in any more, from its next message on. Raises Absent for one that is unknown or over."""
    with act(actor, Permission.PROGRAM_SET_UP, kind="token", subject=token_id) as doing:
        ended = Token.objects.filter(pk=token_id, revoked_at=None).update(revoked_at=doing.at)
        if not ended:
            raise Absent
