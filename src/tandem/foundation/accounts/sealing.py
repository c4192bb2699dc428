"""Secrets of second factors are kept encrypted; the key is derived from the installation's own, outside the database.

Each account has a key of its own, so that a secret copied into another account's row opens nothing.
"""

import base64
from uuid import UUID

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class WrongKey(Exception):
    """What is kept was sealed with another installation's key, or for another account."""


def seal(text: str, *, purpose: str, owner: UUID) -> str:
    """`text` encrypted for this purpose and this account only; printable."""
    return _box(purpose, owner).encrypt(text.encode()).decode()


def unseal(sealed: str, *, purpose: str, owner: UUID) -> str:
    """What was sealed. Raises WrongKey."""
    try:
        return _box(purpose, owner).decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise WrongKey(
            f"What is kept as {purpose} opens with another key: restore the key file with the data."
        ) from None


def _box(purpose: str, owner: UUID) -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(secret, f"tandem.accounts.{purpose}:{owner}")) for secret in secrets])


def _derived(secret: str, about: str) -> bytes:
    made = HKDF(algorithm=SHA256(), length=32, salt=None, info=about.encode()).derive(secret.encode())
    return base64.urlsafe_b64encode(made)
