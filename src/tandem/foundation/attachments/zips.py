"""Look a zip archive over before a byte of it is unpacked: its size, its names, and what it would grow to.

A bomb, a name that climbs out of its folder, a link, or two entries of one name are refused here (ASVS 5.2.3, 5.3.3).
"""

import re
import stat
import struct
import zipfile
from dataclasses import dataclass
from pathlib import Path

from tandem.vocabulary.refusal import Refusal

END = b"PK\x05\x06"
END_64 = b"PK\x06\x06"
# The end record is 22 bytes and a comment of at most 65,535.
TAIL = 22 + 65_535
# Below this an entry may shrink as well as it likes: a small blank sheet is mostly zeros.
SMALL = 1_048_576


@dataclass(frozen=True)
class Limits:
    """`entries` how many at most, `total` bytes unpacked, `ratio` unpacked to packed of an entry over 1 MB.

    `entry_name` bytes of the directory for each entry.
    """

    entries: int
    total: int
    ratio: int
    entry_name: int = 300


def look_over(path: Path, limits: Limits) -> list[zipfile.ZipInfo]:
    """The entries of an archive that keeps to `limits`. Raises Refusal for field `file`."""
    _directory_is_small(path, limits)
    try:
        with zipfile.ZipFile(path) as archive:
            found = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeDecodeError):
        raise _no("The file is damaged: its table of contents can't be read.") from None
    if len(found) > limits.entries:
        raise _no(f"The file holds {len(found)} parts; at most {limits.entries} are taken.")
    seen = set()
    for one in found:
        name = one.filename
        if one.orig_filename != name or not _stays_inside(name):
            raise _no("A part of the file has a name that leads out of its folder.")
        if name.casefold() in seen:
            raise _no("Two parts of the file have the same name.")
        seen.add(name.casefold())
        if stat.S_IFMT(one.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise _no("A part of the file is a link or a device, not a file.")
        if one.flag_bits & 1:
            raise _no("The file is encrypted. Save it without a password and try again.")
        if one.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise _no("The file is packed in a way that is not taken. Save it anew.")
        if one.file_size > SMALL and one.file_size > limits.ratio * max(1, one.compress_size):
            raise _no("The file would grow far too large when unpacked. It was not opened.")
    if sum(one.file_size for one in found) > limits.total:
        raise _no("The file would grow too large when unpacked. It was not opened.")
    return found


def _no(sentence: str) -> Refusal:
    return Refusal(("file", sentence))


def _stays_inside(name: str) -> bool:
    return bool(name) and not re.search(r"[\\\x00-\x1f:]", name) and ".." not in name.split("/") and name[0] != "/"


def _directory_is_small(path: Path, limits: Limits) -> None:
    """Refuse a table of contents that would itself fill the memory, before anybody reads it."""
    most = limits.entries * limits.entry_name
    with path.open("rb") as file:
        file.seek(0, 2)
        size = file.tell()
        file.seek(max(0, size - TAIL))
        tail = file.read(TAIL)
        at = tail.rfind(END)
        if at < 0 or len(tail) < at + 22:
            raise _no("The file is damaged or cut off: its end is missing.")
        entries, length = struct.unpack_from("<HL", tail, at + 10)
        if length == 0xFFFFFFFF or entries == 0xFFFF:
            large = tail.rfind(END_64, 0, at)
            if large < 0 or len(tail) < large + 48:
                raise _no("The file is damaged: its end can't be read.")
            entries, length = struct.unpack_from("<QQ", tail, large + 32)
    if entries > limits.entries or length > most:
        raise _no(f"The file holds too many parts; at most {limits.entries} are taken.")
