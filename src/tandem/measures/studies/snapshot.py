"""The frozen data of a study: one Parquet file beside the marts, under the SHA-256 it had when it was stamped.

It holds counts by place and period, or rows without any key, so that nothing in it leads to a record.
"""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pyarrow as pa
import pyarrow.parquet as pq

from tandem.foundation.marts.ledger import open_private, put_in_force

FOLDER = "studies"


@dataclass(frozen=True)
class Kept:
    digest: str
    rows: int


class Altered(Exception):
    """The file is not what was frozen, or is gone. The message is a sentence for the person who asked."""


def path_of(mart: Path, edition: UUID) -> Path:
    return Path(mart) / FOLDER / f"{edition}.parquet"


def keep(mart: Path, edition: UUID, table: pa.Table) -> Kept:
    """Write the table to its file, readable by its owner only, on disk before it counts. Returns digest and rows."""
    buffer = pa.BufferOutputStream()
    pq.write_table(table.replace_schema_metadata(None), buffer, compression="zstd")
    content = buffer.getvalue().to_pybytes()
    path = path_of(mart, edition)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(path.name + ".tmp")
    with open_private(draft) as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    put_in_force(draft, path)
    return Kept(hashlib.sha256(content).hexdigest(), table.num_rows)


def opened(mart: Path, edition: UUID, digest: str) -> pa.Table:
    """Read the table of a file that is still what was frozen. Raises Altered."""
    try:
        content = path_of(mart, edition).read_bytes()
    except OSError:
        raise Altered("The frozen data are gone. Freeze them anew; the new edition will say so.") from None
    found = hashlib.sha256(content).hexdigest()
    if found != digest:
        raise Altered(
            f"The frozen data were altered: their fingerprint is {found[:8]} and was {digest[:8]} at the stamp. Nothing "
            "was run on them. Freeze them anew; the new edition will say so."
        )
    return pq.read_table(pa.BufferReader(content))


def discard(mart: Path, edition: UUID) -> None:
    path_of(mart, edition).unlink(missing_ok=True)
