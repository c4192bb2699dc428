"""The key above all keys: a Tink keyset in a file outside the database, or a key service that the agency names.

The law cares that the keys and what they open are kept apart: whoever holds a copy of the database, or of its backup,
holds nothing readable. Losing the file is losing every sealed value, so that it is never made where one is missed.
"""

import contextlib
import os
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from uuid import UUID

import tink
from tink import aead, json_proto_keyset_format, proto_keyset_format, secret_key_access

aead.register()


class WrongKey(Exception):
    """The key file is missing, damaged, or not that of this database. The message is one sentence to act on."""


def new_keyset() -> tink.KeysetHandle:
    """A keyset with one new key of AES-256-GCM."""
    return tink.new_keyset_handle(aead.aead_key_templates.AES256_GCM)


def top(file: Path, *, may_make: Callable[[], bool]) -> aead.Aead:
    """What seals and opens the agencies' keys. `may_make` tells whether nothing was ever sealed here.

    `$TANDEM_KEY_SERVICE` names a function as `module:function` that returns a Tink `Aead` of its own, like that of a
    key management service or a hardware module (PKCS#11); the file is then not looked at. Raises WrongKey.
    """
    if named := os.environ.get("TANDEM_KEY_SERVICE"):
        return _service(named)
    if not file.exists():
        if not may_make():
            raise WrongKey(
                f"The key file {file} is missing, but the database holds sealed values: put the file back from its own"
                " backup, or name it in TANDEM_KEY_FILE."
            )
        make(file)
    return read(file).primitive(aead.Aead)


def read(file: Path) -> tink.KeysetHandle:
    """The keyset in a file. Raises WrongKey where it holds none."""
    try:
        return json_proto_keyset_format.parse(file.read_text(), secret_key_access.TOKEN)
    except (OSError, UnicodeDecodeError, tink.TinkError) as error:
        raise WrongKey(f"The key file {file} can't be read: put it back from its own backup.") from error


def make(file: Path) -> None:
    """A new keyset in a new file, for this account only. One that is there stays."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Linked only when whole, so that two first starts agree on one key.
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    write(draft, new_keyset())
    with contextlib.suppress(FileExistsError):
        os.link(draft, file)
    draft.unlink()


def write(file: Path, keyset: tink.KeysetHandle) -> None:
    """Write a keyset, durable, for this account only."""
    text = json_proto_keyset_format.serialize(keyset, secret_key_access.TOKEN)
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as new:
        new.write(text)
        new.flush()
        os.fsync(new.fileno())


def wrap(handle: tink.KeysetHandle, key_id: UUID, above: aead.Aead) -> bytes:
    """An agency's keyset, sealed for the row `key_id` by the key above."""
    return proto_keyset_format.serialize_encrypted(handle, above, b"keys_key|" + key_id.bytes)


def unwrap(wrapped: bytes, key_id: UUID, above: aead.Aead, file: Path) -> tink.KeysetHandle:
    """Raises WrongKey where the key above it is another one."""
    try:
        return proto_keyset_format.parse_encrypted(bytes(wrapped), above, b"keys_key|" + key_id.bytes)
    except tink.TinkError as error:
        raise WrongKey(
            f"The key file {file} is not that of this database: put the right one back from its own backup, or name it in"
            " TANDEM_KEY_FILE."
        ) from error


def _service(named: str) -> aead.Aead:
    module, _, function = named.partition(":")
    try:
        return getattr(import_module(module), function)()
    except Exception as error:
        raise WrongKey(f"The key service {named} of TANDEM_KEY_SERVICE can't be reached: {error}") from error
