"""The agency's identity provider, by OpenID Connect: whom it says is at the door, in which groups, and how it knows.

Authorization code with PKCE, state and nonce; the identity token's signature, issuer, audience and times are checked.
Set up by TANDEM_OIDC_…; without an issuer none of this exists.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from authlib.integrations.base_client import OAuthError
from authlib.integrations.django_client import OAuth
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from joserfc.errors import JoseError
from requests import RequestException

# Signatures by a key pair of the issuer; never one it shares with us, and never none.
ALGORITHMS = ("RS256", "PS256", "ES256", "ES384", "EdDSA", "Ed25519")
TIMEOUT_SECONDS = 10
LONGEST = 200


class NotVouched(Exception):
    """The provider said no, said nothing, or said something that does not hold."""


@dataclass(frozen=True)
class Identity:
    """Who the provider says is here. `strong` is whether it saw a second factor; `at` when it last saw the person."""

    subject: str
    username: str
    name: str
    groups: frozenset[str]
    strong: bool
    at: datetime | None


def set_up() -> bool:
    """Whether this installation has an identity provider."""
    return bool(settings.OIDC_ISSUER and settings.OIDC_CLIENT_ID)


def send_there(request: HttpRequest, back: str, *, again: bool) -> HttpResponse:
    """The way to the provider; `again` asks that it sees the person anew. Raises NotVouched where it can't be reached."""
    more = {"prompt": "login", "max_age": "0"} if again else {}
    try:
        return _client().authorize_redirect(request, back, **more)
    except (OAuthError, RequestException, RuntimeError, ValueError, KeyError) as error:
        raise NotVouched(type(error).__name__) from error


def identity(request: HttpRequest) -> Identity:
    """Who came back from the provider. Raises NotVouched; its text names the kind of fault and nobody."""
    try:
        client = _client()
        token = client.authorize_access_token(request)
        claims = token["userinfo"]
        return _identity(claims, client.server_metadata["issuer"])
    except (OAuthError, JoseError, RequestException, RuntimeError, ValueError, KeyError, TypeError) as error:
        raise NotVouched(type(error).__name__) from error


def _client():
    client = OAuth().register(
        "agency",
        client_id=settings.OIDC_CLIENT_ID,
        client_secret=settings.OIDC_CLIENT_SECRET,
        server_metadata_url=f"{settings.OIDC_ISSUER.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={
            "scope": settings.OIDC_SCOPE,
            "code_challenge_method": "S256",
            "default_timeout": TIMEOUT_SECONDS,
        },
    )
    told = client.load_server_metadata()
    if told["issuer"] != settings.OIDC_ISSUER:
        raise ValueError("The issuer calls itself otherwise.")
    offered = told.get("id_token_signing_alg_values_supported") or ["RS256"]
    told["id_token_signing_alg_values_supported"] = [one for one in offered if one in ALGORITHMS]
    return client


def _identity(claims: dict, issuer: str) -> Identity:
    told = claims.get(settings.OIDC_GROUPS_CLAIM) or []
    groups = [told] if isinstance(told, str) else told
    how = [*(claims.get("amr") or []), claims.get("acr")]
    seen = claims.get("auth_time")
    return Identity(
        subject=f"{issuer} {claims['sub']}",
        username=str(claims.get("preferred_username") or "")[:LONGEST],
        name=str(claims.get("name") or "")[:LONGEST],
        groups=frozenset(one for one in groups if isinstance(one, str)),
        strong=any(one in settings.OIDC_SECOND_FACTOR for one in how),
        at=datetime.fromtimestamp(seen, UTC) if isinstance(seen, int) else None,
    )
