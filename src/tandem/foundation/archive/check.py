"""Look an archive over before anything of it is used: every name, every size, every hash, and the version."""

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from tandem.foundation.archive.write import FORMAT, PIECE
from tandem.foundation.attachments.zips import Limits, look_over
from tandem.vocabulary.refusal import Refusal

# Rows of one table are alike and pack well; what people sent is stored as it is.
LIMITS = Limits(entries=250_000, total=1 << 42, ratio=400)
LONGEST_MANIFEST = 64 * 1_048_576
MANIFEST = "manifest.json"
NAME = re.compile(
    r"(tables/[a-z0-9_]+\.jsonl|schema/[a-z0-9_]+\.json|attachments/[0-9a-f]{32}|README\.txt|manifest\.json)"
)


class Archive:
    """An archive that was found whole. `manifest` is what it says of itself, `sha256` the manifest's own hash."""

    def __init__(self, path: Path, manifest: dict, sha256: str):
        self.path, self.manifest, self.sha256 = path, manifest, sha256

    @contextmanager
    def opened(self, name: str) -> Iterator[BinaryIO]:
        """One of its files, to read from the beginning."""
        with _opened(self.path, name) as file:
            yield file


def checked(path: Path) -> Archive:
    """The archive at `path`, a zip file or a folder, when all of it is as its manifest says. Raises Refusal."""
    names = _names(path)
    if MANIFEST not in names:
        raise _no("This is no archive of Tandem: it has no manifest.json.")
    text = _read(path, MANIFEST, LONGEST_MANIFEST)
    manifest = _manifest(text)
    if names - {MANIFEST} != set(manifest["files"]):
        odd = sorted((names - {MANIFEST}) ^ set(manifest["files"]))[0]
        raise _no(f"The archive and its manifest don't name the same files; the first that differs is {odd[:80]!r}.")
    for name, told in manifest["files"].items():
        digest, size = hashlib.sha256(), 0
        try:
            with _opened(path, name) as file:
                while part := file.read(PIECE):
                    size += len(part)
                    if size > told["bytes"]:
                        break
                    digest.update(part)
        except (zipfile.BadZipFile, OSError, EOFError, ValueError) as error:
            raise _no(f"{name} in the archive is damaged.") from error
        if size != told["bytes"] or digest.hexdigest() != told["sha256"]:
            raise _no(f"{name} is not what the manifest says: it was changed or damaged. Nothing was restored.")
    return Archive(path, manifest, hashlib.sha256(text).hexdigest())


def _no(sentence: str) -> Refusal:
    return Refusal(("archive", sentence))


def _names(path: Path) -> set[str]:
    if path.is_symlink():
        raise _no("This is a link. Name the archive itself.")
    if path.is_dir():
        names = set(_walk(path))
    elif path.is_file():
        try:
            names = {one.filename for one in look_over(path, LIMITS)}
        except Refusal as refusal:
            raise _no(refusal.errors[0][1]) from None
    else:
        raise _no(f"There is no archive {path.name}.")
    odd = next((name for name in sorted(names) if not NAME.fullmatch(name)), None)
    if odd is not None:
        raise _no(f"The archive holds a file that does not belong in one: {odd[:80]!r}.")
    return names


def _walk(folder: Path) -> Iterator[str]:
    for number, path in enumerate(folder.rglob("*")):
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            raise _no("The archive holds a link or a device, not a file.")
        if number > LIMITS.entries:
            raise _no("The archive holds too many files.")
        if path.is_file():
            yield path.relative_to(folder).as_posix()


@contextmanager
def _opened(path: Path, name: str) -> Iterator[BinaryIO]:
    if path.is_dir():
        with (path / name).open("rb") as file:
            yield file
        return
    with zipfile.ZipFile(path) as archive, archive.open(name) as file:
        yield file


def _read(path: Path, name: str, most: int) -> bytes:
    try:
        with _opened(path, name) as file:
            text = file.read(most + 1)
    except (zipfile.BadZipFile, OSError, EOFError, ValueError):
        raise _no(f"{name} in the archive is damaged.") from None
    if len(text) > most:
        raise _no(f"{name} in the archive is far too large.")
    return text


def _manifest(text: bytes) -> dict:
    """The manifest, with everything in it that a restore reads in the right shape."""
    try:
        found = json.loads(text)
        if found["format"] != FORMAT:
            raise _no(f"This archive has the format {str(found['format'])[:40]!r}; this version reads {FORMAT}.")
        sound = (
            isinstance(found["tables"], list)
            and all(isinstance(one, str) for one in found["migrations"])
            and all(isinstance(one["table"], str) and isinstance(one["rows"], int) for one in found["tables"])
            and all(isinstance(one["columns"], list) for one in found["tables"])
            and all(
                isinstance(one["last"], int) and isinstance(one["called"], bool) for one in found["sequences"].values()
            )
            and all(isinstance(one["bytes"], int) and isinstance(one["sha256"], str) for one in found["files"].values())
            and isinstance(found["made_at"], str)
            and isinstance(found["tandem"], str)
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        sound = False
    if not sound:
        raise _no("The manifest of this archive can't be read: it is damaged.")
    return found
