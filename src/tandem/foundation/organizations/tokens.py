"""A machine at the door: its bearer token becomes an actor that may do only what the token's scope says."""

from datetime import timedelta

from django.db.models import Q

from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.organizations.models import Token
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.terms import OrganizationKind

SCOPES = {
    "intake": frozenset({Permission.INCIDENT_RECEIVE, Permission.INCIDENT_ANSWER, Permission.PERSON_DESCRIBE}),
}
HEARD_EVERY = timedelta(seconds=1)


def token_actor(header: str, scope: str, *, address: str = "") -> Actor | None:
    """The actor of an `Authorization: Bearer …` header with this scope, or None. Marks the machine as heard."""
    kind, _, secret = header.partition(" ")
    if kind.lower() != "bearer" or not secret.strip() or not secret.isascii():
        return None
    token = (
        Token.objects.select_related("organization")
        .filter(token_hash=Token.digest(secret.strip()), scope=scope, revoked_at=None)
        .first()
    )
    if token is None:
        return None
    heard(token)
    return Actor(
        kind="token",
        id=token.pk,
        name=token.name,
        organization_id=token.organization_id,
        organization_kind=OrganizationKind(token.organization.kind),
        address=address,
        grants=SCOPES[scope],
    )


def heard(token: Token) -> None:
    """Note that the machine spoke; at most once a second, so that a burst of calls does not queue on one row."""
    now = clock.now()
    if token.last_heard_at is None or now - token.last_heard_at >= HEARD_EVERY:
        stale = Q(last_heard_at=None) | Q(last_heard_at__lte=now - HEARD_EVERY)
        Token.objects.filter(stale, pk=token.pk).update(last_heard_at=now)
