"""Opens what a phone sealed to the server's key: ECDH on P-256, HKDF-SHA-256, AES-256-GCM (`contracts/README.md`)."""

import base64
import binascii

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tandem.domain.phones import actions

INFO = b"tandem phone left 1"


class Unopened(Exception):
    """A package that no key of this installation opens, or that is none."""


def unsealed(sealed: object, about: str) -> bytes:
    """The plain text of one package; `about` is what it is bound to: "<id> <author>". Raises Unopened."""
    if not isinstance(sealed, dict) or not isinstance(sealed.get("epk"), dict):
        raise Unopened
    try:
        theirs = _public(sealed["epk"])
        iv, text = _bytes(sealed.get("iv")), _bytes(sealed.get("ct"))
    except (ValueError, TypeError, binascii.Error):
        raise Unopened from None
    for mine in actions.private_keys():
        try:
            return AESGCM(key(mine.exchange(ec.ECDH(), theirs))).decrypt(iv, text, about.encode())
        except (InvalidTag, ValueError):
            continue
    raise Unopened


def key(shared: bytes) -> bytes:
    """The key of one package from the shared secret."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=INFO).derive(shared)


def _bytes(text: object) -> bytes:
    if not isinstance(text, str):
        raise TypeError
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def _public(jwk: dict) -> ec.EllipticCurvePublicKey:
    if (jwk.get("kty"), jwk.get("crv")) != ("EC", "P-256"):
        raise ValueError
    x, y = (int.from_bytes(_bytes(jwk.get(name)), "big") for name in ("x", "y"))
    # Raises for a point that is not on the curve.
    return ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
