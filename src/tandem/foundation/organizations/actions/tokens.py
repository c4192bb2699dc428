"""Tokens of machines: made by an administrator, shown once."""

from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.foundation.organizations.models import Organization, Token
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.terms import OrganizationKind


def issue_intake_token(*, actor: Actor) -> str | None:
    """A token for the dispatch center's CAD; None while there is no dispatch center. The secret is shown once."""
    with act(actor, Permission.PROGRAM_SET_UP, kind="token"):
        dispatch = Organization.objects.filter(kind=OrganizationKind.PSAP, in_program=True).first()
        return Token.issue(dispatch, f"CAD of {dispatch.short_name}"[:60], "intake") if dispatch else None
