"""How an entry becomes bytes, and what is hashed and signed. Pure, and small enough to be written again elsewhere.

**Entry.** JSON after RFC 8785 (JSON Canonicalization Scheme): keys in order, no blanks, UTF-8, one way to write each
value. Keys are ours and ASCII, so that code points and UTF-16 give one order. Ids are text, times are UTC with six
digits and a Z. A field that is empty ("", null, [], {}) is left out, so that a column added by a later version does not
change what older entries hash to.

**Leaf.** SHA-256 of the entry's bytes. **Link.** SHA-256 of the link before (32 bytes, zeros before the first) and the
leaf; `seq` counts from 1 without a gap. **Root.** The Merkle tree of a batch's leaves as in RFC 6962, section 2.1.

**Checkpoint.** Canonical JSON of number, kind, time, first and last seq, count, root, head (the newest link), the hash
of the checkpoint before, the floor (below which no entry may come any more) and the public key; signed with Ed25519
(RFC 8032) over exactly these bytes.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

FORM = "tandem-checkpoint/1"
BEGINNING = "0" * 64
EMPTY = (None, "", [], {})


def canonical(entry: Mapping[str, Any]) -> bytes:
    """The bytes of an entry: its columns by name, as the database or the export holds them."""
    return as_json({name: _plain(value) for name, value in entry.items() if value not in EMPTY})


def as_json(value: object) -> bytes:
    """Canonical JSON."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return written(value)
    return str(value) if isinstance(value, UUID) else value


def written(moment: datetime) -> str:
    """A moment as entries and checkpoints write it: 2026-11-22T21:41:07.123456Z."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def leaf_of(entry: bytes) -> str:
    """The hash of an entry's bytes, 64 hex digits."""
    return hashlib.sha256(entry).hexdigest()


def link_of(before: str, leaf: str) -> str:
    """The hash that binds a leaf to everything before it."""
    return hashlib.sha256(bytes.fromhex(before) + bytes.fromhex(leaf)).hexdigest()


def root_of(leaves: Iterable[str]) -> str:
    """The Merkle root of a batch's leaves in their order; of none, the hash of nothing."""
    level = [hashlib.sha256(b"\0" + bytes.fromhex(leaf)).digest() for leaf in leaves]
    if not level:
        return hashlib.sha256().hexdigest()
    while len(level) > 1:
        # An odd one at the end goes up as it is: the same tree as RFC 6962 builds from above.
        level = [
            hashlib.sha256(b"\1" + level[at] + level[at + 1]).digest() if at + 1 < len(level) else level[at]
            for at in range(0, len(level), 2)
        ]
    return level[0].hex()


def body_hash(body: str) -> str:
    """The hash by which the next checkpoint names this one."""
    return hashlib.sha256(body.encode()).hexdigest()
