"""How long the verifier takes for a large export: `.venv/bin/python -m tests.performance.audit [ENTRIES]`, 1,000,000 by default.

The export is made up in a file, signed in batches as a busy second gives them, and checked by the program that a
privacy officer runs, in a process of its own. Prints seconds and entries a second; the goal is 60 s for a million.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tandem.foundation.audit.canonical import BEGINNING, FORM, as_json, body_hash, canonical, leaf_of, link_of, root_of
from tandem.foundation.audit.signing import public_of

BATCH = 100


def export(count: int, key: Ed25519PrivateKey) -> Iterator[bytes]:
    """The lines of a whole trail of `count` entries."""
    yield as_json({"export": {"form": "tandem-audit-export/1", "at": "", "key": public_of(key), "from": 1}}) + b"\n"
    rows, leaves, head, previous, number = [], [], BEGINNING, BEGINNING, 0
    for seq in range(1, count + 1):
        entry = canonical(_entry(seq))
        leaf = leaf_of(entry)
        head = link_of(head, leaf)
        leaves.append(leaf)
        link = as_json({"entry": seq, "hash": head, "leaf": leaf, "seq": seq})
        rows.append(b'{"entry":' + entry + b',"link":' + link + b"}\n")
        if len(leaves) == BATCH or seq == count:
            number += 1
            told = {"form": FORM, "number": number, "kind": "sealed", "at": "2026-11-22T21:41:07.000000Z"}
            told |= {"first": seq - len(leaves) + 1, "last": seq, "count": len(leaves), "root": root_of(leaves)}
            told |= {"head": head, "previous": previous, "floor": max(0, seq - 50), "key": public_of(key)}
            body = as_json(told).decode()
            previous, leaves = body_hash(body), []
            yield as_json({"checkpoint": {"body": body, "signature": key.sign(body.encode()).hex()}}) + b"\n"
    yield from rows


def _entry(seq: int) -> dict:
    return {
        "id": seq, "at": "2026-11-22T21:41:07.123456Z", "actor_kind": "user", "actor_id": str(UUID(int=seq % 97)),
        "actor_role": "clinician", "organization_id": str(UUID(int=3)), "session": "a1b2c3d4", "address": "10.0.0.7",
        "action": "release.record", "object_kind": "person", "object_id": str(UUID(int=seq)), "outcome": "ok",
        "count": 1, "detail": {"release": str(UUID(int=seq + 1))}, "purpose": "treatment",
        "categories": ["cad_facts", "clinical_note", "demographics", "safety_flags"],
    }  # fmt: skip


def measure(count: int) -> float:
    """Seconds that checking an export of `count` entries takes. Raises RuntimeError if it was not found whole."""
    key = Ed25519PrivateKey.generate()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "export.jsonl"
        with file.open("wb") as out:
            out.writelines(export(count, key))
        began = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", "tandem", "audit", "verify", str(file), "--key", public_of(key)],
            capture_output=True,
            text=True,
            check=False,
        )
        seconds = time.perf_counter() - began
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)
    return seconds


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    took = measure(wanted)
    print(json.dumps({"entries": wanted, "seconds": round(took, 1), "per_second": round(wanted / took)}))
