"""The installation's P-256 key: made when it is first asked for, its private half sealed in its column."""

import base64

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key

from tandem.domain.phones.models import ServerKey
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.vocabulary.permissions import Permission


def own_key() -> dict[str, str]:
    """The public half as a JSON Web Key, for phones to seal to."""
    found = ServerKey.objects.order_by("-id").first()
    return dict(found.public) if found else _made()


def _made() -> dict[str, str]:
    fresh = ec.generate_private_key(ec.SECP256R1())
    numbers = fresh.public_key().public_numbers()
    public = {"kty": "EC", "crv": "P-256", "x": _base64url(numbers.x), "y": _base64url(numbers.y)}
    with act(Actor.system("phone", Permission.PHONE_WORK), Permission.PHONE_WORK, kind="server_key") as doing:
        pem = fresh.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
        ServerKey.objects.create(public=public, private=pem, made_at=doing.at)
    # Two phones may be the first at once: both keys open what was sealed to them.
    return public


def _base64url(number: int) -> str:
    return base64.urlsafe_b64encode(number.to_bytes(32, "big")).rstrip(b"=").decode()


def private_keys() -> list[ec.EllipticCurvePrivateKey]:
    """Every private half there is, newest first."""
    return [load_pem_private_key(one.private.encode(), None) for one in ServerKey.objects.order_by("-id")]
