"""The second place for entries, for cautions on an active call only: a file that is synced before anything is shown.

A team must see a published caution also while the audit trail can't be written. Entries hold ids and codes only, so does
the file. The sealer puts them into the trail as soon as that works, each once, with the time it was done at.
"""

import fcntl
import json
import os
import uuid
from datetime import datetime
from uuid import UUID

from django.db import transaction

from tandem.foundation.audit.alerts import alert
from tandem.foundation.audit.canonical import written
from tandem.foundation.audit.models import Entry
from tandem.foundation.audit.sinks import own_folder

FILE = "spool.jsonl"
IDS = ("actor_id", "organization_id", "object_id", "act_id")


def put(entry: Entry) -> None:
    """Keep an entry until the trail can be written. Raises OSError where even that fails."""
    told = {
        field.attname: getattr(entry, field.attname) for field in Entry._meta.concrete_fields if field.attname != "id"
    }
    told |= {name: str(told[name]) if told[name] else None for name in IDS}
    told["at"] = written(told["at"])
    told["detail"] = {**told["detail"], "spooled": str(uuid.uuid4())}
    own_folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    with _locked() as file:
        file.seek(0, os.SEEK_END)
        file.write(json.dumps(told).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
    alert("spooled")


def waiting() -> int:
    """How many entries are in the file."""
    try:
        with (own_folder() / FILE).open("rb") as file:
            return sum(1 for _line in file)
    except FileNotFoundError:
        return 0


def take_in() -> int:
    """Put everything from the file into the trail; returns how many. What is cut off at the end is left out."""
    if not waiting():
        return 0
    with _locked() as file:
        rows = [row for line in file if (row := _row(line))]
        with transaction.atomic():
            marks = [row.detail["spooled"] for row in rows]
            oldest = min((row.at for row in rows), default=None)
            # A crash between the commit and the emptying of the file must not leave an entry twice.
            there = Entry.objects.filter(at__gte=oldest, detail__spooled__in=marks) if rows else Entry.objects.none()
            known = set(there.values_list("detail__spooled", flat=True))
            new = [row for row in rows if row.detail["spooled"] not in known]
            Entry.objects.bulk_create(new)
        file.seek(0)
        file.truncate()
        os.fsync(file.fileno())
    return len(new)


def _locked():
    file = open(os.open(own_folder() / FILE, os.O_RDWR | os.O_CREAT, 0o600), "r+b")  # noqa: SIM115 - the caller closes it
    fcntl.flock(file, fcntl.LOCK_EX)
    return file


def _row(line: bytes) -> Entry | None:
    try:
        told = json.loads(line)
        told["at"] = datetime.fromisoformat(told["at"])
        told |= {name: UUID(told[name]) if told[name] else None for name in IDS}
        return Entry(**told)
    except (ValueError, TypeError, KeyError):
        return None
