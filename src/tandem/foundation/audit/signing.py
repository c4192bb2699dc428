"""The key that signs checkpoints: a file outside the database, so that who owns the tables can't sign a new story."""

import contextlib
import os
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from django.conf import settings


class KeyUnusable(Exception):
    """The signing key can't be used. The message is one sentence for whoever runs the installation."""


def place(data_dir: Path | None = None) -> Path:
    """Where the key lies: `$TANDEM_AUDIT_KEY`, else in the folder `keys` of the data folder."""
    chosen = os.environ.get("TANDEM_AUDIT_KEY")
    return Path(chosen).absolute() if chosen else (data_dir or settings.DATA_DIR) / "keys" / "audit-signing.pem"


def key(data_dir: Path | None = None) -> Ed25519PrivateKey | None:
    """The key, None where there is no file yet. Raises KeyUnusable for a file that is no such key."""
    try:
        found = load_pem_private_key(place(data_dir).read_bytes(), password=None)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise KeyUnusable(f"The audit's signing key {place()} can't be read ({type(error).__name__}).") from error
    if not isinstance(found, Ed25519PrivateKey):
        raise KeyUnusable(f"The audit's signing key {place()} is no Ed25519 key.")
    return found


def made_key() -> Ed25519PrivateKey:
    """The key, made and kept (mode 0600) on first use."""
    if found := key():
        return found
    file = place()
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    text = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    # Linked only when whole, so that two first starts agree on one key.
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as new:
        new.write(text)
        new.flush()
        os.fsync(new.fileno())
    with contextlib.suppress(FileExistsError):
        os.link(draft, file)
    draft.unlink()
    return key()


def public_of(found: Ed25519PrivateKey) -> str:
    """The public half as 64 hex digits."""
    return found.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
