"""Keep a file, open it, and delete what is past its end."""

import hashlib
import os
import secrets
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from procrastinate.contrib.django import app

from tandem.foundation import clock
from tandem.foundation.attachments.models import File
from tandem.vocabulary.law import Category
from tandem.vocabulary.refusal import Absent, Refusal

# What a write that never got its row leaves behind is cleared away after this long.
ORPHAN_SECONDS = 24 * 3600
SUFFIX = ".part"


@dataclass(frozen=True)
class Kept:
    """A kept file. `size` is bytes, `sha256` of the whole content in hex."""

    id: UUID
    name: str
    category: str
    owner_id: UUID | None
    size: int
    sha256: str
    made_at: datetime
    expires_at: datetime | None
    gone_at: datetime | None
    path: Path

    @property
    def there(self) -> bool:
        """Whether it can be opened now."""
        return self.gone_at is None and (self.expires_at is None or self.expires_at > clock.now())


def folder() -> Path:
    """Where the bytes lie; made on first use, for this account only."""
    found = settings.DATA_DIR / "attachments"
    found.mkdir(mode=0o700, parents=True, exist_ok=True)
    return found


class Writing:
    """A file being written. `kept` is there once the `with` has ended without an error."""

    def __init__(self, file: BinaryIO, limit: int | None):
        self._file, self._limit, self._hash = file, limit, hashlib.sha256()
        self.size = 0
        self.kept: Kept | None = None

    def write(self, part: bytes) -> int:
        """Add bytes. Raises Refusal for field `file` beyond the limit."""
        self.size += len(part)
        if self._limit is not None and self.size > self._limit:
            raise Refusal(("file", f"The file is larger than {megabytes(self._limit)} MB. Split it and try again."))
        self._hash.update(part)
        return self._file.write(part)

    def flush(self) -> None:
        self._file.flush()

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()


@contextmanager
def writing(
    name: str,
    *,
    category: Category,
    owner_id: UUID | None,
    limit: int | None = None,
    expires_at: datetime | None = None,
) -> Iterator[Writing]:
    """Write a file piece by piece; it is kept, durable and known when the `with` ends, and gone after an error."""
    place = secrets.token_hex(16)
    final = folder() / place
    draft = final.with_suffix(SUFFIX)
    try:
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            doing = Writing(file, limit)
            yield doing
            file.flush()
            os.fsync(file.fileno())
        draft.rename(final)
        row = File.objects.create(
            place=place,
            name=name.encode("utf-8", "replace").decode().replace("\0", "\ufffd")[:300],
            category=category,
            owner_id=owner_id,
            size=doing.size,
            sha256=doing.sha256,
            made_at=clock.now(),
            expires_at=expires_at,
        )
    except BaseException:
        draft.unlink(missing_ok=True)
        final.unlink(missing_ok=True)
        raise
    doing.kept = _kept(row)


def keep(parts: Iterable[bytes], name: str, **told) -> Kept:
    """Keep a whole file. Takes the keywords of `writing`; raises Refusal beyond the limit."""
    with writing(name, **told) as file:
        for part in parts:
            file.write(part)
    return file.kept


def kept(file_id: UUID | str) -> Kept:
    """What is known of a file, there or gone. Raises Absent."""
    row = File.objects.filter(pk=file_id).first()
    if row is None:
        raise Absent
    return _kept(row)


def opened(file_id: UUID | str) -> tuple[Kept, BinaryIO]:
    """A file that is there, and its bytes to read; the caller closes them. Raises Absent once it is gone."""
    found = kept(file_id)
    if not found.there:
        raise Absent
    try:
        return found, found.path.open("rb")
    except FileNotFoundError:
        raise Absent from None


def lasting(file_id: UUID) -> None:
    """A file that would have gone by itself stays: it belongs to a record now. Raises Absent once it is gone."""
    if not File.objects.filter(pk=file_id, gone_at=None).update(expires_at=None):
        raise Absent


def discard(file_id: UUID) -> None:
    """Delete the bytes of a file; what it was stays known."""
    for row in File.objects.filter(pk=file_id, gone_at=None):
        _take_away(row)


def megabytes(size: int) -> str:
    """Bytes as megabytes, with one decimal below ten."""
    return f"{size / 1_048_576:.1f}".removesuffix(".0") if size < 10 * 1_048_576 else f"{size / 1_048_576:.0f}"


@app.periodic(cron="7 * * * *")
@app.task(name="tandem.attachments.sweep", queueing_lock="sweep attachments")
def sweep(timestamp: int) -> None:
    """Delete what is past its end, and what a killed write left behind."""
    for row in File.objects.filter(gone_at=None, expires_at__lte=clock.now()):
        _take_away(row)
    known = set(File.objects.filter(gone_at=None).values_list("place", flat=True))
    for path in folder().iterdir():
        if path.name not in known and time.time() - path.stat().st_mtime > ORPHAN_SECONDS:
            path.unlink(missing_ok=True)


def _take_away(row: File) -> None:
    (folder() / row.place).unlink(missing_ok=True)
    File.objects.filter(pk=row.pk).update(gone_at=clock.now())


def _kept(row: File) -> Kept:
    return Kept(
        id=row.pk,
        name=row.name,
        category=row.category,
        owner_id=row.owner_id,
        size=row.size,
        sha256=row.sha256,
        made_at=row.made_at,
        expires_at=row.expires_at,
        gone_at=row.gone_at,
        path=folder() / row.place,
    )
