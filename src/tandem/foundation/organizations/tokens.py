"""A machine at the door: its bearer token becomes an actor that may do only what the token's scope says."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.database.journey import Statement, send
from tandem.foundation.organizations.models import Token
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.terms import OrganizationKind

SCOPES = {
    "intake": frozenset({Permission.INCIDENT_RECEIVE, Permission.INCIDENT_ANSWER, Permission.PERSON_DESCRIBE}),
    "consents": frozenset({Permission.CONSENT_RECORD}),
}
ASKING = (
    "SELECT token.id, token.name, token.last_heard_at, token.organization_id, organization.kind"
    " FROM organizations_token token JOIN organizations_organization organization"
    " ON organization.id = token.organization_id"
    " WHERE token.token_hash = %s AND token.scope = %s AND token.revoked_at IS NULL"
)
HEARD_EVERY = timedelta(seconds=1)


def token_actor(header: str, scope: str, *, address: str = "") -> Actor | None:
    """The actor of an `Authorization: Bearer …` header with this scope, or None. Marks the machine as heard."""
    kind, _, secret = header.partition(" ")
    if kind.lower() != "bearer" or not secret.strip() or not secret.isascii():
        return None
    # Asked at every message, so that a revocation holds from the next one on; in plain SQL, as it is asked so often.
    (found,) = send([Statement(ASKING, [Token.digest(secret.strip()), scope])])
    if found is None:
        return None
    token, name, last_heard_at, organization, kind_of_organization = found
    _heard(token, last_heard_at)
    return Actor(
        kind="token",
        id=token,
        name=name,
        organization_id=organization,
        organization_kind=OrganizationKind(kind_of_organization),
        address=address,
        grants=SCOPES[scope],
    )


def heard(token: Token) -> None:
    """Note that the machine spoke; at most once a second, so that a burst of calls does not queue on one row."""
    _heard(token.pk, token.last_heard_at)


def _heard(token: UUID, before: datetime | None) -> None:
    now = clock.now()
    if before is None or now - before >= HEARD_EVERY:
        stale = Q(last_heard_at=None) | Q(last_heard_at__lte=now - HEARD_EVERY)
        Token.objects.filter(stale, pk=token).update(last_heard_at=now)
