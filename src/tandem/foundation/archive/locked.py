"""An archive that only the holder of its own key can read, in the age format (age-encryption.org/v1).

The key is made with the export, or is the one the receiver named; it is none of the installation's. What is written is
encrypted on its way, so that no part of it ever lies open on a disk; to be restored it is opened into a file that only
this account may read and that goes with the restore.
"""

import os
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import pyrage
from django.conf import settings

from tandem.vocabulary.refusal import Refusal

ENDING = ".age"


@contextmanager
def locking(file: BinaryIO, recipient: str) -> Iterator[BinaryIO]:
    """What is written to the file handed out arrives in `file` encrypted for `recipient` ("age1…"), piece by piece.

    Raises Refusal where that is no recipient, and whatever `file` raises.
    """
    try:
        to = pyrage.x25519.Recipient.from_str(recipient.strip())
    except pyrage.RecipientError:
        raise Refusal(("recipient", "This is no age recipient: it begins with age1 and is 62 letters long.")) from None
    reading, writing = os.pipe()
    failed: list[BaseException] = []

    def encrypt() -> None:
        with os.fdopen(reading, "rb") as plain:
            try:
                pyrage.encrypt_io(plain, file, [to])
            except BaseException as error:
                failed.append(error)

    worker = threading.Thread(target=encrypt)
    worker.start()
    try:
        with os.fdopen(writing, "wb") as plain:
            yield plain
    except BrokenPipeError:
        worker.join()
        raise failed[0] if failed else RuntimeError("the encryption ended early") from None
    finally:
        worker.join()
    if failed:
        raise failed[0]


def new_key() -> tuple[str, str]:
    """A new key of an export: what opens it ("AGE-SECRET-KEY-…"), and whom it is for ("age1…")."""
    made = pyrage.x25519.Identity.generate()
    return str(made), str(made.to_public())


@contextmanager
def unlocked(path: Path, secret: str) -> Iterator[Path]:
    """The archive at `path` opened into a file that is deleted at the end. Raises Refusal for another key."""
    try:
        key = pyrage.x25519.Identity.from_str(next(one for one in secret.split() if one.startswith("AGE-SECRET-KEY-")))
    except (pyrage.IdentityError, StopIteration):
        raise Refusal(("key", "This is no key of an export: it begins with AGE-SECRET-KEY-.")) from None
    place = settings.DATA_DIR / f"restoring-{secrets.token_hex(8)}.zip"
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with open(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as plain, path.open("rb") as file:
            pyrage.decrypt_io(file, plain, [key])
        yield place
    except pyrage.DecryptError:
        raise Refusal(("key", "This key does not open this archive, or the archive is damaged.")) from None
    finally:
        place.unlink(missing_ok=True)
